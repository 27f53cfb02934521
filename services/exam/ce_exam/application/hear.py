"""What other services tell: study that was completed, resits that were paid."""

from collections.abc import Mapping, Sequence
from typing import Any

from ce_exam.application.offline_ports import PersonName
from ce_exam.application.ports import ExamUnitOfWork, ResitPaid, StudyDone


def learn_studies(uow: ExamUnitOfWork, events: Sequence[Mapping[str, Any]], studies: Mapping[str, StudyDone]) -> None:
    """Keep the completed courses of a batch of events (`studies` by event id); one transaction."""
    with uow:
        uow.records.add_studies(studies[event["id"]] for event in uow.fresh(events))
        uow.commit()


def learn_payment(uow: ExamUnitOfWork, *, order_id: str, lines: Sequence[Mapping[str, Any]]) -> None:
    """Keep the paid resits of an order: each line is one more attempt (补考缴费); one transaction.

    A line for an exam that is not ours opens nothing; it is noted, for somebody paid for it.
    """
    resits = [
        ResitPaid(number, line["reference"], line["person_id"])
        for number, line in enumerate(lines, start=1)
        if line["product"] == "resit"
    ]
    with uow:
        known = uow.exams.among({resit.exam_id for resit in resits})
        uow.records.add_resits(order_id, (resit for resit in resits if resit.exam_id in known))
        for resit in resits:
            if resit.exam_id not in known:
                uow.audit.record("resit.unmatched", order_id, {"line": resit.line, "reference": resit.exam_id})
        uow.commit()


def learn_people(uow: ExamUnitOfWork, events: Sequence[Mapping[str, Any]], people: Mapping[str, PersonName]) -> None:
    """Keep the names of a batch of events (`people` by event id), for admission lists; one transaction."""
    with uow:
        uow.people.learn([people[event["id"]] for event in uow.fresh(events)])
        uow.commit()
