"""Tables of the org service."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, text

from ce_kit.db.tables import Utc, new_metadata

metadata = new_metadata()

LIVE, OPEN = "state <> 'CLOSED'", "state IN ('REQUESTED', 'ACTIVE')"


def plain(length: int) -> String:
    """Return text that is compared byte by byte everywhere, so that a prefix is a range of an index."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def one_only(name: str, condition: str, *columns: str) -> Index:
    """Return the constraint that among the rows of a condition no two agree in these columns."""
    where = text(condition)
    return Index(name, *columns, unique=True, postgresql_where=where, sqlite_where=where)


unit = Table(
    "unit",
    metadata,
    Column("unit_id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("name", String(200), nullable=False),
    Column("name_key", plain(200), nullable=False, index=True),
    Column("uscc", plain(18), nullable=False, index=True),
    Column("parent_id", String(36), nullable=False, index=True),
    Column("jurisdiction", String(6), nullable=False),
    Column("state", String(20), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("version", Integer, nullable=False),
    Column("bigrams", Integer, nullable=False),
    one_only("uq_unit_uscc_live", f"uscc <> '' AND {LIVE}", "uscc"),
    one_only("uq_unit_name_live", LIVE, "parent_id", "name_key"),
    one_only("uq_unit_root", "parent_id = ''", "parent_id"),
)

unit_bigram = Table(
    "unit_bigram",
    metadata,
    Column("bigram", plain(2), primary_key=True),
    Column("unit_id", String(36), ForeignKey("unit.unit_id"), primary_key=True),
)

registration = Table(
    "registration",
    metadata,
    Column("registration_id", String(36), primary_key=True),
    Column("unit_id", String(36), ForeignKey("unit.unit_id"), nullable=False),
    Column("applicant_id", String(36), nullable=False, index=True),
    Column("applicant_name", String(60), nullable=False),
    Column("applied_at", Utc, nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", String(500), nullable=False),
    Column("decided_by", String(36), nullable=False),
    Column("decided_at", Utc),
    one_only("uq_registration_pending", "state = 'PENDING'", "unit_id", "applicant_id"),
    Index("ix_registration_unit_id", "unit_id"),
)

employment = Table(
    "employment",
    metadata,
    Column("employment_id", String(36), primary_key=True),
    Column("person_id", String(36), nullable=False, index=True),
    Column("person_name", String(60), nullable=False),
    Column("employer_id", String(36), ForeignKey("unit.unit_id"), nullable=False),
    Column("title", String(100), nullable=False),
    Column("specialty", String(100), nullable=False),
    Column("started_on", Date, nullable=False),
    Column("state", String(20), nullable=False),
    Column("ended_on", Date),
    Column("reason", String(500), nullable=False),
    Column("version", Integer, nullable=False),
    Column("list_version", Integer, nullable=False),
    Column("created_at", Utc, nullable=False),
    one_only("uq_employment_open", OPEN, "person_id", "employer_id"),
    Index("ix_employment_employer_id", "employer_id", "state", "employment_id"),
)
