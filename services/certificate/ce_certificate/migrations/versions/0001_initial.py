"""Create the service's tables."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.migrate import create_chassis_v1
from ce_kit.db.tables import Json, Utc

revision, down_revision = "0001", None


def upgrade() -> None:
    create_chassis_v1(op)
    op.create_table(
        "certificate",
        sa.Column("certificate_id", sa.String(36), primary_key=True),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("code", sa.String(14), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("employer_id", sa.String(36), nullable=False),
        sa.Column("authority_id", sa.String(36), nullable=False),
        sa.Column("hrss_id", sa.String(36), nullable=False),
        sa.Column("content", Json, nullable=False),
        sa.Column("prepared_at", Utc, nullable=False),
        sa.Column("issued_at", Utc),
        sa.Column("pdf_sha256", sa.String(64), nullable=False),
        sa.Column("pdf_size", sa.BigInteger, nullable=False),
        sa.Column("revoked_at", Utc),
        sa.Column("revoked_by", sa.String(80), nullable=False),
        sa.Column("revocation_reason", sa.String(500), nullable=False),
        sa.Column("review_since", Utc),
        sa.Column("review_reason", sa.String(1000), nullable=False),
        sa.UniqueConstraint("number", name="uq_certificate_number"),
        sa.UniqueConstraint("code", name="uq_certificate_code"),
    )
    op.create_index("ix_certificate_authority_id", "certificate", ["authority_id"])
    op.create_index("ix_certificate_employer_id", "certificate", ["employer_id"])
    op.create_index("ix_certificate_hrss_id", "certificate", ["hrss_id"])
    live = sa.text("revoked_at IS NULL")
    op.create_index(
        "uq_certificate_live",
        "certificate",
        ["person_id", "year", "kind"],
        unique=True,
        postgresql_where=live,
        sqlite_where=live,
    )
    op.create_index("uq_certificate_revision", "certificate", ["person_id", "year", "kind", "revision"], unique=True)
    op.create_table(
        "number_sequence",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "assessment",
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("jurisdiction", sa.String(12), nullable=False),
        sa.Column("unit", sa.String(10), nullable=False),
        sa.Column("public_amount", sa.String(12), nullable=False),
        sa.Column("professional_amount", sa.String(12), nullable=False),
        sa.Column("total_amount", sa.String(12), nullable=False),
        sa.Column("compliant", sa.String(10), nullable=False),
        sa.Column("minimums", Json, nullable=False),
        sa.Column("source", sa.String(500), nullable=False),
    )
    op.create_table(
        "person",
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("id_number_masked", sa.String(18), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "employment",
        sa.Column("employment_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("employer_id", sa.String(36), nullable=False),
        sa.Column("employer_name", sa.String(200), nullable=False),
        sa.Column("authority_id", sa.String(36), nullable=False),
        sa.Column("hrss_id", sa.String(36), nullable=False),
        sa.Column("job_title", sa.String(100), nullable=False),
        sa.Column("specialty", sa.String(100), nullable=False),
        sa.Column("started_on", sa.Date),
        sa.Column("ended_on", sa.Date),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_employment_person_id", "employment", ["person_id"])
    op.create_table(
        "hrss_unit",
        sa.Column("unit_id", sa.String(36), primary_key=True),
        sa.Column("parent_id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "city_record",
        sa.Column("city", sa.String(12), primary_key=True),
        sa.Column("record_id", sa.String(80), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("city_person_id", sa.String(36), nullable=False),
        sa.Column("is_revocation", sa.Boolean, nullable=False),
        sa.Column("fact", Json, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("received_at", Utc, nullable=False),
    )
    waiting = sa.text("state = 'WAITING'")
    op.create_index(
        "ix_city_record_waiting",
        "city_record",
        ["city", "city_person_id"],
        postgresql_where=waiting,
        sqlite_where=waiting,
    )
    op.create_table(
        "city_person",
        sa.Column("city", sa.String(12), primary_key=True),
        sa.Column("city_person_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("id_number_masked", sa.String(18), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_city_person_person_id", "city_person", ["person_id"])
    op.create_table(
        "city_certificate",
        sa.Column("city", sa.String(12), primary_key=True),
        sa.Column("certificate_id", sa.String(36), primary_key=True),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("city_person_id", sa.String(36), nullable=False),
        sa.Column("code", sa.String(14)),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("unit", sa.String(10), nullable=False),
        sa.Column("public_amount", sa.String(12), nullable=False),
        sa.Column("professional_amount", sa.String(12), nullable=False),
        sa.Column("total_amount", sa.String(12), nullable=False),
        sa.Column("issuer", sa.String(200), nullable=False),
        sa.Column("issued_on", sa.Date),
        sa.Column("pdf_sha256", sa.String(64), nullable=False),
        sa.Column("revoked_at", Utc),
        sa.Column("revocation_reason", sa.String(500), nullable=False),
        sa.UniqueConstraint("number", name="uq_city_certificate_number"),
        sa.UniqueConstraint("code", name="uq_city_certificate_code"),
    )
    op.create_index("ix_city_certificate_city_person", "city_certificate", ["city", "city_person_id"])
