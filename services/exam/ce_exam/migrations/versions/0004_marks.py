"""Marks after the first: corrections, appeals, items found wrong."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.tables import Json, Utc

revision, down_revision = "0004", "0003"


def upgrade() -> None:
    op.create_table(
        "mark_revision",
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("reversed_points", sa.Integer, nullable=False),
        sa.Column("reversed_passed", sa.Boolean, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("cause", sa.String(20), nullable=False),
        sa.Column("cause_id", sa.String(36), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("asked_by", sa.String(80), nullable=False),
        sa.Column("confirmed_by", sa.String(80), nullable=False),
        sa.Column("revised_at", Utc, nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.attempt_id"], name="fk_mark_revision_attempt_id"),
        sa.PrimaryKeyConstraint("attempt_id", "version", name="pk_mark_revision"),
    )
    op.create_table(
        "mark_correction",
        sa.Column("correction_id", sa.String(36), nullable=False),
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("from_version", sa.Integer, nullable=False),
        sa.Column("from_points", sa.Integer, nullable=False),
        sa.Column("to_points", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("requested_by", sa.String(80), nullable=False),
        sa.Column("requested_at", Utc, nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.attempt_id"], name="fk_mark_correction_attempt_id"),
        sa.PrimaryKeyConstraint("correction_id", name="pk_mark_correction"),
    )
    op.create_index("ix_mark_correction_attempt_id", "mark_correction", ["attempt_id"])
    op.create_table(
        "mark_correction_decision",
        sa.Column("correction_id", sa.String(36), nullable=False),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decided_by", sa.String(80), nullable=False),
        sa.Column("decided_at", Utc, nullable=False),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["mark_correction.correction_id"], name="fk_mark_correction_decision_correction_id"
        ),
        sa.PrimaryKeyConstraint("correction_id", name="pk_mark_correction_decision"),
    )
    op.create_table(
        "appeal",
        sa.Column("appeal_id", sa.String(36), nullable=False),
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("mark_version", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("filed_at", Utc, nullable=False),
        sa.Column("decide_by", Utc, nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.attempt_id"], name="fk_appeal_attempt_id"),
        sa.PrimaryKeyConstraint("appeal_id", name="pk_appeal"),
        sa.UniqueConstraint("attempt_id", "mark_version", name="uq_appeal_attempt_id_mark_version"),
    )
    op.create_index("ix_appeal_person_id", "appeal", ["person_id"])
    op.create_table(
        "appeal_step",
        sa.Column("appeal_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("points", sa.Integer),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("actor_id", sa.String(80), nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeal.appeal_id"], name="fk_appeal_step_appeal_id"),
        sa.PrimaryKeyConstraint("appeal_id", "number", name="pk_appeal_step"),
    )
    op.create_table(
        "rescore",
        sa.Column("rescore_id", sa.String(36), nullable=False),
        sa.Column("item_version_id", sa.String(36), nullable=False),
        sa.Column("remedy", sa.String(20), nullable=False),
        sa.Column("accepted", Json, nullable=False),
        sa.Column("marks_may_fall", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("requested_by", sa.String(80), nullable=False),
        sa.Column("requested_at", Utc, nullable=False),
        sa.Column("counts", Json, nullable=False),
        sa.Column("preview_sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_version_id"], ["item_version.item_version_id"], name="fk_rescore_item_version_id"
        ),
        sa.PrimaryKeyConstraint("rescore_id", name="pk_rescore"),
    )
    op.create_table(
        "rescore_change",
        sa.Column("rescore_id", sa.String(36), nullable=False),
        sa.Column("attempt_id", sa.String(36), nullable=False),
        sa.Column("from_version", sa.Integer, nullable=False),
        sa.Column("from_points", sa.Integer, nullable=False),
        sa.Column("to_points", sa.Integer, nullable=False),
        sa.Column("from_passed", sa.Boolean, nullable=False),
        sa.Column("to_passed", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.attempt_id"], name="fk_rescore_change_attempt_id"),
        sa.ForeignKeyConstraint(["rescore_id"], ["rescore.rescore_id"], name="fk_rescore_change_rescore_id"),
        sa.PrimaryKeyConstraint("rescore_id", "attempt_id", name="pk_rescore_change"),
    )
    op.create_table(
        "rescore_decision",
        sa.Column("rescore_id", sa.String(36), nullable=False),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decided_by", sa.String(80), nullable=False),
        sa.Column("decided_at", Utc, nullable=False),
        sa.Column("counts", Json, nullable=False),
        sa.ForeignKeyConstraint(["rescore_id"], ["rescore.rescore_id"], name="fk_rescore_decision_rescore_id"),
        sa.PrimaryKeyConstraint("rescore_id", name="pk_rescore_decision"),
    )
    op.create_table(
        "item_ruling",
        sa.Column("item_version_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("rescore_id", sa.String(36), nullable=False),
        sa.Column("remedy", sa.String(20), nullable=False),
        sa.Column("accepted", Json, nullable=False),
        sa.Column("marks_may_fall", sa.Boolean, nullable=False),
        sa.Column("decided_at", Utc, nullable=False),
        sa.ForeignKeyConstraint(
            ["item_version_id"], ["item_version.item_version_id"], name="fk_item_ruling_item_version_id"
        ),
        sa.ForeignKeyConstraint(["rescore_id"], ["rescore.rescore_id"], name="fk_item_ruling_rescore_id"),
        sa.PrimaryKeyConstraint("item_version_id", "number", name="pk_item_ruling"),
    )
    op.create_table(
        "ruling_head",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ruling_head"),
    )
    op.execute("INSERT INTO ruling_head (id, number) VALUES (1, 0)")
