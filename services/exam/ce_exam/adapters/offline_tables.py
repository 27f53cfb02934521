"""Tables of offline exams: announced sessions, who registered for which seat, marks as they were brought in.

Registrations are end-dated (cancelled, settled), everything else is only ever added.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from ce_exam.adapters.tables import metadata
from ce_kit.db.tables import Json, Utc

person = Table(
    "person",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("id_number_masked", String(18), nullable=False),
    Column("version", Integer, nullable=False),
)

exam_session = Table(
    "exam_session",
    metadata,
    Column("session_id", String(36), primary_key=True),
    Column("exam_id", String(36), ForeignKey("exam.exam_id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("category", String(20), nullable=False),
    Column("number", Integer, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("starts_at", Utc, nullable=False),
    Column("ends_at", Utc, nullable=False),
    Column("registration_opens_at", Utc, nullable=False),
    Column("registration_closes_at", Utc, nullable=False),
    Column("cancel_until", Utc, nullable=False),
    Column("clause", String(200), nullable=False),
    Column("announced_at", Utc, nullable=False),
    Column("called_off_at", Utc),
    Column("called_off_reason", Text),
    UniqueConstraint("year", "category", "number"),
    Index("ix_exam_session_exam_id", "exam_id"),
)

venue = Table(
    "venue",
    metadata,
    Column("session_id", String(36), ForeignKey("exam_session.session_id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String(100), nullable=False),
    Column("address", String(200), nullable=False),
    Column("seats", Integer, nullable=False),
)

_KEPT = text("cancelled_at IS NULL")
_LIVE = text("cancelled_at IS NULL AND settled_at IS NULL")

registration = Table(
    "registration",
    metadata,
    Column("registration_id", String(36), primary_key=True),
    Column("session_id", String(36), ForeignKey("exam_session.session_id"), nullable=False),
    Column("exam_id", String(36), ForeignKey("exam.exam_id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("category", String(20), nullable=False),
    Column("person_id", String(36), nullable=False),
    Column("venue_number", Integer, nullable=False),
    Column("seat_number", Integer, nullable=False),
    Column("admission_number", String(20), nullable=False),
    Column("registered_at", Utc, nullable=False),
    Column("cancelled_at", Utc),
    Column("settled_at", Utc),
    Column("absent", Boolean),
    # a seat is one person's, and a person has one seat in a year and category at a time
    Index(
        "uq_registration_seat",
        "session_id",
        "venue_number",
        "seat_number",
        unique=True,
        postgresql_where=_KEPT,
        sqlite_where=_KEPT,
    ),
    Index(
        "uq_registration_live",
        "person_id",
        "year",
        "category",
        unique=True,
        postgresql_where=_LIVE,
        sqlite_where=_LIVE,
    ),
    Index("ix_registration_person_id", "person_id"),
)

mark_import = Table(
    "mark_import",
    metadata,
    Column("import_id", String(36), primary_key=True),
    Column("session_id", String(36), ForeignKey("exam_session.session_id"), nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("marks", Json, nullable=False),
    Column("counts", Json, nullable=False),
    Column("imported_by", String(80), nullable=False),
    Column("imported_at", Utc, nullable=False),
    Index("ix_mark_import_session_id", "session_id"),
)

mark_import_decision = Table(
    "mark_import_decision",
    metadata,
    Column("import_id", String(36), ForeignKey("mark_import.import_id"), primary_key=True),
    Column("confirmed", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", String(80), nullable=False),
    Column("decided_at", Utc, nullable=False),
)
