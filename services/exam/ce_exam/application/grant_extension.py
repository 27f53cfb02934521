"""Grant a person more time in an exam (延长考试时间), with a reason, for good."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ce_exam.application.graded import graded_fact
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.attempt import Closing
from ce_exam.domain.errors import BadExtension
from ce_exam.domain.exam import Exam
from ce_exam.domain.exam_mode import ExamMode
from ce_exam.domain.extending import Extended, extend
from ce_exam.domain.standing import Record
from ce_exam.domain.window import Extension
from ce_kit.call import Actor
from ce_kit.ids import new_id


def grant_extension(
    uow: ExamUnitOfWork,
    actor: Actor,
    *,
    now: datetime,
    exam_id: str,
    person_id: str,
    extra_minutes: int,
    closes_on: date | None,
    reason: str,
) -> dict[str, Any]:
    """Give a person extra minutes per attempt, a later last day, or both; an open attempt gets them at once.

    The person's next StartAttempt returns a capability with the new limit; where time has closed the last attempt and
    it was not passed, it begins another one, and the last one counts no more. One transaction.

    Raises:
        ExamNotFound: see there.
        BadExtension: it would extend nothing, or the exam is held offline.
        AwaitingMark: the last attempt is over and has no mark yet.
    """
    with uow:
        exam = uow.exams.get(exam_id)
        if exam.mode is ExamMode.OFFLINE:
            raise BadExtension("集中定点考试的时间由考次安排，不能延长作答时间", exam_id=exam_id)
        record = _held(uow, exam, person_id)
        granted = Extension(new_id(), exam_id, person_id, extra_minutes, closes_on, reason, actor.id, now)
        extended = extend(exam, record, granted, _last_closing(uow, exam, record), now)
        uow.extensions.add(granted)
        uow.attempts.extend(extended.deadlines)
        decided = {
            "exam_id": exam_id,
            "person_id": person_id,
            "extra_minutes": extra_minutes,
            "closes_on": closes_on.isoformat() if closes_on else "",
            "reason": reason,
            "attempts": sorted(extended.deadlines),
        }
        uow.audit.record("extension.granted", granted.extension_id, decided)
        _excuse(uow, exam, extended, granted)
        uow.commit()
    window, deadlines = extended.window, extended.deadlines.values()
    shown = {
        "extension_id": granted.extension_id,
        "closes_at": window.closes_at,
        "duration_minutes": window.minutes,
        "excused_attempt_id": extended.excused.attempt_id if extended.excused else "",
    }
    return shown | ({"deadline": max(deadlines)} if deadlines else {})


def _held(uow: ExamUnitOfWork, exam: Exam, person_id: str) -> Record:
    """Return the person's record; until the transaction ends no attempt of it is closed and none begins."""
    mine = uow.records.of_person(person_id).get((exam.year, exam.category), Record())
    uow.attempts.among([one.attempt_id for one in mine.attempts], lock=True)  # first, as StartAttempt does
    uow.records.hold(person_id)
    return uow.records.of_person(person_id).get((exam.year, exam.category), Record())


def _last_closing(uow: ExamUnitOfWork, exam: Exam, record: Record) -> Closing | None:
    own = [one.attempt_id for one in record.attempts if one.exam_id == exam.exam_id]
    closed = uow.attempts.submissions(own[-1:])
    return closed[own[-1]].closing if closed else None


def _excuse(uow: ExamUnitOfWork, exam: Exam, extended: Extended, granted: Extension) -> None:
    if extended.excused is None or extended.excused.mark is None:
        return
    one = replace(extended.excused, excused=True)
    uow.attempts.excuse(one.attempt_id)
    uow.outbox.extend([graded_fact(one, exam, extended.excused.mark)])
    decided = {"extension_id": granted.extension_id, "reason": granted.reason}
    uow.audit.record("attempt.excused", one.attempt_id, decided)
