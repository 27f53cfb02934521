"""Sheets that were received and do not count."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.tables import Json, Utc

revision, down_revision = "0007", "0006"


def upgrade() -> None:
    op.create_table(
        "set_aside",
        sa.Column("attempt_id", sa.String(36), primary_key=True),
        sa.Column("request_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("answers_sha256", sa.String(64), nullable=False),
        sa.Column("received_at", Utc, nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("message", sa.Text, nullable=False),
    )
