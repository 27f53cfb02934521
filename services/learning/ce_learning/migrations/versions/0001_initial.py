"""Create the service's tables."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.migrate import create_chassis_v1
from ce_kit.db.tables import Amount, Json, Utc

revision, down_revision = "0001", None


def upgrade() -> None:
    create_chassis_v1(op)
    op.create_table(
        "course",
        sa.Column("course_id", sa.String(36), primary_key=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("category", sa.String(12), nullable=False),
        sa.Column("part", sa.String(12)),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("hours", Amount, nullable=False),
        sa.Column("priced", sa.Boolean, nullable=False),
        sa.Column("needs_points", sa.Boolean, nullable=False),
        sa.Column("changed_at", Utc, nullable=False),
        sa.UniqueConstraint("year", "code", name="uq_course_year_code"),
    )
    op.create_table(
        "catalogue_import",
        sa.Column("import_id", sa.String(36), primary_key=True),
        sa.Column("actor_id", sa.String(36), nullable=False),
        sa.Column("file_sha256", sa.String(64), nullable=False),
        sa.Column("counts", Json, nullable=False),
        sa.Column("rows", Json, nullable=False),
        sa.Column("unknown_columns", Json, nullable=False),
        sa.Column("created_at", Utc, nullable=False),
    )
    op.create_table(
        "enrolment",
        sa.Column("enrolment_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column(
            "course_id", sa.String(36), sa.ForeignKey("course.course_id", name="fk_enrolment_course_id"), nullable=False
        ),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("required_seconds", sa.Integer, nullable=False),
        sa.Column("studied_seconds", sa.Integer, nullable=False),
        sa.Column("enrolled_at", Utc, nullable=False),
        sa.Column("completed_on", sa.Date),
        sa.UniqueConstraint("person_id", "course_id", "round", name="uq_enrolment_person_id_course_id_round"),
    )
    op.create_index("ix_enrolment_course_id", "enrolment", ["course_id"])
    op.create_table(
        "study",
        sa.Column("study_id", sa.String(36), primary_key=True),
        sa.Column(
            "enrolment_id",
            sa.String(36),
            sa.ForeignKey("enrolment.enrolment_id", name="fk_study_enrolment_id"),
            nullable=False,
        ),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("started_at", Utc, nullable=False),
        sa.Column("position_seconds", sa.Integer, nullable=False),
        sa.Column("granted_seconds", sa.Integer, nullable=False),
        sa.Column("ended_at", Utc),
        sa.Column("ended_by", sa.String(12)),
    )
    op.create_index("ix_study_enrolment_id", "study", ["enrolment_id"])
    op.create_table(
        "learner",
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("counted_until", Utc, nullable=False),
        sa.Column("live_study_id", sa.String(36), sa.ForeignKey("study.study_id", name="fk_learner_live_study_id")),
    )
    op.create_table(
        "course_payment",
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("course_id", sa.String(36), primary_key=True),
        sa.Column("order_id", sa.String(36), primary_key=True),
        sa.Column("paid_at", Utc, nullable=False),
    )
    op.create_table(
        "open_class",
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("hours", Amount, primary_key=True),
        sa.Column("activity_id", sa.String(80), nullable=False),
    )
    op.create_table(
        "study_round",
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("category", sa.String(12), primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True),
        sa.Column("restudy_id", sa.String(36), nullable=False),
    )
