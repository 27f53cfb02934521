"""Create the service's tables."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.migrate import create_chassis_v1
from ce_kit.db.tables import Amount, BigId, Json, Utc

revision, down_revision = "0001", None


def upgrade() -> None:
    create_chassis_v1(op)
    op.create_table(
        "person",
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("name", sa.String(60), nullable=False),
    )
    op.create_table(
        "employment",
        sa.Column("employment_id", sa.String(36), primary_key=True),
        sa.Column(
            "person_id",
            sa.String(36),
            sa.ForeignKey("person.person_id", name="fk_employment_person_id"),
            nullable=False,
        ),
        sa.Column("employer_id", sa.String(36), nullable=False),
        sa.Column("employer_name", sa.String(200), nullable=False),
        sa.Column("authority_id", sa.String(36), nullable=False),
        sa.Column("hrss_id", sa.String(36), nullable=False),
        sa.Column("jurisdiction", sa.String(12), nullable=False),
        sa.Column("started_on", sa.Date),
        sa.Column("ended_on", sa.Date),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_employment_person_id", "employment", ["person_id"])
    op.create_table(
        "activity",
        sa.Column("activity_id", sa.String(36), primary_key=True),
        sa.Column(
            "person_id", sa.String(36), sa.ForeignKey("person.person_id", name="fk_activity_person_id"), nullable=False
        ),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("facts", Json, nullable=False),
        sa.Column("filed_on", sa.Date, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
    )
    op.create_index("ix_activity_person_year", "activity", ["person_id", "year"])
    op.create_table(
        "attempt",
        sa.Column("attempt_id", sa.String(36), primary_key=True),
        sa.Column(
            "person_id", sa.String(36), sa.ForeignKey("person.person_id", name="fk_attempt_person_id"), nullable=False
        ),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("mode", sa.String(20), nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("sat_on", sa.Date, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_attempt_person_year", "attempt", ["person_id", "year"])
    op.create_table(
        "person_year",
        sa.Column(
            "person_id",
            sa.String(36),
            sa.ForeignKey("person.person_id", name="fk_person_year_person_id"),
            primary_key=True,
        ),
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("assessment_id", sa.String(36), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("jurisdiction", sa.String(12), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.UniqueConstraint("assessment_id", name="uq_person_year_assessment_id"),
    )
    op.create_table(
        "assessment",
        sa.Column("assessment_id", sa.String(36), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column(
            "person_id",
            sa.String(36),
            sa.ForeignKey("person.person_id", name="fk_assessment_person_id"),
            nullable=False,
        ),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("jurisdiction", sa.String(12), nullable=False),
        sa.Column("unit", sa.String(10), nullable=False),
        sa.Column("public_amount", Amount),
        sa.Column("professional_amount", Amount),
        sa.Column("total_amount", Amount),
        sa.Column("compliant", sa.String(10), nullable=False),
        sa.Column("rule_set", sa.String(60), nullable=False),
        sa.Column("rule_version", sa.String(120), nullable=False),
        sa.Column("decision", Json, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("assessed_at", Utc, nullable=False),
    )
    op.create_table(
        "ledger_entry",
        sa.Column("position", BigId, primary_key=True, autoincrement=True),
        sa.Column("entry_id", sa.String(36), nullable=False),
        sa.Column(
            "person_id",
            sa.String(36),
            sa.ForeignKey("person.person_id", name="fk_ledger_entry_person_id"),
            nullable=False,
        ),
        sa.Column("jurisdiction", sa.String(12), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("amount", Amount, nullable=False),
        sa.Column("unit", sa.String(10), nullable=False),
        sa.Column("activity_id", sa.String(48), nullable=False),
        sa.Column("activity_type", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("reason", sa.String(60), nullable=False),
        sa.Column("clause", sa.String(80), nullable=False),
        sa.Column("assessment_id", sa.String(36), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("recorded_at", Utc, nullable=False),
        sa.UniqueConstraint("assessment_id", "revision", "activity_id", "category", name="uq_ledger_entry_place"),
        sa.CheckConstraint("amount <> 0", name="ck_ledger_entry_amount_not_zero"),
        sa.UniqueConstraint("entry_id", name="uq_ledger_entry_entry_id"),
    )
    op.create_index("ix_ledger_entry_person_year", "ledger_entry", ["person_id", "year"])
    op.create_table(
        "claim",
        sa.Column("claim_id", sa.String(36), primary_key=True),
        sa.Column(
            "person_id", sa.String(36), sa.ForeignKey("person.person_id", name="fk_claim_person_id"), nullable=False
        ),
        sa.Column("person_name", sa.String(60), nullable=False),
        sa.Column("employer_id", sa.String(36), nullable=False),
        sa.Column("employer_name", sa.String(200), nullable=False),
        sa.Column("authority_id", sa.String(36), nullable=False),
        sa.Column("hrss_id", sa.String(36), nullable=False),
        sa.Column("jurisdiction", sa.String(12), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("activity_type", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("facts", Json, nullable=False),
        sa.Column("evidence", Json, nullable=False),
        sa.Column("chain", Json, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("recorded", Json, nullable=False),
        sa.Column("filed_on", sa.Date, nullable=False),
        sa.Column("filed_at", Utc, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("awaits_role", sa.String(30), nullable=False),
        sa.Column("awaits_unit", sa.String(36), nullable=False),
    )
    op.create_index("ix_claim_person_id", "claim", ["person_id"])
    op.create_index("ix_claim_awaits", "claim", ["awaits_unit", "awaits_role"])
    op.create_table(
        "claim_review",
        sa.Column(
            "claim_id",
            sa.String(36),
            sa.ForeignKey("claim.claim_id", name="fk_claim_review_claim_id"),
            primary_key=True,
        ),
        sa.Column("step", sa.String(20), primary_key=True),
        sa.Column("approved", sa.Boolean, nullable=False),
        sa.Column("reviewer_id", sa.String(36), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("reviewer_hours", sa.String(10), nullable=False),
        sa.Column("decided_at", Utc, nullable=False),
    )
    op.create_table(
        "city_person",
        sa.Column("city", sa.String(12), primary_key=True),
        sa.Column("city_person_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36)),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_city_person_person_id", "city_person", ["person_id"])
    op.create_table(
        "record",
        sa.Column("city", sa.String(12), primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("record_id", sa.String(80), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("city_person_id", sa.String(36), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("fact", Json, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("received_at", Utc, nullable=False),
    )
    op.create_index("ix_record_city_person", "record", ["city", "city_person_id", "year"])
