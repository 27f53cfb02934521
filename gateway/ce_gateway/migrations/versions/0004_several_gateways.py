"""Several gateways of a platform: all of them know whether one has the stream to the province open."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.tables import Utc

revision, down_revision = "0004", "0003"


def upgrade() -> None:
    op.add_column("sync_state", sa.Column("linked_at", Utc))
