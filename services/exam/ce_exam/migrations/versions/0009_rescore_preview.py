"""A preview is kept row by row, so its hash says nothing more."""

from alembic import op

revision, down_revision = "0009", "0008"


def upgrade() -> None:
    with op.batch_alter_table("rescore") as rescore:
        rescore.drop_column("preview_sha256")
