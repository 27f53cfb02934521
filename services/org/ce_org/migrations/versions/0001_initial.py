"""Create the service's tables."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.migrate import create_chassis_v1
from ce_kit.db.tables import Utc

revision, down_revision = "0001", None


def upgrade() -> None:
    create_chassis_v1(op)
    op.create_table(
        "unit",
        sa.Column("unit_id", sa.String(36), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_key", _plain(200), nullable=False),
        sa.Column("uscc", _plain(18), nullable=False),
        sa.Column("parent_id", sa.String(36), nullable=False),
        sa.Column("jurisdiction", sa.String(6), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("bigrams", sa.Integer, nullable=False),
    )
    op.create_index("ix_unit_name_key", "unit", ["name_key"])
    op.create_index("ix_unit_uscc", "unit", ["uscc"])
    op.create_index("ix_unit_parent_id", "unit", ["parent_id"])
    _unique("uq_unit_uscc_live", "unit", ["uscc"], "uscc <> '' AND state <> 'CLOSED'")
    _unique("uq_unit_name_live", "unit", ["parent_id", "name_key"], "state <> 'CLOSED'")
    _unique("uq_unit_root", "unit", ["parent_id"], "parent_id = ''")
    op.create_table(
        "unit_bigram",
        sa.Column("bigram", _plain(2), primary_key=True),
        sa.Column(
            "unit_id", sa.String(36), sa.ForeignKey("unit.unit_id", name="fk_unit_bigram_unit_id"), primary_key=True
        ),
    )
    op.create_table(
        "registration",
        sa.Column("registration_id", sa.String(36), primary_key=True),
        sa.Column(
            "unit_id", sa.String(36), sa.ForeignKey("unit.unit_id", name="fk_registration_unit_id"), nullable=False
        ),
        sa.Column("applicant_id", sa.String(36), nullable=False),
        sa.Column("applicant_name", sa.String(60), nullable=False),
        sa.Column("applied_at", Utc, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("decided_by", sa.String(36), nullable=False),
        sa.Column("decided_at", Utc),
    )
    op.create_index("ix_registration_applicant_id", "registration", ["applicant_id"])
    op.create_index("ix_registration_unit_id", "registration", ["unit_id"])
    _unique("uq_registration_pending", "registration", ["unit_id", "applicant_id"], "state = 'PENDING'")
    op.create_table(
        "employment",
        sa.Column("employment_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("person_name", sa.String(60), nullable=False),
        sa.Column(
            "employer_id",
            sa.String(36),
            sa.ForeignKey("unit.unit_id", name="fk_employment_employer_id"),
            nullable=False,
        ),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("specialty", sa.String(100), nullable=False),
        sa.Column("started_on", sa.Date, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("list_version", sa.Integer, nullable=False),
        sa.Column("created_at", Utc, nullable=False),
    )
    op.create_index("ix_employment_person_id", "employment", ["person_id"])
    op.create_index("ix_employment_employer_id", "employment", ["employer_id", "state", "employment_id"])
    _unique("uq_employment_open", "employment", ["person_id", "employer_id"], "state IN ('REQUESTED', 'ACTIVE')")


def _plain(length: int) -> sa.String:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def _unique(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=True, postgresql_where=where, sqlite_where=where)
