"""Ask to study again after the chances are used up (申请重新学习), e.g. WH19 一(一)."""

from datetime import datetime
from typing import Any

from ce_exam.application.ports import ExamUnitOfWork, Restudy
from ce_exam.domain.standing import Record, check_may_restudy, standing_of
from ce_kit.facts import Fact
from ce_kit.ids import new_id


def request_restudy(uow: ExamUnitOfWork, *, person_id: str, now: datetime, exam_id: str) -> dict[str, Any]:
    """Begin the next round of study; no notice names anybody who would have to agree. One transaction.

    Raises:
        ExamNotFound, ExamClosed, RestudyNotNeeded: see there.
    """
    with uow:
        exam = uow.exams.get(exam_id)
        record = uow.records.of_person(person_id).get((exam.year, exam.category), Record())
        check_may_restudy(exam, standing_of(exam, record, now))
        restudy = Restudy(new_id(), person_id, exam_id, exam.year, exam.category, record.round + 1, now)
        uow.records.add_restudy(restudy)
        granted = {
            "restudy_id": restudy.restudy_id,
            "person_id": person_id,
            "exam_id": exam_id,
            "year": exam.year,
            "category": exam.category,
            "round": restudy.round,
        }
        uow.outbox.add(Fact("exam.restudy.granted.v1", restudy.restudy_id, 1, granted))
        uow.audit.record("restudy.granted", person_id, {**granted, "clause": exam.policy.clause})
        uow.commit()
    return {"restudy_id": restudy.restudy_id, "round": restudy.round}
