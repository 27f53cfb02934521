"""Close attempts and grade them: many at once, one statement per table (收卷、评分)."""

from collections.abc import Sequence
from datetime import datetime

from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.attempt import Attempt, Mark, Submission
from ce_exam.domain.exam import Exam
from ce_exam.domain.grading import points_of
from ce_kit.facts import Fact


def close_overdue(uow: ExamUnitOfWork, now: datetime, *, limit: int, person_id: str | None = None) -> int:
    """Close attempts whose time has run out from their last saved sheets, inside the caller's transaction."""
    overdue = uow.attempts.overdue(now, limit, person_id)
    saved = uow.sheets.among([attempt.attempt_id for attempt in overdue])
    close_batch(uow, [attempt.closed_by_time(saved.get(attempt.attempt_id)) for attempt in overdue], now)
    return len(overdue)


def close_batch(uow: ExamUnitOfWork, submissions: Sequence[Submission], now: datetime) -> None:
    """Close and grade, inside the caller's transaction; an attempt that is closed already is left as it is."""
    taken = uow.attempts.hand_in(submissions)
    if taken:
        grade_batch(uow, taken, now)


def grade_batch(uow: ExamUnitOfWork, submissions: Sequence[Submission], now: datetime) -> None:
    """Give each submission its mark and tell of it (评分), inside the caller's transaction.

    What a sheet is worth follows from the paper's hash, the sheet, and the rulings on items found wrong.
    """
    attempts = uow.attempts.among([one.attempt_id for one in submissions])
    exams = uow.exams.among({attempt.exam_id for attempt in attempts.values()})
    papers = uow.papers.among({attempt.paper_hash for attempt in attempts.values()})
    key = uow.items.key({drawn.item_version_id for paper in papers.values() for drawn in paper.drawn})
    rulings = uow.rulings.in_force(key)
    marks: dict[str, Mark] = {}
    for one in submissions:
        attempt = attempts[one.attempt_id]
        exam = exams[attempt.exam_id]
        drawn, worth = papers[attempt.paper_hash].drawn, exam.points_per_item
        points = points_of(drawn, key, one.sheet, worth, exam.multiple_choice_rule, rulings)
        marks[one.attempt_id] = Mark(points, exam.pass_mark, points >= exam.pass_mark, one.sat_on)
    uow.attempts.give_marks(marks, now)
    for attempt_id, mark in marks.items():
        decided = {"points": mark.points, "passed": mark.passed, "paper_hash": attempts[attempt_id].paper_hash}
        uow.audit.record("attempt.graded", attempt_id, decided)
    uow.outbox.extend(
        _graded(attempts[attempt_id], exams[attempts[attempt_id].exam_id], mark) for attempt_id, mark in marks.items()
    )


def _graded(attempt: Attempt, exam: Exam, mark: Mark) -> Fact:
    data = {
        "attempt_id": attempt.attempt_id,
        "person_id": attempt.person_id,
        "exam_id": attempt.exam_id,
        "year": attempt.year,
        "category": attempt.category,
        "number": attempt.number,
        "round": attempt.round,
        "mode": exam.mode,
        "mark": mark.points,
        "pass_mark": mark.pass_mark,
        "passed": mark.passed,
        "sat_on": mark.sat_on.isoformat(),
    }
    return Fact("exam.attempt.graded.v1", attempt.attempt_id, 1, data)
