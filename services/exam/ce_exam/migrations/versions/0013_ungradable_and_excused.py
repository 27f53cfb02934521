"""Sheets on which grading failed are found without reading all set aside; attempts that count no more are noted."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0013", "0012"


def upgrade() -> None:
    ungradable = sa.text("reason = 'ungradable'")
    op.create_index(
        "ix_set_aside_ungradable", "set_aside", ["received_at"], postgresql_where=ungradable, sqlite_where=ungradable
    )
    op.add_column("attempt", sa.Column("excused", sa.Boolean, nullable=False, server_default=sa.false()))
