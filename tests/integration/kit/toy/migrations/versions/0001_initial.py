"""Create the chassis' tables and the notes."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.migrate import create_chassis_v1

revision, down_revision = "0001", None


def upgrade() -> None:
    create_chassis_v1(op)
    op.create_table(
        "note",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
    )
