"""What was taken in without a mark is noted, so that nobody has to compare all sheets with all marks to find it."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0011", "0010"


def upgrade() -> None:
    op.add_column("submission", sa.Column("ungraded", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE submission SET ungraded = true WHERE NOT EXISTS "
        "(SELECT 1 FROM mark WHERE mark.attempt_id = submission.attempt_id)"
    )
    ungraded = sa.text("ungraded")
    op.create_index(
        "ix_submission_ungraded", "submission", ["attempt_id"], postgresql_where=ungraded, sqlite_where=ungraded
    )
