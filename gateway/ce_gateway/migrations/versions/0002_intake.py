"""Receipts of answer sheets, keys they were signed with."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.tables import Json, Utc

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    op.create_table(
        "receipt",
        sa.Column("attempt_id", sa.String(36), primary_key=True),
        sa.Column("request_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("answers_sha256", sa.String(64), nullable=False),
        sa.Column("received_at", Utc, nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
    )
    kept = sa.text("state = 'kept'")
    op.create_index("ix_receipt_kept", "receipt", ["received_at"], postgresql_where=kept, sqlite_where=kept)
    op.create_table(
        "receipt_key",
        sa.Column("key_id", sa.String(16), primary_key=True),
        sa.Column("jwk", Json, nullable=False),
        sa.Column("first_used_at", Utc, nullable=False),
    )
