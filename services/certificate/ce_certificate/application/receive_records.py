"""At the province: take over what cities told of certificates, and say which records count (event handlers)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ce_certificate.application import facts
from ce_certificate.application.ports import CertificateUnitOfWork
from ce_certificate.domain.city_record import CityCertificate, CityRecord, RecordState, conflict_of, problem_of


def receive_records(uow: CertificateUnitOfWork, events: Sequence[Mapping[str, Any]]) -> None:
    """Judge a batch of records ({event_id, record}), each version once; those of a person not linked yet wait."""
    with uow:
        told: dict[tuple[str, str, int], CityRecord] = {}
        for event in uow.fresh(events, "event_id"):
            told.setdefault(event["record"].key, event["record"])
        for key in uow.records.known(told.keys()):
            del told[key]
        for record in told.values():
            if problem := problem_of(record):
                uow.records.log(record, RecordState.REFUSED, problem)
                uow.outbox.add(facts.judged(record, problem))
            elif uow.records.linked(record.city, record.city_person_id):
                reason = _apply(uow, record)
                uow.records.log(record, RecordState.REFUSED if reason else RecordState.ACCEPTED, reason)
                uow.outbox.add(facts.judged(record, reason))
            else:
                uow.records.log(record, RecordState.WAITING, "")
        uow.commit()


def link_person(
    uow: CertificateUnitOfWork, *, city: str, city_person_id: str, person_id: str, id_number_masked: str, version: int
) -> None:
    """Learn who a city's person is, and judge the records that waited for it."""
    with uow:
        uow.records.link(city, city_person_id, person_id, id_number_masked, version)
        for record in uow.records.waiting_of(city, city_person_id):
            reason = _apply(uow, record)
            uow.records.decide(record, RecordState.REFUSED if reason else RecordState.ACCEPTED, reason)
            uow.outbox.add(facts.judged(record, reason))
        uow.commit()


def _apply(uow: CertificateUnitOfWork, record: CityRecord) -> str:
    """Let a record have its effect; return why it cannot, the empty text when it did."""
    fact = record.fact
    known = uow.records.lock(record.city, record.record_id)
    reason = conflict_of(record, known, uow.records.alike(fact["number"], fact.get("verification_code", "")))
    if reason:
        return reason
    one = known or CityCertificate(record.city, record.record_id, fact["number"], record.city_person_id)
    uow.records.put(_revoked(one, fact) if record.is_revocation else _issued(one, fact))
    return ""


def _issued(one: CityCertificate, fact: Mapping[str, Any]) -> CityCertificate:
    return replace(
        one,
        code=fact["verification_code"],
        name=fact["person_name"],
        kind=fact["kind"],
        year=fact["year"],
        title=fact["title"],
        unit=fact["unit"],
        public_amount=fact["public_amount"],
        professional_amount=fact["professional_amount"],
        total_amount=fact["total_amount"],
        issuer=fact["issuer"],
        issued_on=date.fromisoformat(fact["issued_on"]),
        pdf_sha256=fact["pdf_sha256"],
    )


def _revoked(one: CityCertificate, fact: Mapping[str, Any]) -> CityCertificate:
    return replace(one, revoked_at=datetime.fromisoformat(fact["revoked_at"]), revocation_reason=fact["reason"])
