"""Tables of the credit service."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
)

from ce_kit.db.tables import Amount, BigId, Json, Utc, new_metadata

metadata = new_metadata()

person = Table(
    "person",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("name", String(60), nullable=False),
)

employment = Table(
    "employment",
    metadata,
    Column("employment_id", String(36), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.person_id"), nullable=False, index=True),
    Column("employer_id", String(36), nullable=False),
    Column("employer_name", String(200), nullable=False),
    Column("authority_id", String(36), nullable=False),
    Column("hrss_id", String(36), nullable=False),
    Column("jurisdiction", String(12), nullable=False),
    Column("started_on", Date),
    Column("ended_on", Date),
    Column("version", Integer, nullable=False),
)

activity = Table(
    "activity",
    metadata,
    Column("activity_id", String(36), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.person_id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("source", String(20), nullable=False),
    Column("type", String(40), nullable=False),
    Column("title", String(200), nullable=False),
    Column("facts", Json, nullable=False),
    Column("filed_on", Date, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("round", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Index("ix_activity_person_year", "person_id", "year"),
)

attempt = Table(
    "attempt",
    metadata,
    Column("attempt_id", String(36), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.person_id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("category", String(20), nullable=False),
    Column("round", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("mode", String(20), nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("sat_on", Date, nullable=False),
    Column("version", Integer, nullable=False),
    Column("excused", Boolean, nullable=False, server_default=false()),
    Index("ix_attempt_person_year", "person_id", "year"),
)

person_year = Table(
    "person_year",
    metadata,
    Column("person_id", String(36), ForeignKey("person.person_id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("assessment_id", String(36), nullable=False, unique=True),
    Column("revision", Integer, nullable=False),
    Column("jurisdiction", String(12), nullable=False),
    Column("sha256", String(64), nullable=False),
)

assessment = Table(
    "assessment",
    metadata,
    Column("assessment_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("person_id", String(36), ForeignKey("person.person_id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("jurisdiction", String(12), nullable=False),
    Column("unit", String(10), nullable=False),
    Column("public_amount", Amount),
    Column("professional_amount", Amount),
    Column("total_amount", Amount),
    Column("compliant", String(10), nullable=False),
    Column("rule_set", String(60), nullable=False),
    Column("rule_version", String(120), nullable=False),
    Column("decision", Json, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("assessed_at", Utc, nullable=False),
)

ledger_entry = Table(
    "ledger_entry",
    metadata,
    Column("position", BigId, primary_key=True, autoincrement=True),
    Column("entry_id", String(36), nullable=False, unique=True),
    Column("person_id", String(36), ForeignKey("person.person_id"), nullable=False),
    Column("jurisdiction", String(12), nullable=False),
    Column("year", Integer, nullable=False),
    Column("category", String(20), nullable=False),
    Column("amount", Amount, nullable=False),
    Column("unit", String(10), nullable=False),
    Column("activity_id", String(48), nullable=False),
    Column("activity_type", String(40), nullable=False),
    Column("title", String(200), nullable=False),
    Column("reason", String(60), nullable=False),
    Column("clause", String(80), nullable=False),
    Column("assessment_id", String(36), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("recorded_at", Utc, nullable=False),
    UniqueConstraint("assessment_id", "revision", "activity_id", "category", name="uq_ledger_entry_place"),
    CheckConstraint("amount <> 0", name="amount_not_zero"),
    Index("ix_ledger_entry_person_year", "person_id", "year"),
)

claim = Table(
    "claim",
    metadata,
    Column("claim_id", String(36), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.person_id"), nullable=False, index=True),
    Column("person_name", String(60), nullable=False),
    Column("employer_id", String(36), nullable=False),
    Column("employer_name", String(200), nullable=False),
    Column("authority_id", String(36), nullable=False),
    Column("hrss_id", String(36), nullable=False),
    Column("jurisdiction", String(12), nullable=False),
    Column("year", Integer, nullable=False),
    Column("activity_type", String(40), nullable=False),
    Column("title", String(200), nullable=False),
    Column("facts", Json, nullable=False),
    Column("evidence", Json, nullable=False),
    Column("chain", Json, nullable=False),
    Column("state", String(20), nullable=False),
    Column("recorded", Json, nullable=False),
    Column("filed_on", Date, nullable=False),
    Column("filed_at", Utc, nullable=False),
    Column("version", Integer, nullable=False),
    Column("awaits_role", String(30), nullable=False),
    Column("awaits_unit", String(36), nullable=False),
    Index("ix_claim_awaits", "awaits_unit", "awaits_role"),
)

claim_review = Table(
    "claim_review",
    metadata,
    Column("claim_id", String(36), ForeignKey("claim.claim_id"), primary_key=True),
    Column("step", String(20), primary_key=True),
    Column("approved", Boolean, nullable=False),
    Column("reviewer_id", String(36), nullable=False),
    Column("reason", String(500), nullable=False),
    Column("reviewer_hours", String(10), nullable=False),
    Column("decided_at", Utc, nullable=False),
)

city_person = Table(
    "city_person",
    metadata,
    Column("city", String(12), primary_key=True),
    Column("city_person_id", String(36), primary_key=True),
    Column("person_id", String(36), index=True),
    Column("name", String(60), nullable=False),
    Column("version", Integer, nullable=False),
)

record = Table(
    "record",
    metadata,
    Column("city", String(12), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("record_id", String(80), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("city_person_id", String(36), nullable=False),
    Column("year", Integer, nullable=False),
    Column("fact", Json, nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", String(500), nullable=False),
    Column("received_at", Utc, nullable=False),
    Index("ix_record_city_person", "city", "city_person_id", "year"),
)
