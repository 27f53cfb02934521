"""Offline exams: sessions, seats, registrations, marks brought in."""

import sqlalchemy as sa
from alembic import op

from ce_kit.db.tables import Json, Utc

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    op.add_column("exam", sa.Column("full_marks", sa.Integer))
    op.add_column("exam", sa.Column("mode_policy", Json))
    op.create_table(
        "person",
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("id_number_masked", sa.String(18), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_person"),
    )
    op.create_table(
        "exam_session",
        sa.Column("session_id", sa.String(36), nullable=False),
        sa.Column("exam_id", sa.String(36), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("starts_at", Utc, nullable=False),
        sa.Column("ends_at", Utc, nullable=False),
        sa.Column("registration_opens_at", Utc, nullable=False),
        sa.Column("registration_closes_at", Utc, nullable=False),
        sa.Column("cancel_until", Utc, nullable=False),
        sa.Column("clause", sa.String(200), nullable=False),
        sa.Column("announced_at", Utc, nullable=False),
        sa.Column("called_off_at", Utc),
        sa.Column("called_off_reason", sa.Text),
        sa.ForeignKeyConstraint(["exam_id"], ["exam.exam_id"], name="fk_exam_session_exam_id"),
        sa.PrimaryKeyConstraint("session_id", name="pk_exam_session"),
        sa.UniqueConstraint("year", "category", "number", name="uq_exam_session_year_category_number"),
    )
    op.create_index("ix_exam_session_exam_id", "exam_session", ["exam_id"])
    op.create_table(
        "venue",
        sa.Column("session_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("seats", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["exam_session.session_id"], name="fk_venue_session_id"),
        sa.PrimaryKeyConstraint("session_id", "number", name="pk_venue"),
    )
    op.create_table(
        "registration",
        sa.Column("registration_id", sa.String(36), nullable=False),
        sa.Column("session_id", sa.String(36), nullable=False),
        sa.Column("exam_id", sa.String(36), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("category", sa.String(20), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("venue_number", sa.Integer, nullable=False),
        sa.Column("seat_number", sa.Integer, nullable=False),
        sa.Column("admission_number", sa.String(20), nullable=False),
        sa.Column("registered_at", Utc, nullable=False),
        sa.Column("cancelled_at", Utc),
        sa.Column("settled_at", Utc),
        sa.Column("absent", sa.Boolean),
        sa.ForeignKeyConstraint(["exam_id"], ["exam.exam_id"], name="fk_registration_exam_id"),
        sa.ForeignKeyConstraint(["session_id"], ["exam_session.session_id"], name="fk_registration_session_id"),
        sa.PrimaryKeyConstraint("registration_id", name="pk_registration"),
    )
    op.create_index("ix_registration_person_id", "registration", ["person_id"])
    op.create_index(
        "uq_registration_live",
        "registration",
        ["person_id", "year", "category"],
        unique=True,
        postgresql_where=sa.text("cancelled_at IS NULL AND settled_at IS NULL"),
        sqlite_where=sa.text("cancelled_at IS NULL AND settled_at IS NULL"),
    )
    op.create_index(
        "uq_registration_seat",
        "registration",
        ["session_id", "venue_number", "seat_number"],
        unique=True,
        postgresql_where=sa.text("cancelled_at IS NULL"),
        sqlite_where=sa.text("cancelled_at IS NULL"),
    )
    op.create_table(
        "mark_import",
        sa.Column("import_id", sa.String(36), nullable=False),
        sa.Column("session_id", sa.String(36), nullable=False),
        sa.Column("file_sha256", sa.String(64), nullable=False),
        sa.Column("marks", Json, nullable=False),
        sa.Column("counts", Json, nullable=False),
        sa.Column("imported_by", sa.String(80), nullable=False),
        sa.Column("imported_at", Utc, nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["exam_session.session_id"], name="fk_mark_import_session_id"),
        sa.PrimaryKeyConstraint("import_id", name="pk_mark_import"),
    )
    op.create_index("ix_mark_import_session_id", "mark_import", ["session_id"])
    op.create_table(
        "mark_import_decision",
        sa.Column("import_id", sa.String(36), nullable=False),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decided_by", sa.String(80), nullable=False),
        sa.Column("decided_at", Utc, nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["mark_import.import_id"], name="fk_mark_import_decision_import_id"),
        sa.PrimaryKeyConstraint("import_id", name="pk_mark_import_decision"),
    )
