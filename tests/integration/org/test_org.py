"""The org service as its callers meet it: real broker, real PostgreSQL, two clicks at once."""

import base64
import itertools
import json
import time

import pytest
from stdnum.cn import uscc

from ce_kit.db.engine import make_engine
from ce_kit.errors import ServiceFault
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.store import schema_differences
from ce_kit.testing.together import at_once
from ce_kit.testing.waiting import wait_for
from ce_org.adapters.tables import metadata

NUMBERS = itertools.count(1)


def fresh_code():
    body = f"12370300{next(NUMBERS):09d}"
    return body + uscc.calc_check_digit(body)


@pytest.fixture
def ask(org, own_bus):
    def call(method, actor="lin", **payload):
        caller = person(actor) if isinstance(actor, str) else actor
        return own_bus.ask(f"org.{method}", {"request_id": new_id(), **payload}, actor=caller, seconds=20)

    return call


@pytest.fixture
def root_id(org, own_bus):
    request = {"name": "淄博市人力资源和社会保障局", "jurisdiction": "370300"}
    return own_bus.ask_as_service("operations", "org.create_root", request)["unit_id"]


@pytest.fixture
def clerk(root_id):
    return person("clerk", ("hrss_admin", root_id))


@pytest.fixture
def employer(ask, clerk, root_id):
    """Register an employer of its own; return its id and its administrator."""
    proposal = {
        "kind": "UNIT_KIND_EMPLOYER",
        "name": f"演示单位{new_id()[-6:]}",
        "uscc": fresh_code(),
        "parent_id": root_id,
    }
    registration = ask("register_unit", "boss", proposal=proposal)["registration"]
    ask("approve_registration", clerk, registration_id=registration["registration_id"])
    unit_id = registration["unit"]["unit_id"]
    return unit_id, person("boss", ("employer_admin", unit_id))


def listed(employer_id, person_id, version=1, **data):
    given = {"person_id": person_id, "name": f"姓名{person_id}", "employer_id": employer_id, **data}
    return event("identity.staff.imported.v1", given, subject=person_id, version=version)


def told_of(heard, *values, key, count=1, seconds=10):
    """Wait until `count` events whose data hold one of `values` under `key` were heard; return all of them."""

    def found():
        wanted = [one for one in heard.wait(0) if one["data"].get(key) in values]
        return wanted if len(wanted) >= count else None

    return wait_for(found, seconds=seconds)


def test_model_and_migrations_are_equal(database):
    engine = make_engine(database)
    assert schema_differences(engine, metadata) == []
    engine.dispose()


def test_the_tree_grows_from_root_to_person(ask, own_bus, upload, clerk, root_id):
    authority, employer = f"演示委员会{new_id()[-6:]}", f"演示𠮷医院{new_id()[-6:]}"
    rows = ["行业主管部门", authority, fresh_code()], ["用人单位", employer, fresh_code(), authority]
    answer = ask("import_units", clerk, hrss_id=root_id, file_ticket=upload("clerk", *rows))
    assert answer["counts"] == {"NEW": 2}
    with own_bus.hear("org.#") as heard:
        administrators = clerk
        for name, administrator in ((authority, "wang"), (employer, "zhao")):
            found = ask("search_units", administrator, query=name[2:])["matches"][0]["unit"]
            assert found["name"] == name
            applied = ask("register_unit", administrator, unit_id=found["unit_id"])["registration"]
            assert applied["applicant_name"] == f"姓名{administrator}"
            ask("approve_registration", administrators, registration_id=applied["registration_id"])
            role = found["kind"].removeprefix("UNIT_KIND_").lower() + "_admin"
            administrators = person(administrator, (role, found["unit_id"]))
        request = ask("request_employment", "li", employer_id=found["unit_id"], title="主治医师")["employment"]
        ask("approve_employment", administrators, employment_id=request["employment_id"])
        started = told_of(heard, "li", key="person_id")[0]["data"]
    assert started["title"] == "主治医师"
    assert (started["person_name"], started["employer_name"], started["authority_name"]) == (
        "姓名li",
        employer,
        authority,
    )
    assert (started["hrss_id"], started["jurisdiction"]) == (root_id, "370300")


