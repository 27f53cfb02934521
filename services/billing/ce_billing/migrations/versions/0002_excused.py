"""Attempts that exam has excused: no resit is sold for them."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    op.add_column("attempt", sa.Column("excused", sa.Boolean, nullable=False, server_default=sa.false()))
