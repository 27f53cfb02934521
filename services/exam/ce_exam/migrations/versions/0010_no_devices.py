"""No device of anybody is kept: one live attempt per person needs none."""

from alembic import op

revision, down_revision = "0010", "0009"


def upgrade() -> None:
    op.drop_table("attempt_device")
