"""The learning service as its callers meet it: real broker, real PostgreSQL, two clicks at once."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ce_kit.db.engine import make_engine
from ce_kit.errors import ServiceFault
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.store import schema_differences
from ce_kit.testing.waiting import wait_for
from ce_learning.adapters.tables import metadata

HEADER = ["编号", "年度", "科目类别", "性质", "课程名称", "学时", "收费", "需学习强国"]
HU = person("hu", ("city_admin", "unit-hrss"))


@pytest.fixture
def ask(learning, own_bus):
    def call(method, actor="lin", **payload):
        caller = person(actor) if isinstance(actor, str) else actor
        return own_bus.ask(f"learning.{method}", {"request_id": new_id(), **payload}, actor=caller)

    return call


@pytest.fixture
def courses(ask, upload):
    """Import four courses under codes of their own; return them by code."""
    mark = new_id()[-8:]
    rows = [
        [f"{mark}-free", 2026, "公需科目", "必修", "应急管理（䶮）", "0.1", "否", "否"],
        [f"{mark}-long", 2026, "公需科目", "选修", "人文素养", 10, "否", "否"],
        [f"{mark}-paid", 2026, "专业科目", "", "数字技术", 1, "是", "否"],
        [f"{mark}-25", 2026, "公需科目", "", "公需科目（25 学时班）", 25, "否", "是"],
    ]
    answer = ask("import_catalogue", HU, file_ticket=upload("hu", HEADER, *rows))
    assert answer["counts"] == {"NEW": 4}
    found = ask("list_courses", year=2026, page_size=500)["courses"]
    return {course["code"].removeprefix(f"{mark}-"): course for course in found if course["code"].startswith(mark)}


def enrol(ask, course, actor="lin"):
    return ask("enrol", actor, course_id=course["course_id"])["enrolment"]


def test_model_and_migrations_are_equal(database):
    engine = make_engine(database)
    assert schema_differences(engine, metadata) == []
    engine.dispose()


def test_only_hrss_administrators_import(ask, upload):
    for actor in ("lin", person("ma", ("employer_admin", "unit-1"))):
        with pytest.raises(ServiceFault) as refused:
            ask("import_catalogue", actor, file_ticket="any")
        assert refused.value.reason == "PERMISSION_DENIED"


def test_strangers_see_nothing(learning, own_bus):
    for method in ("list_courses", "get_course", "enrol", "list_enrolments", "start_study", "report_study"):
        with pytest.raises(ServiceFault) as refused:
            own_bus.ask(f"learning.{method}", {"request_id": new_id()})
        assert refused.value.reason == "NOT_SIGNED_IN", method


def test_a_course_is_studied_as_the_clock_goes_and_its_completion_told(ask, own_bus, courses):
    enrolment = enrol(ask, courses["free"])
    assert (enrolment["required_seconds"], enrolment["course"]["title"]) == (60, "应急管理（䶮）")
    with own_bus.hear("learning.course.completed.v1") as heard:
        began = time.monotonic()
        study_id = ask("start_study", enrolment_id=enrolment["enrolment_id"])["study_id"]
        time.sleep(0.3)
        greedy = ask("report_study", study_id=study_id, position_seconds=60)
        passed = (time.monotonic() - began) * 60
        assert 18 <= greedy["granted_seconds"] <= passed
        assert greedy["shortfall"] in ("SHORTFALL_CLOCK", None)
        time.sleep(1)
        done = ask("report_study", study_id=study_id, position_seconds=200)
        assert done["enrolment"]["state"] == "ENROLMENT_STATE_COMPLETED"
        (told,) = heard.wait(1)
    assert told["data"]["enrolment_id"] == enrolment["enrolment_id"]
    assert (told["data"]["hours"], told["data"]["round"], told["data"]["completed_on"]) == ("0.1", 1, "2026-03-02")


def test_many_reports_at_once_from_many_devices_earn_the_passed_time_once(ask, courses):
    """Ten clients of one person, each with its own session or a copied one, all shouting at the same time."""
    enrolment = enrol(ask, courses["long"], "wu")
    began = time.monotonic()

    def shout(number):
        granted = 0
        study_id = ask("start_study", "wu", enrolment_id=enrolment["enrolment_id"])["study_id"]
        for step in range(1, 6):
            granted += ask("report_study", "wu", study_id=study_id, position_seconds=step * 1000)["granted_seconds"]
        return granted

    with ThreadPoolExecutor(10) as pool:
        granted = sum(pool.map(shout, range(10)))
    passed = (time.monotonic() - began) * 60
    (now,) = ask("list_enrolments", "wu")["enrolments"]
    assert now["studied_seconds"] == granted
    assert 0 < granted <= passed


def test_two_clicks_on_a_course_make_one_enrolment(ask, courses):
    with ThreadPoolExecutor(8) as pool:
        enrolments = list(pool.map(lambda _: enrol(ask, courses["free"], "zhou"), range(8)))
    assert len({enrolment["enrolment_id"] for enrolment in enrolments}) == 1
    assert len(ask("list_enrolments", "zhou")["enrolments"]) == 1


def test_a_repeated_request_gets_the_first_answer(ask, courses):
    enrolment = enrol(ask, courses["long"], "sun")
    request_id = new_id()
    first = ask("start_study", "sun", enrolment_id=enrolment["enrolment_id"], request_id=request_id)
    assert ask("start_study", "sun", enrolment_id=enrolment["enrolment_id"], request_id=request_id) == first
    with pytest.raises(ServiceFault) as refused:
        ask("start_study", "sun", enrolment_id="another", request_id=request_id)
    assert refused.value.reason == "REQUEST_ID_REUSED"


def test_a_payment_opens_a_course_however_often_it_is_told(ask, own_bus, courses):
    course_id = courses["paid"]["course_id"]
    assert enrol(ask, courses["paid"])["state"] == "ENROLMENT_STATE_AWAITING_PAYMENT"
    line = {"product": "course", "reference": course_id, "person_id": "lin", "amount_fen": 5000}
    data = {"order_id": new_id(), "payer_id": "lin", "lines": [line], "paid_at": "2026-03-02T04:00:00+00:00"}
    told = event("billing.order.paid.v1", data)
    own_bus.tell(told, told, event("billing.order.paid.v1", data))
    wait_for(lambda: enrol(ask, courses["paid"])["state"] == "ENROLMENT_STATE_OPEN")


def test_points_and_restudy_open_what_they_should(ask, own_bus, courses):
    with pytest.raises(ServiceFault) as refused:
        enrol(ask, courses["25"], "qian")
    assert refused.value.reason == "POINTS_REQUIRED"
    points = {"activity_id": new_id(), "person_id": "qian", "year": 2026, "points": 2000, "hours": "5"}
    own_bus.tell(event("credit.points.accepted.v1", {**points, "opens_class_hours": 25}))

    def opened():
        try:
            return enrol(ask, courses["25"], "qian")
        except ServiceFault:
            return None

    assert wait_for(opened)["round"] == 1
    restudy = {"restudy_id": new_id(), "person_id": "qian", "exam_id": "x", "year": 2026, "category": "public"}
    own_bus.tell(event("exam.restudy.granted.v1", {**restudy, "round": 2}))
    wait_for(lambda: enrol(ask, courses["25"], "qian")["round"] == 2)


def test_a_change_of_the_catalogue_and_an_enrolment_at_once_never_both_win(ask, upload):
    """Either the course changed before it was taken, or it is refused because it is taken."""
    for number in range(4):
        code = f"{new_id()[-8:]}-{number}"
        row = [code, 2026, "公需科目", "", "课程", 1, "否", "否"]
        ask("import_catalogue", HU, file_ticket=upload("hu", HEADER, row))
        (course,) = [one for one in ask("list_courses", year=2026, page_size=500)["courses"] if one["code"] == code]
        ticket = upload("hu", HEADER, [*row[:5], 2, *row[6:]])
        with ThreadPoolExecutor(2) as pool:
            change = pool.submit(ask, "import_catalogue", HU, file_ticket=ticket)
            taken = pool.submit(enrol, ask, course)
            (status,) = change.result()["counts"]
            required = taken.result()["required_seconds"]
        hours = ask("get_course", course_id=course["course_id"])["course"]["hours"]
        assert (status, required, hours) in [("UPDATED", 1200, "2"), ("REJECTED", 600, "1")]
