"""Tables of the certificate service."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, String, Table, text

from ce_kit.db.tables import Json, Utc, new_metadata

metadata = new_metadata()

LIVE = text("revoked_at IS NULL")

certificate = Table(
    "certificate",
    metadata,
    Column("certificate_id", String(36), primary_key=True),
    Column("number", String(20), nullable=False, unique=True),
    Column("code", String(14), nullable=False, unique=True),
    Column("person_id", String(36), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("year", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("employer_id", String(36), nullable=False, index=True),
    Column("authority_id", String(36), nullable=False, index=True),
    Column("hrss_id", String(36), nullable=False, index=True),
    Column("content", Json, nullable=False),
    Column("prepared_at", Utc, nullable=False),
    Column("issued_at", Utc),
    Column("pdf_sha256", String(64), nullable=False),
    Column("pdf_size", BigInteger, nullable=False),
    Column("revoked_at", Utc),
    Column("revoked_by", String(80), nullable=False),
    Column("revocation_reason", String(500), nullable=False),
    Column("review_since", Utc),
    Column("review_reason", String(1000), nullable=False),
    # one live certificate of a kind per person and year, whatever the code above it believes
    Index("uq_certificate_live", "person_id", "year", "kind", unique=True, postgresql_where=LIVE, sqlite_where=LIVE),
    Index("uq_certificate_revision", "person_id", "year", "kind", "revision", unique=True),
)

number_sequence = Table(
    "number_sequence",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

assessment = Table(
    "assessment",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("jurisdiction", String(12), nullable=False),
    Column("unit", String(10), nullable=False),
    Column("public_amount", String(12), nullable=False),
    Column("professional_amount", String(12), nullable=False),
    Column("total_amount", String(12), nullable=False),
    Column("compliant", String(10), nullable=False),
    Column("minimums", Json, nullable=False),
    Column("source", String(500), nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("id_number_masked", String(18), nullable=False),
    Column("version", Integer, nullable=False),
)

employment = Table(
    "employment",
    metadata,
    Column("employment_id", String(36), primary_key=True),
    Column("person_id", String(36), nullable=False, index=True),
    Column("employer_id", String(36), nullable=False),
    Column("employer_name", String(200), nullable=False),
    Column("authority_id", String(36), nullable=False),
    Column("hrss_id", String(36), nullable=False),
    Column("job_title", String(100), nullable=False),
    Column("specialty", String(100), nullable=False),
    Column("started_on", Date),  # empty when only the last day was told so far
    Column("ended_on", Date),
    Column("version", Integer, nullable=False),
)

hrss_unit = Table(
    "hrss_unit",
    metadata,
    Column("unit_id", String(36), primary_key=True),
    Column("parent_id", String(36), nullable=False),
    Column("name", String(200), nullable=False),
    Column("version", Integer, nullable=False),
)

city_record = Table(
    "city_record",
    metadata,
    Column("city", String(12), primary_key=True),
    Column("record_id", String(80), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("city_person_id", String(36), nullable=False),
    Column("is_revocation", Boolean, nullable=False),
    Column("fact", Json, nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", String(500), nullable=False),
    Column("received_at", Utc, nullable=False),
    Index(
        "ix_city_record_waiting",
        "city",
        "city_person_id",
        postgresql_where=text("state = 'WAITING'"),
        sqlite_where=text("state = 'WAITING'"),
    ),
)

city_person = Table(
    "city_person",
    metadata,
    Column("city", String(12), primary_key=True),
    Column("city_person_id", String(36), primary_key=True),
    Column("person_id", String(36), nullable=False, index=True),
    Column("id_number_masked", String(18), nullable=False),
    Column("version", Integer, nullable=False),
)

city_certificate = Table(
    "city_certificate",
    metadata,
    Column("city", String(12), primary_key=True),
    Column("certificate_id", String(36), primary_key=True),
    Column("number", String(20), nullable=False, unique=True),
    Column("city_person_id", String(36), nullable=False),
    Column("code", String(14), unique=True),  # empty when only the revocation was told so far
    Column("name", String(60), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("year", Integer, nullable=False),
    Column("title", String(100), nullable=False),
    Column("unit", String(10), nullable=False),
    Column("public_amount", String(12), nullable=False),
    Column("professional_amount", String(12), nullable=False),
    Column("total_amount", String(12), nullable=False),
    Column("issuer", String(200), nullable=False),
    Column("issued_on", Date),
    Column("pdf_sha256", String(64), nullable=False),
    Column("revoked_at", Utc),
    Column("revocation_reason", String(500), nullable=False),
    Index("ix_city_certificate_city_person", "city", "city_person_id"),
)
