"""Tables of the exam service. Items, papers, submissions and marks are only ever added."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from ce_kit.db.tables import Amount, Json, Utc, new_metadata

metadata = new_metadata()

item_version = Table(
    "item_version",
    metadata,
    Column("item_version_id", String(36), primary_key=True),
    Column("year", Integer, nullable=False),
    Column("code", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("category", String(20), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("difficulty", String(20), nullable=False),
    Column("topic", String(60), nullable=False, server_default=text("''")),
    Column("stem", Text, nullable=False),
    Column("options", Json, nullable=False),
    Column("answer", String(6), nullable=False),
    Column("content_sha256", String(64), nullable=False),
    Column("import_id", String(36), nullable=False),
    Column("created_at", Utc, nullable=False),
    UniqueConstraint("year", "code", "version"),
)

pool = Table(
    "pool",
    metadata,
    Column("pool_id", String(36), primary_key=True),
    Column("year", Integer, nullable=False),
    Column("category", String(20), nullable=False),
    Column("number", Integer, nullable=False),
    Column("item_version_ids", Json, nullable=False),
    Column("created_at", Utc, nullable=False),
    UniqueConstraint("year", "category", "number"),
)

exam = Table(
    "exam",
    metadata,
    Column("exam_id", String(36), primary_key=True),
    Column("year", Integer, nullable=False),
    Column("category", String(20), nullable=False),
    Column("title", String(100), nullable=False),
    Column("mode", String(20), nullable=False),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("duration_minutes", Integer, nullable=False),
    Column("blueprint", Json, nullable=False),
    Column("points_per_item", Integer, nullable=False),
    Column("pass_mark", Integer, nullable=False),
    Column("multiple_choice_rule", String(20), nullable=False),
    Column("min_study_hours", Amount, nullable=False),
    Column("policy", Json, nullable=False),
    Column("full_marks", Integer),
    Column("mode_policy", Json),
    Column("created_at", Utc, nullable=False),
)

paper = Table(
    "paper",
    metadata,
    Column("paper_hash", String(64), primary_key=True),
    Column("exam_id", String(36), ForeignKey("exam.exam_id"), nullable=False),
    # an offline exam's paper was drawn from no pool; it has no questions here
    Column("pool_id", String(36), ForeignKey("pool.pool_id")),
    Column("seed", String(64), nullable=False),
    Column("drawn", Json, nullable=False),
)

ready_paper = Table(
    "ready_paper",
    metadata,
    Column("paper_hash", String(64), ForeignKey("paper.paper_hash"), primary_key=True),
    Column("exam_id", String(36), nullable=False),
    Column("pool_id", String(36), nullable=False),
    Index("ix_ready_paper_exam_id", "exam_id", "pool_id"),
)

extension = Table(
    "extension",
    metadata,
    Column("extension_id", String(36), primary_key=True),
    Column("exam_id", String(36), ForeignKey("exam.exam_id"), nullable=False),
    Column("person_id", String(36), nullable=False, index=True),
    Column("extra_minutes", Integer, nullable=False),
    Column("closes_on", Date),
    Column("reason", Text, nullable=False),
    Column("granted_by", String(80), nullable=False),
    Column("granted_at", Utc, nullable=False),
)

_OPEN = text("closed_at IS NULL")

attempt = Table(
    "attempt",
    metadata,
    Column("attempt_id", String(36), primary_key=True),
    Column("person_id", String(36), nullable=False),
    Column("exam_id", String(36), ForeignKey("exam.exam_id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("category", String(20), nullable=False),
    Column("number", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("request_id", String(36), nullable=False),
    Column("paper_hash", String(64), ForeignKey("paper.paper_hash"), nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("deadline", Utc, nullable=False),
    Column("closed_at", Utc),
    # counts among the chances no more; see GrantExtension
    Column("excused", Boolean, nullable=False, server_default=false()),
    # two starts decided on the same facts get the same number, so only one of them begins
    UniqueConstraint("person_id", "year", "category", "number"),
    UniqueConstraint("person_id", "request_id"),
    Index(
        "uq_attempt_live",
        "person_id",
        "year",
        "category",
        unique=True,
        postgresql_where=_OPEN,
        sqlite_where=_OPEN,
    ),
    Index("ix_attempt_open_deadline", "deadline", postgresql_where=_OPEN, sqlite_where=_OPEN),
    Index("ix_attempt_exam_id", "exam_id"),
)

saved_sheet = Table(
    "saved_sheet",
    metadata,
    Column("attempt_id", String(36), ForeignKey("attempt.attempt_id"), primary_key=True),
    Column("request_id", String(36), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("answers", Json, nullable=False),
    Column("received_at", Utc, nullable=False),
)

_UNGRADED = text("ungraded")

submission = Table(
    "submission",
    metadata,
    Column("attempt_id", String(36), ForeignKey("attempt.attempt_id"), primary_key=True),
    Column("request_id", String(36), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("answers", Json, nullable=False),
    Column("answers_sha256", String(64), nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("closing", String(20), nullable=False),
    # taken in without a mark; there may be one by now
    Column("ungraded", Boolean, nullable=False, server_default=false()),
    Index("ix_submission_ungraded", "attempt_id", postgresql_where=_UNGRADED, sqlite_where=_UNGRADED),
)

UNGRADABLE = text("reason = 'ungradable'")

set_aside = Table(
    "set_aside",
    metadata,
    # no reference to an attempt: there may be none
    Column("attempt_id", String(36), primary_key=True),
    Column("request_id", String(36), primary_key=True),
    Column("person_id", String(36), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("answers", Json, nullable=False),
    Column("answers_sha256", String(64), nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("reason", String(20), nullable=False),
    Column("message", Text, nullable=False),
    Index("ix_set_aside_ungradable", "received_at", postgresql_where=UNGRADABLE, sqlite_where=UNGRADABLE),
)

mark = Table(
    "mark",
    metadata,
    Column("attempt_id", String(36), ForeignKey("attempt.attempt_id"), primary_key=True),
    Column("points", Integer, nullable=False),
    Column("pass_mark", Integer, nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("sat_on", Date, nullable=False),
    Column("graded_at", Utc, nullable=False),
)

study = Table(
    "study",
    metadata,
    Column("enrolment_id", String(36), primary_key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("person_id", String(36), nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("category", String(20), nullable=False),
    Column("hours", Amount, nullable=False),
    Column("heard_at", Utc, nullable=False),
)

resit = Table(
    "resit",
    metadata,
    Column("order_id", String(36), primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("exam_id", String(36), ForeignKey("exam.exam_id"), nullable=False),
    Column("person_id", String(36), nullable=False, index=True),
    Column("heard_at", Utc, nullable=False),
)

restudy = Table(
    "restudy",
    metadata,
    Column("restudy_id", String(36), primary_key=True),
    Column("person_id", String(36), nullable=False),
    Column("exam_id", String(36), ForeignKey("exam.exam_id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("category", String(20), nullable=False),
    Column("round", Integer, nullable=False),
    Column("granted_at", Utc, nullable=False),
    UniqueConstraint("person_id", "year", "category", "round"),
)
