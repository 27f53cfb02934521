"""The certificate service as its callers meet it: real broker, real PostgreSQL, real PDFs."""

import hashlib

import pytest
from sqlalchemy import text

from ce_certificate.adapters.tables import metadata
from ce_certificate.domain.number import number_of, parts
from ce_files.tickets import FileTicket
from ce_kit.db.engine import make_engine
from ce_kit.errors import ServiceFault
from ce_kit.testing.bus import event, person
from ce_kit.testing.store import schema_differences
from ce_kit.testing.together import at_once
from ce_kit.testing.waiting import wait_for

CLERK = person("clerk", ("hrss_admin", "hrss"))


def test_model_and_migrations_are_equal(database):
    engine = make_engine(database)
    assert schema_differences(engine, metadata) == []
    engine.dispose()


def test_from_facts_to_a_verified_certificate(desk, met, own_platform):
    (one,) = met()
    with desk.bus.hear("certificate.certificate.issued.v1") as heard:
        prepared = desk.ask("issue_certificate", one, year=2020)["certificate"]
        answer = desk.until(prepared["certificate_id"], one, "ISSUED")
        (told,) = heard.wait(1)
    issued = answer["certificate"]
    assert told["data"]["number"] == issued["number"]
    ticket = FileTicket.decode(answer["file_ticket"], own_platform.secret.encode(), one)
    pdf = desk.store.get(ticket.sha256)
    assert pdf.startswith(b"%PDF-")
    assert hashlib.sha256(pdf).hexdigest() == issued["pdf_sha256"] == told["data"]["pdf_sha256"]
    shown = desk.bus.ask("certificate.verify_certificate", {"verification_code": issued["verification_code"]})
    assert (shown["state"], shown["person_name"]) == ("VERIFICATION_STATE_VALID", f"演示{one[-4:]}𠮷")
    assert shown["pdf_sha256"] == issued["pdf_sha256"]


def test_many_clicks_at_once_make_one_certificate(desk, met):
    (one,) = met()
    answers = at_once(lambda _: desk.ask("issue_certificate", one, year=2020)["certificate"])
    assert len({answer["number"] for answer in answers}) == 1


def test_many_people_at_once_get_numbers_without_a_gap(desk, met, database):
    people = met(12)
    at_once(lambda number: desk.ask("issue_certificate", people[number], year=2020), len(people))
    engine = make_engine(database)
    with engine.connect() as connection:
        numbers = list(connection.execute(text("SELECT number FROM certificate WHERE year = 2020")).scalars())
    engine.dispose()
    sequences = sorted(parts(number)[2] for number in numbers)
    assert sequences == list(range(1, len(numbers) + 1))


def test_the_same_request_gets_the_same_answer(desk, met):
    (one,) = met()
    request = {"request_id": "0199aaaa-0000-7000-8000-000000000001", "year": 2020}
    first = desk.bus.ask("certificate.issue_certificate", request, actor=person(one))
    desk.until(first["certificate"]["certificate_id"], one, "ISSUED")
    assert desk.bus.ask("certificate.issue_certificate", request, actor=person(one)) == first


def test_nobody_is_admitted_without_signing_in_but_verification_is_public(desk):
    for method in ("issue_certificate", "get_certificate", "list_certificates", "revoke_certificate"):
        with pytest.raises(ServiceFault) as refused:
            desk.bus.ask(f"certificate.{method}", {})
        assert refused.value.reason == "NOT_SIGNED_IN"
    answer = desk.bus.ask("certificate.verify_certificate", {"number": "37030020200000000061"})
    assert answer["state"] == "VERIFICATION_STATE_NOT_FOUND"


def test_only_an_authority_or_hrss_admin_revokes_and_a_new_one_follows(desk, met):
    (one,) = met()
    first = desk.ask("issue_certificate", one, year=2020)["certificate"]
    desk.until(first["certificate_id"], one, "ISSUED")
    wanted = {"certificate_id": first["certificate_id"], "reason": "学时弄虚作假"}
    for actor in (one, person("boss", ("employer_admin", "institute"))):
        with pytest.raises(ServiceFault) as refused:
            desk.ask("revoke_certificate", actor, **wanted)
        assert refused.value.reason == "PERMISSION_DENIED"
    with desk.bus.hear("certificate.certificate.revoked.v1") as heard:
        desk.ask("revoke_certificate", CLERK, **wanted)
        assert heard.wait(1)[0]["data"]["reason"] == "学时弄虚作假"
    second = desk.ask("issue_certificate", one, year=2020)["certificate"]
    assert (second["revision"], second["number"] != first["number"]) == (2, True)
    desk.until(second["certificate_id"], one, "ISSUED")


def test_a_certificate_whose_year_falls_below_is_looked_at(desk, met):
    (one,) = met()
    made = desk.ask("issue_certificate", one, year=2020)["certificate"]
    desk.meet_the_year(one, revision=2, total="50")

    def marked():
        listed = desk.ask(
            "list_certificates", CLERK, view="CERTIFICATE_VIEW_IN_REACH", person_id=one, needs_review=True
        )
        return [found["review_reason"] for found in listed["certificates"]]

    (reason,) = wait_for(marked)
    assert "已认定 50 学时，需 90 学时（ZB20 二）" in reason
    assert desk.until(made["certificate_id"], one, "ISSUED")


def test_a_city_does_not_wait_for_a_record_that_cannot_be_read(desk):
    """At the province: refused with a reason, not retried into the dead letters."""
    fact = {"certificate_id": "c1", "number": number_of("370300", 2020, 1), "person_id": "z1"}
    record = {
        "city": "370300",
        "kind": "certificate",
        "record_id": "c1",
        "record_version": 2,
        "city_person_id": "z1",
        "fact": fact,
        "fact_type": "certificate.certificate.issued.v1",
    }
    with desk.bus.hear("certificate.record.judged.v1") as heard:
        desk.bus.tell(event("federation.certificate.received.v1", record))
        (judged,) = heard.wait(1)
    assert judged["data"]["accepted"] is False
    assert "内容有误" in judged["data"]["reason"]
