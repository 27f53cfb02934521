"""Grant a person more time in an exam (延长考试时间), with a reason, for good."""

from datetime import date, datetime
from typing import Any

from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.errors import BadExtension
from ce_exam.domain.exam_mode import ExamMode
from ce_exam.domain.standing import Record
from ce_exam.domain.window import Extension, window_of
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

    The person's next StartAttempt returns a capability with the new limit. One transaction.

    Raises:
        ExamNotFound: see there.
        BadExtension: it would extend nothing, or the exam is held offline.
    """
    with uow:
        exam = uow.exams.get(exam_id)
        if exam.mode is ExamMode.OFFLINE:
            raise BadExtension("集中定点考试的时间由考次安排，不能延长作答时间", exam_id=exam_id)
        if not extra_minutes and (closes_on is None or closes_on <= exam.closes_on):
            raise BadExtension(
                f"请填写延长的分钟数，或晚于 {exam.closes_on} 的截止日", closes_on=exam.closes_on.isoformat()
            )
        granted = Extension(new_id(), exam_id, person_id, extra_minutes, closes_on, reason, actor.id, now)
        uow.extensions.add(granted)
        record = uow.records.of_person(person_id).get((exam.year, exam.category), Record())
        window = window_of(exam, record.extensions)
        deadlines = {
            one.attempt_id: window.deadline_of(one.started_at)
            for one in record.attempts
            if one.exam_id == exam_id and one.closed_at is None
        }
        uow.attempts.extend(deadlines)
        decided = {
            "exam_id": exam_id,
            "person_id": person_id,
            "extra_minutes": extra_minutes,
            "closes_on": closes_on.isoformat() if closes_on else "",
            "reason": reason,
            "attempts": sorted(deadlines),
        }
        uow.audit.record("extension.granted", granted.extension_id, decided)
        uow.commit()
    shown = {"extension_id": granted.extension_id, "closes_at": window.closes_at, "duration_minutes": window.minutes}
    return shown | ({"deadline": max(deadlines.values())} if deadlines else {})
