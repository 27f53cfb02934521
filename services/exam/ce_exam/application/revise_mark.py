"""Let marks be revised and everybody know (成绩更正): what corrections, appeals and re-scorings end in."""

from collections.abc import Mapping
from datetime import datetime

from ce_exam.application.graded import graded_fact
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.attempt import Attempt, Mark
from ce_exam.domain.errors import AwaitingMark, MarkChanged
from ce_exam.domain.revision import Cause, revised


def mark_of(attempt: Attempt) -> Mark:
    """Return the mark of an attempt. Raises AwaitingMark."""
    if attempt.mark is None:
        raise AwaitingMark("本次考试还没有成绩", attempt_id=attempt.attempt_id)
    return attempt.mark


def revise_marks(
    uow: ExamUnitOfWork,
    points: Mapping[str, int],
    cause: Cause,
    now: datetime,
    versions: Mapping[str, int] | None = None,
) -> None:
    """Give attempts these points, inside the caller's transaction; each mark is locked, reversed, and told anew.

    Raises:
        MarkChanged: a mark is not the version any more that `versions` names.
    """
    attempts = uow.attempts.among(points, lock=True)
    revisions = {}
    for attempt_id, attempt in attempts.items():
        mark = mark_of(attempt)
        if versions is not None and mark.version != versions[attempt_id]:
            raise MarkChanged(
                "成绩在此期间已有变动，请按现在的成绩重新办理", attempt_id=attempt_id, version=mark.version
            )
        revisions[attempt_id] = (mark, revised(mark, points[attempt_id]))
    if not revisions:
        return
    uow.attempts.revise_marks(revisions, cause, now)
    exams = uow.exams.among({attempt.exam_id for attempt in attempts.values()})
    for attempt_id, (before, after) in revisions.items():
        told = {
            "cause": cause.kind,
            "cause_id": cause.id,
            "from": before.points,
            "to": after.points,
            "passed": after.passed,
        }
        uow.audit.record("mark.revised", attempt_id, {**told, "version": after.version, "asked_by": cause.asked_by})
    uow.outbox.extend(
        graded_fact(attempt, exams[attempt.exam_id], revisions[attempt_id][1])
        for attempt_id, attempt in attempts.items()
    )
