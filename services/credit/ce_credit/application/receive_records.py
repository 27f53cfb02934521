"""At the province: take over cities' records and say which count (event handlers)."""

from collections.abc import Sequence
from typing import Any

from ce_credit.application.explain import explain
from ce_credit.application.ports import CreditUnitOfWork, RuleBook
from ce_credit.domain.record import Record, RecordState, assessment_of, problem_of
from ce_kit.facts import Fact


def receive_records(uow: CreditUnitOfWork, book: RuleBook, events: Sequence[dict[str, Any]]) -> None:
    """Judge a batch of records, each version once; those of a person not yet known wait until it is linked."""
    with uow:
        fresh = [_record(event) for event in uow.fresh(events, "event_id")]
        new = {record.key: record for record in fresh}
        for key in uow.records.known(new.keys()):
            del new[key]
        linked = uow.records.linked({(record.city, record.city_person_id) for record in new.values()})
        rows = [(record, *_judge(book, record, linked)) for record in new.values()]
        uow.records.add_all(rows)
        uow.outbox.extend(_judged(record, reason) for record, state, reason in rows if state is not RecordState.WAITING)
        uow.commit()


def link_person(
    uow: CreditUnitOfWork, *, person_id: str, city: str, city_person_id: str, name: str, version: int
) -> None:
    """Learn who a city's person is, and accept the records that waited for it."""
    with uow:
        uow.records.link(city, city_person_id, person_id, name, version)
        waiting = uow.records.waiting_of(city, city_person_id)
        uow.records.accept(city, city_person_id)
        uow.outbox.extend(_judged(record, "") for record in waiting)
        uow.commit()


def _record(event: Any) -> Record:
    return Record(
        event["city"],
        event["kind"],
        event["record_id"],
        event["record_version"],
        event["city_person_id"],
        event["fact"],
    )


def _judge(book: RuleBook, record: Record, linked: set[tuple[str, str]]) -> tuple[RecordState, str]:
    problem = problem_of(record, is_known=book.knows(str(record.fact.get("jurisdiction", ""))))
    if not problem and record.kind == "assessment" and not _is_readable(record):
        problem = "核定说明的内容不完整，无法向职称评审展示"
    if problem:
        return RecordState.REFUSED, problem
    known = (record.city, record.city_person_id) in linked
    return RecordState.ACCEPTED if known else RecordState.WAITING, ""


def _is_readable(record: Record) -> bool:
    """Tell whether the explanation can be shown to the title review."""
    try:
        explain(assessment_of(record), {})
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return False
    return True


def _judged(record: Record, reason: str) -> Fact:
    answer = {
        "city": record.city,
        "record_id": record.record_id,
        "record_version": record.version,
        "accepted": not reason,
        "reason": reason,
    }
    return Fact("credit.record.judged.v1", record.record_id, record.version, answer)
