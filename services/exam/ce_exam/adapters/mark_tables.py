"""Tables of marks after the first: corrections, appeals, items found wrong. Only ever added to, but for the preview of
a re-scoring that nobody has decided.

A mark is never edited. A revision reverses the version before it and says what holds from then on, why, and who
stands for it.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from ce_exam.adapters.tables import metadata
from ce_kit.db.tables import Json, Utc


def _attempt(*, primary_key: bool = False) -> Column[str]:
    return Column("attempt_id", String(36), ForeignKey("attempt.attempt_id"), primary_key=primary_key, nullable=False)


mark_revision = Table(
    "mark_revision",
    metadata,
    _attempt(primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("reversed_points", Integer, nullable=False),
    Column("reversed_passed", Boolean, nullable=False),
    Column("points", Integer, nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("sat_on", Date),  # none before 0012: the day of the first mark
    Column("cause", String(20), nullable=False),
    Column("cause_id", String(36), nullable=False),
    Column("reason", Text, nullable=False),
    Column("asked_by", String(80), nullable=False),
    Column("confirmed_by", String(80), nullable=False),
    Column("revised_at", Utc, nullable=False),
)

mark_correction = Table(
    "mark_correction",
    metadata,
    Column("correction_id", String(36), primary_key=True),
    _attempt(),
    Column("from_version", Integer, nullable=False),
    Column("from_points", Integer, nullable=False),
    Column("to_points", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("requested_by", String(80), nullable=False),
    Column("requested_at", Utc, nullable=False),
    Index("ix_mark_correction_attempt_id", "attempt_id"),
)

mark_correction_decision = Table(
    "mark_correction_decision",
    metadata,
    Column("correction_id", String(36), ForeignKey("mark_correction.correction_id"), primary_key=True),
    Column("accepted", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", String(80), nullable=False),
    Column("decided_at", Utc, nullable=False),
)

appeal = Table(
    "appeal",
    metadata,
    Column("appeal_id", String(36), primary_key=True),
    _attempt(),
    Column("person_id", String(36), nullable=False),
    Column("mark_version", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("filed_at", Utc, nullable=False),
    Column("decide_by", Utc, nullable=False),
    # one appeal against one mark
    UniqueConstraint("attempt_id", "mark_version"),
    Index("ix_appeal_person_id", "person_id"),
)

appeal_step = Table(
    "appeal_step",
    metadata,
    Column("appeal_id", String(36), ForeignKey("appeal.appeal_id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("points", Integer),
    # the mark it was taken on; none before 0012: the one appealed against
    Column("mark_version", Integer),
    Column("mark_points", Integer),
    Column("reason", Text, nullable=False),
    Column("actor_id", String(80), nullable=False),
    Column("at", Utc, nullable=False),
)

rescore = Table(
    "rescore",
    metadata,
    Column("rescore_id", String(36), primary_key=True),
    Column("item_version_id", String(36), ForeignKey("item_version.item_version_id"), nullable=False),
    Column("remedy", String(20), nullable=False),
    Column("accepted", Json, nullable=False),
    Column("marks_may_fall", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("requested_by", String(80), nullable=False),
    Column("requested_at", Utc, nullable=False),
    # who changes as things stood when it was last worked out, for the person who decides; counted from 1
    Column("preview", Integer, nullable=False, server_default="1"),
    Column("counts", Json, nullable=False),
)

rescore_change = Table(
    "rescore_change",
    metadata,
    Column("rescore_id", String(36), ForeignKey("rescore.rescore_id"), primary_key=True),
    _attempt(primary_key=True),
    Column("from_version", Integer, nullable=False),
    Column("from_points", Integer, nullable=False),
    Column("to_points", Integer, nullable=False),
    Column("from_passed", Boolean, nullable=False),
    Column("to_passed", Boolean, nullable=False),
)

rescore_decision = Table(
    "rescore_decision",
    metadata,
    Column("rescore_id", String(36), ForeignKey("rescore.rescore_id"), primary_key=True),
    Column("accepted", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", String(80), nullable=False),
    Column("decided_at", Utc, nullable=False),
    Column("counts", Json, nullable=False),
)

item_ruling = Table(
    "item_ruling",
    metadata,
    Column("item_version_id", String(36), ForeignKey("item_version.item_version_id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("rescore_id", String(36), ForeignKey("rescore.rescore_id"), nullable=False),
    Column("remedy", String(20), nullable=False),
    Column("accepted", Json, nullable=False),
    Column("marks_may_fall", Boolean, nullable=False),
    Column("decided_at", Utc, nullable=False),
)

ruling_head = Table(
    "ruling_head",
    metadata,
    # one row: whoever grades holds it shared, whoever rules on an item holds it alone
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
)