def test_who_may_call_what(ask, own_bus, org, clerk, employer):
    with pytest.raises(ServiceFault) as refused:
        own_bus.ask("org.create_root", {"name": "甲人社局", "jurisdiction": "370300"}, actor=clerk)
    assert refused.value.reason == "PERMISSION_DENIED"
    for method in ("search_units", "get_unit", "register_unit", "list_employments", "request_employment", "list_staff"):
        with pytest.raises(ServiceFault) as refused:
            own_bus.ask(f"org.{method}", {"request_id": new_id()})
        assert refused.value.reason == "NOT_SIGNED_IN", method
    for method in ("import_units", "approve_registration", "approve_employment", "end_employment", "list_staff"):
        with pytest.raises(ServiceFault) as refused:
            ask(method, "li")
        assert refused.value.reason == "PERMISSION_DENIED", method


def test_of_two_approvers_at_once_one_wins(ask, own_bus, clerk, root_id):
    proposal = {
        "kind": "UNIT_KIND_EMPLOYER",
        "name": f"抢审{new_id()[-6:]}",
        "uscc": fresh_code(),
        "parent_id": root_id,
    }
    registration = ask("register_unit", "sun", proposal=proposal)["registration"]
    clerks = [person(f"clerk{at}", *clerk.roles) for at in range(8)]
    with own_bus.hear("org.unit.registered.v1") as heard:
        answers = at_once(
            lambda at: ask("approve_registration", clerks[at], registration_id=registration["registration_id"])
        )
        unit_id = registration["unit"]["unit_id"]
        told_of(heard, unit_id, key="unit_id")
        time.sleep(0.3)
        assert len(told_of(heard, unit_id, key="unit_id")) == 1
    assert sum(isinstance(answer, dict) for answer in answers) == 1
    assert [answer for answer in answers if isinstance(answer, str)] == ["REGISTRATION_ALREADY_DECIDED"] * 7


def test_the_same_proposal_from_many_at_once_makes_one_unit(ask, root_id):
    proposal = {
        "kind": "UNIT_KIND_EMPLOYER",
        "name": f"抢注{new_id()[-6:]}",
        "uscc": fresh_code(),
        "parent_id": root_id,
    }
    answers = at_once(lambda at: ask("register_unit", f"p{at}", proposal=proposal))
    assert sum(isinstance(answer, dict) for answer in answers) == 1
    assert [answer for answer in answers if isinstance(answer, str)] == ["UNIT_EXISTS"] * 7


def test_a_retry_gives_the_first_answer_and_another_payload_is_refused(ask, root_id):
    proposal = {
        "kind": "UNIT_KIND_EMPLOYER",
        "name": f"重试{new_id()[-6:]}",
        "uscc": fresh_code(),
        "parent_id": root_id,
    }
    request_id = new_id()
    answers = at_once(lambda _: ask("register_unit", "qian", proposal=proposal, request_id=request_id))
    assert len({answer["registration"]["registration_id"] for answer in answers}) == 1
    with pytest.raises(ServiceFault) as refused:
        ask("register_unit", "qian", proposal={**proposal, "name": "另一名称"}, request_id=request_id)
    assert refused.value.reason == "REQUEST_ID_REUSED"


def test_a_person_who_clicks_many_times_asks_once(ask, employer):
    employer_id, boss = employer
    answers = at_once(lambda _: ask("request_employment", "wu", employer_id=employer_id))
    assert sum(isinstance(answer, dict) for answer in answers) == 1
    assert {answer for answer in answers if isinstance(answer, str)} == {"EMPLOYMENT_ALREADY_REQUESTED"}
    (waiting,) = ask("list_staff", boss, employer_id=employer_id, state="EMPLOYMENT_STATE_REQUESTED")["employments"]
    decisions = at_once(lambda _: ask("approve_employment", boss, employment_id=waiting["employment_id"]))
    assert sum(isinstance(answer, dict) for answer in decisions) == 1


