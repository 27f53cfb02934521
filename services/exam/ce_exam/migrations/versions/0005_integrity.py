"""Devices of an attempt, flags for a person to look at."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.tables import Json, Utc

revision, down_revision = "0005", "0004"


def upgrade() -> None:
    op.create_table(
        "attempt_device",
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("device_id", sa.String(36), nullable=False),
        sa.Column("device_name", sa.String(60), nullable=False),
        sa.Column("opened_at", Utc, nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.attempt_id"], name="fk_attempt_device_attempt_id"),
        sa.PrimaryKeyConstraint("attempt_id", "number", name="pk_attempt_device"),
    )
    op.create_table(
        "integrity_flag",
        sa.Column("flag_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("exam_id", sa.String(36), nullable=False),
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("other_attempt_id", sa.String(36), nullable=False),
        sa.Column("numbers", Json, nullable=False),
        sa.Column("raised_at", Utc, nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.attempt_id"], name="fk_integrity_flag_attempt_id"),
        sa.ForeignKeyConstraint(["exam_id"], ["exam.exam_id"], name="fk_integrity_flag_exam_id"),
        sa.PrimaryKeyConstraint("flag_id", name="pk_integrity_flag"),
        sa.UniqueConstraint(
            "kind", "attempt_id", "other_attempt_id", name="uq_integrity_flag_kind_attempt_id_other_attempt_id"
        ),
    )
    op.create_index("ix_integrity_flag_exam_id", "integrity_flag", ["exam_id"])
    op.create_table(
        "flag_closing",
        sa.Column("flag_id", sa.String(36), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("closed_by", sa.String(80), nullable=False),
        sa.Column("closed_at", Utc, nullable=False),
        sa.ForeignKeyConstraint(["flag_id"], ["integrity_flag.flag_id"], name="fk_flag_closing_flag_id"),
        sa.PrimaryKeyConstraint("flag_id", name="pk_flag_closing"),
    )
