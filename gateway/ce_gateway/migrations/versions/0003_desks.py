"""Desks: which process took a sheet in, and until when everything it took is on the queue.

Desk 1 holds what came before desks were numbered, and what a gateway of the earlier release still takes in.
"""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.tables import Utc

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    op.create_table(
        "desk",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("opened_at", Utc, nullable=False),
        sa.Column("settled_before", Utc, nullable=False),
    )
    op.execute(
        "INSERT INTO desk (opened_at, settled_before) SELECT CURRENT_TIMESTAMP, "
        "coalesce((SELECT min(received_at) FROM receipt WHERE state = 'kept'), CURRENT_TIMESTAMP)"
    )
    with op.batch_alter_table("receipt") as receipt:
        receipt.add_column(sa.Column("desk", sa.Integer, nullable=False, server_default=sa.text("1")))
        receipt.drop_index("ix_receipt_kept")
        receipt.create_index("ix_receipt_desk", ["desk", "received_at"])
