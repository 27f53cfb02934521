"""The credit service as its callers meet it: real broker, real PostgreSQL, two clicks at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ce_credit.adapters.tables import metadata
from ce_kit.db.engine import make_engine
from ce_kit.errors import ServiceFault
from ce_kit.ids import new_id
from ce_kit.testing.bus import person
from ce_kit.testing.store import schema_differences
from ce_kit.testing.waiting import wait_for

METHODS = {
    "submit_claim",
    "list_claims",
    "get_claim",
    "approve_claim",
    "reject_claim",
    "withdraw_claim",
    "file_points",
    "get_year",
    "list_hours",
    "ask_rule",
    "answer_title_review",
}


def staff(city, *people):
    """Have people employed and wait until the service knows."""
    city.bus.tell(*(city.employed(one) for one in people))
    clerk = person("clerk", ("employer_admin", "hospital"))

    def known():
        try:
            return all(city.ask("get_year", clerk, person_id=one, year=2020) for one in people)
        except ServiceFault:
            return False

    wait_for(known)


def test_model_and_migrations_are_equal(database):
    engine = make_engine(database)
    assert schema_differences(engine, metadata) == []
    engine.dispose()


def test_strangers_see_nothing(city):
    for method in METHODS:
        with pytest.raises(ServiceFault) as refused:
            city.bus.ask(f"credit.{method}", {"request_id": new_id()})
        assert refused.value.reason == "NOT_SIGNED_IN", method


def test_only_reviewers_review_and_only_employers_file_points(city):
    for method in ("approve_claim", "reject_claim", "file_points"):
        with pytest.raises(ServiceFault) as refused:
            city.ask(method, person("t", ("title_reader", "370000")), claim_id="c")
        assert refused.value.reason == "PERMISSION_DENIED", method


def test_a_year_is_earned_and_told(city, reviewers):
    staff(city, "lin")
    with city.bus.hear("credit.hours.recorded.v1") as heard:
        city.bus.tell(city.graded("lin"), city.completed("lin", "内科", "20"))
        city.bus.tell(city.completed("lin", "必修", "20", "public"), city.completed("lin", "选修", "10", "public"))
        filed = city.ask("submit_claim", **city.claim("lin", facts={"hours_per_day": [8.0, 8, 8, 8, 8]}))
        claim_id = filed["claim"]["claim_id"]
        for reviewer in reviewers:
            city.ask("approve_claim", reviewer, claim_id=claim_id)
        wait_for(lambda: city.total("lin") == "90")
        told = sorted(one["data"]["amount"] for one in heard.wait(4))
    assert city.year("lin")["compliant"] == "COMPLIANCE_YES"
    entries = city.ask("list_hours")["entries"]
    assert sorted(entry["amount"] for entry in entries) == told == ["10", "20", "20", "40"]


def test_rules_are_asked_by_people_and_services(city):
    asked = {"year": 2020, "question": "fee", "facts": {"attempts": 3.0}}
    assert city.ask("ask_rule", **asked)["value"] == 20
    answer = city.bus.ask_as_service("exam", "credit.ask_rule", asked)
    assert (answer["value"], answer["clause"]) == (20, "ZB20 三(三)")
    with pytest.raises(ServiceFault) as refused:
        city.ask("ask_rule", year=2021, question="fee", facts={"attempts": 1})
    assert (refused.value.kind, refused.value.reason) == ("NOT_FOUND", "NO_RULE_SET")
    assert "ZB20" in refused.value.metadata["known"]


def test_field_paths_reach_the_caller(city):
    with pytest.raises(ServiceFault) as refused:
        city.ask("submit_claim", **city.claim("lin", facts={"hours_per_day": [8, "acht"]}))
    assert [one["field"] for one in refused.value.violations] == ["facts.hours_per_day[1]"]


@pytest.mark.parametrize("decisions", [("approve_claim", "approve_claim"), ("approve_claim", "reject_claim")])
def test_of_two_reviewers_at_once_one_wins(city, decisions):
    staff(city, "wang")
    claim_id = city.ask("submit_claim", "wang", **city.claim("wang"))["claim"]["claim_id"]

    def decide(number):
        reviewer = person(f"clerk-{number}", ("employer_admin", "hospital"))
        extra = {"reason": "否"} if decisions[number % 2] == "reject_claim" else {}
        try:
            city.ask(decisions[number % 2], reviewer, claim_id=claim_id, **extra)
        except ServiceFault as refused:
            return refused.reason
        return "won"

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(decide, range(8)))
    assert outcomes == ["CLAIM_ALREADY_DECIDED"] * 7 + ["won"]
    assert len(city.ask("get_claim", "wang", claim_id=claim_id)["claim"]["reviews"]) == 1


def test_the_same_request_twice_is_one_claim(city):
    staff(city, "zhao")
    request = {**city.claim("zhao"), "request_id": new_id()}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: city.ask("submit_claim", "zhao", **request), range(4)))
    assert len({answer["claim"]["claim_id"] for answer in answers}) == 1
    assert len(city.ask("list_claims", "zhao")["claims"]) == 1
    with pytest.raises(ServiceFault) as refused:
        city.ask("submit_claim", "zhao", **{**request, "title": "另一项"})
    assert refused.value.reason == "REQUEST_ID_REUSED"


def test_claims_and_courses_of_one_person_at_once_add_up(city, reviewers):
    staff(city, "qian")
    claims = [city.ask("submit_claim", "qian", **city.claim("qian", 2))["claim"]["claim_id"] for _ in range(6)]

    def approve(claim_id):
        for reviewer in reviewers:
            city.ask("approve_claim", reviewer, claim_id=claim_id)

    with ThreadPoolExecutor(6) as pool:
        done = [pool.submit(approve, claim_id) for claim_id in claims]
        for number in range(20):
            city.bus.tell(city.completed("qian", f"课{number}", "1"))
        for one in done:
            one.result()
    wait_for(lambda: city.total("qian") == "32")
    assert sum(float(entry["amount"]) for entry in city.ask("list_hours", "qian")["entries"]) == 32


def test_marks_of_a_deadline_arrive_in_bulk_and_a_bad_one_is_set_aside_alone(city, database):
    people = [f"b{number}" for number in range(120)]
    city.bus.tell(*(city.completed(one, "必修", "20", "public") for one in people))
    bad = city.graded("nobody")
    del bad["data"]["sat_on"]
    city.bus.tell(*(city.graded(one) for one in people[:60]), bad, *(city.graded(one) for one in people[60:]))
    wait_for(lambda: city.total(people[-1]) == "20", seconds=20)
    (letter,) = city.bus.dead_letters(1)
    assert letter.payload["id"] == bad["id"]
    wait_for(lambda: all(city.total(one) == "20" for one in people[::7]), seconds=20)
    engine = make_engine(database)
    with engine.connect() as connection:
        query = "SELECT count(*), sum(amount) FROM ledger_entry WHERE person_id LIKE 'b%'"
        assert tuple(connection.exec_driver_sql(query.replace("%", "%%")).one()) == (120, 2400)
    engine.dispose()
