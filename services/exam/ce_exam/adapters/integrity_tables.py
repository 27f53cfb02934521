"""Tables of what a person may want to look at: flags and how they were closed."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text, UniqueConstraint

from ce_exam.adapters.tables import metadata
from ce_kit.db.tables import Json, Utc

integrity_flag = Table(
    "integrity_flag",
    metadata,
    Column("flag_id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("exam_id", String(36), ForeignKey("exam.exam_id"), nullable=False),
    Column("attempt_id", String(36), ForeignKey("attempt.attempt_id"), nullable=False),
    # the other sheet of a pair; empty for a flag on one sheet
    Column("other_attempt_id", String(36), nullable=False),
    Column("numbers", Json, nullable=False),
    Column("raised_at", Utc, nullable=False),
    UniqueConstraint("kind", "attempt_id", "other_attempt_id"),
    Index("ix_integrity_flag_exam_id", "exam_id"),
)

flag_closing = Table(
    "flag_closing",
    metadata,
    Column("flag_id", String(36), ForeignKey("integrity_flag.flag_id"), primary_key=True),
    Column("note", Text, nullable=False),
    Column("closed_by", String(80), nullable=False),
    Column("closed_at", Utc, nullable=False),
)
