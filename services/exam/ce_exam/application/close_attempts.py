"""Close attempts and grade them: many at once, one statement per table (收卷、评分)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from ce_exam.application.graded import graded_fact
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.attempt import Attempt, Mark, Submission
from ce_exam.domain.exam import Exam
from ce_exam.domain.grading import points_of
from ce_exam.domain.rescore import points_after
from ce_exam.domain.revision import Cause, CauseKind

GRACE = timedelta(seconds=10)
"""How long after the deadline a sheet that was received in time may still be on its way (ADR 0031)."""


def overdue_at(horizon: datetime) -> datetime:
    """Return the latest deadline to be closed when all sheets received until `horizon` are settled."""
    return horizon - GRACE


def close_overdue(
    uow: ExamUnitOfWork,
    horizon: datetime,
    now: datetime,
    *,
    limit: int,
    person_id: str | None = None,
    grade: bool = True,
) -> int:
    """Close attempts whose time has run out from their last saved sheets, inside the caller's transaction.

    Up to `horizon` every sheet that was received is settled (see Tide); later deadlines wait.
    """
    overdue = uow.attempts.overdue(overdue_at(horizon), limit, person_id)
    saved = uow.sheets.among([attempt.attempt_id for attempt in overdue])
    closings = [attempt.closed_by_time(saved.get(attempt.attempt_id)) for attempt in overdue]
    taken = uow.attempts.hand_in(closings, graded=grade)
    if grade:
        grade_batch(uow, taken, now)
    return len(overdue)


def grade_batch(uow: ExamUnitOfWork, submissions: Sequence[Submission], now: datetime) -> None:
    """Give each submission its mark and tell of it (评分), inside the caller's transaction."""
    if not submissions:
        return
    graded = _grade(uow, submissions)
    uow.attempts.give_marks({one.attempt.attempt_id: one.mark for one in graded}, now)
    _tell(uow, graded)


def regrade_batch(
    uow: ExamUnitOfWork, submissions: Sequence[Submission], before: Mapping[str, Submission], now: datetime
) -> None:
    """Let sheets that came in time and late out of the queue take the place of those that attempts were closed with.

    Inside the caller's transaction; `before` is what they were closed with. The mark that stood is reversed and moves
    by what the one sheet is worth more than the other: a correction by hand stays (ADR 0032).
    """
    uow.attempts.replace(submissions)
    for one in submissions:
        replaced = before[one.attempt_id]
        told = {"request_id": one.request_id, "answers": one.sheet.sha256, "replaced": replaced.sheet.to_json()}
        uow.audit.record("attempt.sheet_replaced", one.attempt_id, told)
    graded = _grade(uow, submissions, before)
    first = {one.attempt.attempt_id: one.mark for one in graded if one.attempt.mark is None}
    if first:
        uow.attempts.give_marks(first, now)
    revised = {one.attempt.attempt_id: (one.attempt.mark, one.mark) for one in graded if one.attempt.mark is not None}
    if revised:
        cause = Cause(CauseKind.LATE_ARRIVAL, "截止前收到的答卷在收卷后到达，以该答卷为准")
        uow.attempts.revise_marks(revised, cause, now)
    _tell(uow, graded)


@dataclass(frozen=True, slots=True)
class _Graded:
    attempt: Attempt
    exam: Exam
    mark: Mark


def _grade(
    uow: ExamUnitOfWork, submissions: Sequence[Submission], before: Mapping[str, Submission] = MappingProxyType({})
) -> list[_Graded]:
    """What a sheet is worth follows from the paper's hash, the sheet, and the rulings on items found wrong."""
    attempts = uow.attempts.among([one.attempt_id for one in submissions])
    exams = uow.exams.among({attempt.exam_id for attempt in attempts.values()})
    papers = uow.papers.among({attempt.paper_hash for attempt in attempts.values()})
    key = uow.items.key({drawn.item_version_id for paper in papers.values() for drawn in paper.drawn})
    rulings = uow.rulings.in_force(key)
    graded = []
    for one in submissions:
        attempt = attempts[one.attempt_id]
        exam = exams[attempt.exam_id]
        drawn, worth = papers[attempt.paper_hash].drawn, exam.points_per_item
        points = points_of(drawn, key, one.sheet, worth, exam.multiple_choice_rule, rulings)
        if attempt.mark and one.attempt_id in before:
            then = points_of(drawn, key, before[one.attempt_id].sheet, worth, exam.multiple_choice_rule, rulings)
            points = points_after(attempt.mark.points, then, points, exam.full_marks, may_fall=True)
        version = attempt.mark.version + 1 if attempt.mark else 1
        mark = Mark(points, exam.pass_mark, points >= exam.pass_mark, one.sat_on, version)
        graded.append(_Graded(attempt, exam, mark))
    return graded


def _tell(uow: ExamUnitOfWork, graded: Sequence[_Graded]) -> None:
    for one in graded:
        decided = {"points": one.mark.points, "passed": one.mark.passed, "paper_hash": one.attempt.paper_hash}
        uow.audit.record("attempt.graded", one.attempt.attempt_id, decided)
    uow.outbox.extend(graded_fact(one.attempt, one.exam, one.mark) for one in graded)
