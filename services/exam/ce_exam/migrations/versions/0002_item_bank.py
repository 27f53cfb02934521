"""Topics of items, retirement, statistics."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.tables import Json, Utc

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    op.add_column("item_version", sa.Column("topic", sa.String(60), server_default=sa.text("''"), nullable=False))
    op.create_table(
        "item_retirement",
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decided_by", sa.String(80), nullable=False),
        sa.Column("decided_at", Utc, nullable=False),
        sa.PrimaryKeyConstraint("year", "code", "number", name="pk_item_retirement"),
    )
    op.create_table(
        "item_statistic",
        sa.Column("item_version_id", sa.String(36), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("exposures", sa.Integer, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("correct", sa.Integer, nullable=False),
        sa.Column("rest", sa.BigInteger, nullable=False),
        sa.Column("rest_squared", sa.BigInteger, nullable=False),
        sa.Column("rest_when_correct", sa.BigInteger, nullable=False),
        sa.Column("chosen", Json, nullable=False),
        sa.Column("computed_at", Utc, nullable=False),
        sa.ForeignKeyConstraint(
            ["item_version_id"], ["item_version.item_version_id"], name="fk_item_statistic_item_version_id"
        ),
        sa.PrimaryKeyConstraint("item_version_id", name="pk_item_statistic"),
    )
    op.create_index("ix_item_statistic_year", "item_statistic", ["year", "category"])
