"""Attempts, saved sheets, submissions and marks in the database; every write takes many rows at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, func, select, update

from ce_exam.adapters.mark_tables import mark_revision
from ce_exam.adapters.tables import attempt, mark, saved_sheet, submission
from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.attempt import Attempt, Closing, Mark, SavedSheet, Submission
from ce_exam.domain.errors import AttemptNotFound
from ce_exam.domain.item import Category
from ce_exam.domain.revision import Cause
from ce_kit.db.bulk import insert_rows
from ce_kit.db.chunks import chunks
from ce_kit.db.newer import put_newer
from ce_kit.db.once import insert_ignoring

_ATTEMPT = list(attempt.columns)
_later = mark_revision.alias("later")
_LATEST = (mark_revision.c.attempt_id == attempt.c.attempt_id) & ~exists().where(
    _later.c.attempt_id == mark_revision.c.attempt_id, _later.c.version > mark_revision.c.version
)
MARK = [
    func.coalesce(mark_revision.c.points, mark.c.points).label("points"),
    mark.c.pass_mark,
    func.coalesce(mark_revision.c.passed, mark.c.passed).label("passed"),
    func.coalesce(mark_revision.c.sat_on, mark.c.sat_on).label("sat_on"),
    func.coalesce(mark_revision.c.version, 1).label("version"),
]
"""The mark that holds: as revised last, else as given first."""
SELECT_ATTEMPT = (
    select(*_ATTEMPT, *MARK)
    .outerjoin(mark, mark.c.attempt_id == attempt.c.attempt_id)
    .outerjoin(mark_revision, _LATEST)
)


def to_attempt(row: Any) -> Attempt:
    """Read a row of `SELECT_ATTEMPT`."""
    values = row._mapping
    given = None
    if values[mark.c.pass_mark] is not None:
        given = Mark(*(values[column] for column in MARK))
    own = {column.name: values[column] for column in _ATTEMPT}
    return Attempt(**{**own, "category": Category(own["category"])}, mark=given)


class SqlAttempts:
    """Attempts, what they were handed in with, and their marks."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, attempt_id: str) -> Attempt:
        row = self.connection.execute(SELECT_ATTEMPT.where(attempt.c.attempt_id == attempt_id)).one_or_none()
        if row is None:
            raise AttemptNotFound("没有这次考试记录", attempt_id=attempt_id)
        return to_attempt(row)

    def among(self, attempt_ids: Collection[str], *, lock: bool = False) -> dict[str, Attempt]:
        found: dict[str, Attempt] = {}
        for part in chunks(sorted(attempt_ids)):
            query = SELECT_ATTEMPT.where(attempt.c.attempt_id.in_(part))
            if lock:
                query = query.order_by(attempt.c.attempt_id).with_for_update(of=attempt)
            found.update({one.attempt_id: one for one in map(to_attempt, self.connection.execute(query))})
        return found

    def begin(self, one: Attempt) -> bool:
        values = {column.name: getattr(one, column.name) for column in _ATTEMPT}
        return bool(insert_ignoring(self.connection, attempt, [values], attempt.c.attempt_id))

    def extend(self, deadlines: Mapping[str, datetime]) -> None:
        for attempt_id, deadline in deadlines.items():  # a person has one open attempt
            still_open = (attempt.c.attempt_id == attempt_id) & attempt.c.closed_at.is_(None)
            self.connection.execute(update(attempt).where(still_open).values(deadline=deadline))

    def excuse(self, attempt_id: str) -> None:
        self.connection.execute(update(attempt).where(attempt.c.attempt_id == attempt_id).values(excused=True))

    def by_request(self, person_id: str, request_id: str) -> Attempt | None:
        mine = (attempt.c.person_id == person_id) & (attempt.c.request_id == request_id)
        row = self.connection.execute(SELECT_ATTEMPT.where(mine)).one_or_none()
        return None if row is None else to_attempt(row)

    def overdue(self, now: datetime, limit: int, person_id: str | None = None) -> list[Attempt]:
        query = SELECT_ATTEMPT.where(attempt.c.closed_at.is_(None), attempt.c.deadline <= now)
        if person_id is not None:
            query = query.where(attempt.c.person_id == person_id)
        query = query.order_by(attempt.c.deadline).limit(limit).with_for_update(of=attempt, skip_locked=True)
        return [to_attempt(row) for row in self.connection.execute(query)]

    def without_mark(self, limit: int) -> list[str]:
        query = select(submission.c.attempt_id).outerjoin(mark, mark.c.attempt_id == submission.c.attempt_id)
        left = query.where(submission.c.ungraded, mark.c.attempt_id.is_(None))
        return list(self.connection.execute(left.order_by(submission.c.attempt_id).limit(limit)).scalars())

    def page(self, person_id: str | None, exam_id: str | None, before: str | None, limit: int) -> list[Attempt]:
        query = SELECT_ATTEMPT.order_by(attempt.c.attempt_id.desc()).limit(limit)
        if person_id is not None:
            query = query.where(attempt.c.person_id == person_id)
        if exam_id is not None:
            query = query.where(attempt.c.exam_id == exam_id)
        if before is not None:
            query = query.where(attempt.c.attempt_id < before)
        return [to_attempt(row) for row in self.connection.execute(query)]

    def hand_in(self, submissions: Sequence[Submission], *, graded: bool = True) -> list[Submission]:
        if not submissions:
            return []
        rows = [_submission_row(one) | {"ungraded": not graded} for one in submissions]
        taken = set(insert_ignoring(self.connection, submission, rows, submission.c.attempt_id))
        self._close(taken)
        by_attempt = {one.attempt_id: one for one in reversed(submissions)}
        return [one for attempt_id, one in by_attempt.items() if attempt_id in taken]

    def _close(self, attempt_ids: Collection[str]) -> None:
        received = select(submission.c.received_at).where(submission.c.attempt_id == attempt.c.attempt_id)
        closing = update(attempt).where(attempt.c.attempt_id.in_(attempt_ids))
        self.connection.execute(closing.values(closed_at=received.scalar_subquery()))

    def replace(self, submissions: Sequence[Submission]) -> None:
        rows = [_submission_row(one) for one in submissions]
        values = ", ".join(f'"{name}" = excluded."{name}"' for name in rows[0] if name != "attempt_id")
        insert_rows(self.connection, submission, rows, f"ON CONFLICT (attempt_id) DO UPDATE SET {values}")
        self._close([one.attempt_id for one in submissions])

    def submissions(self, attempt_ids: Collection[str]) -> dict[str, Submission]:
        found: dict[str, Submission] = {}
        for part in chunks(attempt_ids):
            for row in self.connection.execute(select(submission).where(submission.c.attempt_id.in_(part))):
                sheet = AnswerSheet.from_json(row.answers)
                closing = Closing(row.closing)
                one = Submission(row.attempt_id, row.request_id, row.sequence, sheet, row.received_at, closing)
                found[row.attempt_id] = one
        return found

    def give_marks(self, marks: Mapping[str, Mark], now: datetime) -> None:
        names = ("points", "pass_mark", "passed", "sat_on")
        rows = [
            {"attempt_id": attempt_id, **{name: getattr(one, name) for name in names}, "graded_at": now}
            for attempt_id, one in marks.items()
        ]
        insert_rows(self.connection, mark, rows)

    def revise_marks(self, revisions: Mapping[str, tuple[Mark, Mark]], cause: Cause, now: datetime) -> None:
        rows = [
            {
                "attempt_id": attempt_id,
                "version": after.version,
                "reversed_points": before.points,
                "reversed_passed": before.passed,
                "points": after.points,
                "passed": after.passed,
                "sat_on": after.sat_on,
                "cause": cause.kind,
                "cause_id": cause.id or attempt_id,
                "reason": cause.reason,
                "asked_by": cause.asked_by,
                "confirmed_by": cause.confirmed_by,
                "revised_at": now,
            }
            for attempt_id, (before, after) in revisions.items()
        ]
        insert_rows(self.connection, mark_revision, rows)