def test_the_same_list_from_two_clerks_at_once_builds_each_unit_in_once(ask, upload, clerk, root_id):
    rows = [["用人单位", f"并发{at}号{new_id()[-6:]}", fresh_code()] for at in range(200)]
    ticket = upload("clerk", *rows)
    answers = at_once(lambda _: ask("import_units", clerk, hrss_id=root_id, file_ticket=ticket), times=3)
    assert sorted(answer["counts"].popitem() for answer in answers) == [("NEW", 200), *[("UNCHANGED", 200)] * 2]


def test_another_persons_file_is_not_read(ask, upload, clerk, root_id):
    with pytest.raises(ServiceFault) as refused:
        ask(
            "import_units",
            clerk,
            hrss_id=root_id,
            file_ticket=upload("somebody", ["用人单位", "甲演示公司", fresh_code()]),
        )
    assert refused.value.reason == "BAD_FILE_TICKET"


def test_a_staff_list_that_comes_before_the_employer_is_known_waits_for_it(ask, own_bus, clerk, root_id, upload):
    name = f"先到{new_id()[-6:]}"
    ask("import_units", clerk, hrss_id=root_id, file_ticket=upload("clerk", ["用人单位", name, fresh_code()]))
    unit_id = ask("search_units", query=name)["matches"][0]["unit"]["unit_id"]
    with own_bus.hear("org.employment.started.v1") as heard:
        own_bus.tell(listed(unit_id, "early"))
        time.sleep(0.15)
        registration = ask("register_unit", "boss", unit_id=unit_id)["registration"]
        ask("approve_registration", clerk, registration_id=registration["registration_id"])
        (told,) = told_of(heard, unit_id, key="employer_id")
    assert told["data"]["person_id"] == "early"


def test_a_staff_list_of_an_employer_that_never_comes_is_set_aside_alone(ask, own_bus, employer):
    employer_id, boss = employer
    own_bus.tell(listed(new_id(), "lost"), *(listed(employer_id, f"good{at}") for at in range(5)))
    (dead,) = own_bus.dead_letters(1)
    assert dead.headers["ce-reason"] == "UNIT_NOT_FOUND"
    staff = ask("list_staff", boss, employer_id=employer_id)["employments"]
    assert len(staff) == 5


def test_a_long_staff_list_arrives_in_batches_and_a_second_delivery_changes_nothing(ask, own_bus, employer):
    employer_id, boss = employer
    events = [listed(employer_id, f"staff-{at}", title="讲师") for at in range(1000)]
    with own_bus.hear("org.employment.started.v1") as heard:
        began = time.monotonic()
        own_bus.tell(*events)
        told = told_of(heard, employer_id, key="employer_id", count=1000, seconds=20)
        seconds = time.monotonic() - began
        own_bus.tell(*events[:200])
        wait_for(lambda: own_bus.depth("org.identity.staff.imported.v1") == 0)
        time.sleep(0.3)
        assert len(told_of(heard, employer_id, key="employer_id")) == 1000
    assert len({one["subject"] for one in told}) == 1000
    assert seconds < 10, f"1,000 entries took {seconds:.1f} s"
    answer = ask("list_staff", boss, employer_id=employer_id, page_size=500)
    assert len(answer["employments"]) == 500


def test_a_forged_page_token_breaks_nothing(ask, employer):
    employer_id, boss = employer
    for key in ([5], [None], [{"a": 1}], ["x", "y"], "x"):
        token = base64.urlsafe_b64encode(json.dumps(key).encode()).decode()
        try:
            ask("list_staff", boss, employer_id=employer_id, page_token=token)
        except ServiceFault as fault:
            assert fault.reason == "BAD_PAGE_TOKEN"


def test_names_sort_and_match_byte_by_byte_whatever_the_locale(ask, upload, clerk, root_id):
    """A prefix is a range of the index; under a linguistic collation it would not be."""
    names = ["ZZ演示甲公司", "zz演示乙公司", "ZZ-演示丙公司", "ＺＺ演示丁公司", "z演示戊公司"]
    rows = [["用人单位", name, fresh_code()] for name in names]
    ask("import_units", clerk, hrss_id=root_id, file_ticket=upload("clerk", *rows))
    found = [match["unit"]["name"] for match in ask("search_units", query="zz演示")["matches"]]
    assert set(found[:4]) == set(names[:4])
