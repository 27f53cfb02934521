"""Tables of the item bank beside the versions: what was taken out of it, what real attempts say of its items."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from ce_exam.adapters.tables import metadata
from ce_kit.db.tables import Json, Utc

item_retirement = Table(
    "item_retirement",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("code", String(40), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("retired", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", String(80), nullable=False),
    Column("decided_at", Utc, nullable=False),
)

item_statistic = Table(
    "item_statistic",
    metadata,
    Column("item_version_id", String(36), ForeignKey("item_version.item_version_id"), primary_key=True),
    Column("year", Integer, nullable=False),
    Column("category", String(20), nullable=False),
    Column("exposures", Integer, nullable=False),
    Column("graded", Integer, nullable=False),
    Column("blank", Integer, nullable=False),
    # thousandths of what could be gained, here and on the rest of the paper
    Column("points", BigInteger, nullable=False),
    Column("points_squared", BigInteger, nullable=False),
    Column("rest", BigInteger, nullable=False),
    Column("rest_squared", BigInteger, nullable=False),
    Column("points_rest", BigInteger, nullable=False),
    Column("chosen", Json, nullable=False),
    Column("computed_at", Utc, nullable=False),
    Index("ix_item_statistic_year", "year", "category"),
)