def _submission_row(one: Submission) -> dict[str, Any]:
    return {
        "attempt_id": one.attempt_id,
        "request_id": one.request_id,
        "sequence": one.sequence,
        "answers": one.sheet.to_json(),
        "answers_sha256": one.sheet.sha256,
        "received_at": one.received_at,
        "closing": one.closing,
    }


class SqlSavedSheets:
    """The newest saved sheet of each open attempt."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def save(self, sheets: Iterable[SavedSheet]) -> None:
        rows = [
            {
                "attempt_id": one.attempt_id,
                "request_id": one.request_id,
                "sequence": one.sequence,
                "answers": one.sheet.to_json(),
                "received_at": one.received_at,
            }
            for one in sheets
        ]
        put_newer(self.connection, saved_sheet, rows, by=("sequence", "received_at", "request_id"))

    def among(self, attempt_ids: Collection[str]) -> dict[str, SavedSheet]:
        found: dict[str, SavedSheet] = {}
        for part in chunks(attempt_ids):
            for row in self.connection.execute(select(saved_sheet).where(saved_sheet.c.attempt_id.in_(part))):
                sheet = AnswerSheet.from_json(row.answers)
                one = SavedSheet(row.attempt_id, row.request_id, row.sequence, sheet, row.received_at)
                found[row.attempt_id] = one
        return found
