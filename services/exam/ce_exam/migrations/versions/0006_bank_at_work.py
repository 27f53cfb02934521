"""Sums from which an item's statistics follow; papers that were never drawn (offline exams)."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.tables import Json, Utc

revision, down_revision = "0006", "0005"


def upgrade() -> None:
    op.drop_index("ix_item_statistic_year", "item_statistic")
    op.drop_table("item_statistic")  # computed from attempts, by no code so far
    op.create_table(
        "item_statistic",
        sa.Column("item_version_id", sa.String(36), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("exposures", sa.Integer, nullable=False),
        sa.Column("graded", sa.Integer, nullable=False),
        sa.Column("blank", sa.Integer, nullable=False),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.Column("points_squared", sa.BigInteger, nullable=False),
        sa.Column("rest", sa.BigInteger, nullable=False),
        sa.Column("rest_squared", sa.BigInteger, nullable=False),
        sa.Column("points_rest", sa.BigInteger, nullable=False),
        sa.Column("chosen", Json, nullable=False),
        sa.Column("computed_at", Utc, nullable=False),
        sa.ForeignKeyConstraint(
            ["item_version_id"], ["item_version.item_version_id"], name="fk_item_statistic_item_version_id"
        ),
        sa.PrimaryKeyConstraint("item_version_id", name="pk_item_statistic"),
    )
    op.create_index("ix_item_statistic_year", "item_statistic", ["year", "category"])
    with op.batch_alter_table("paper") as paper:
        paper.alter_column("pool_id", existing_type=sa.String(36), nullable=True)
