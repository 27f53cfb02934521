"""More time for single people; papers drawn before anybody begins."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.tables import Utc

revision, down_revision = "0008", "0007"


def upgrade() -> None:
    op.create_table(
        "extension",
        sa.Column("extension_id", sa.String(36), primary_key=True),
        sa.Column("exam_id", sa.String(36), sa.ForeignKey("exam.exam_id", name="fk_extension_exam_id"), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("extra_minutes", sa.Integer, nullable=False),
        sa.Column("closes_on", sa.Date),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("granted_by", sa.String(80), nullable=False),
        sa.Column("granted_at", Utc, nullable=False),
    )
    op.create_index("ix_extension_person_id", "extension", ["person_id"])
    op.create_table(
        "ready_paper",
        sa.Column(
            "paper_hash",
            sa.String(64),
            sa.ForeignKey("paper.paper_hash", name="fk_ready_paper_paper_hash"),
            primary_key=True,
        ),
        sa.Column("exam_id", sa.String(36), nullable=False),
        sa.Column("pool_id", sa.String(36), nullable=False),
    )
    op.create_index("ix_ready_paper_exam_id", "ready_paper", ["exam_id", "pool_id"])
