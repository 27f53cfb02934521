"""Tables of the learning service."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table, UniqueConstraint

from ce_kit.db.tables import Amount, Json, Utc, new_metadata

metadata = new_metadata()

course = Table(
    "course",
    metadata,
    Column("course_id", String(36), primary_key=True),
    Column("year", Integer, nullable=False),
    Column("code", String(40), nullable=False),
    Column("category", String(12), nullable=False),
    Column("part", String(12)),
    Column("title", String(200), nullable=False),
    Column("hours", Amount, nullable=False),
    Column("priced", Boolean, nullable=False),
    Column("needs_points", Boolean, nullable=False),
    Column("changed_at", Utc, nullable=False),
    UniqueConstraint("year", "code"),
)

catalogue_import = Table(
    "catalogue_import",
    metadata,
    Column("import_id", String(36), primary_key=True),
    Column("actor_id", String(36), nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("counts", Json, nullable=False),
    Column("rows", Json, nullable=False),
    Column("unknown_columns", Json, nullable=False),
    Column("created_at", Utc, nullable=False),
)

enrolment = Table(
    "enrolment",
    metadata,
    Column("enrolment_id", String(36), primary_key=True),
    Column("person_id", String(36), nullable=False),
    Column("course_id", String(36), ForeignKey("course.course_id"), nullable=False, index=True),
    Column("round", Integer, nullable=False),
    Column("required_seconds", Integer, nullable=False),
    Column("studied_seconds", Integer, nullable=False),
    Column("enrolled_at", Utc, nullable=False),
    Column("completed_on", Date),
    UniqueConstraint("person_id", "course_id", "round"),
)

study = Table(
    "study",
    metadata,
    Column("study_id", String(36), primary_key=True),
    Column("enrolment_id", String(36), ForeignKey("enrolment.enrolment_id"), nullable=False, index=True),
    Column("person_id", String(36), nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("position_seconds", Integer, nullable=False),
    Column("granted_seconds", Integer, nullable=False),
    Column("ended_at", Utc),
    Column("ended_by", String(12)),
)

# one row per person who studies: the guard of the person's clock time
learner = Table(
    "learner",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("counted_until", Utc, nullable=False),
    Column("live_study_id", String(36), ForeignKey("study.study_id")),
)

course_payment = Table(
    "course_payment",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("course_id", String(36), primary_key=True),
    Column("order_id", String(36), primary_key=True),
    Column("paid_at", Utc, nullable=False),
)

open_class = Table(
    "open_class",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("hours", Amount, primary_key=True),
    Column("activity_id", String(80), nullable=False),
)

study_round = Table(
    "study_round",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("category", String(12), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("restudy_id", String(36), nullable=False),
)
