"""Taking courses: who may, when it waits for money or points, what a new round means."""

from decimal import Decimal

import pytest

from ce_kit.db.once import AlreadyHandled
from ce_learning.domain.course import Category
from ce_learning.domain.errors import CourseNotFound, PaymentRequired, PointsRequired, RoundOver


def enrol(learning, course_id, actor="lin"):
    return learning.call("enrol", actor, course_id=course_id)["enrolment"]


def pay(learning, course_id, person_id="lin", order_id="o1", product="course"):
    line = {"product": product, "reference": course_id, "person_id": person_id, "amount_fen": 5000}
    data = {"order_id": order_id, "payer_id": person_id, "paid_at": "2026-03-02T04:00:00+00:00", "lines": [line]}
    learning.hear("on_order_paid", data)


def accept_points(learning, hours=25, year=2026, person_id="lin"):
    data = {"activity_id": "a1", "person_id": person_id, "year": year, "points": 2000, "hours": "5"}
    learning.hear("on_points_accepted", {**data, "opens_class_hours": hours})


def restudy(learning, round=2, category="public", person_id="lin", event_id=""):
    data = {"restudy_id": f"r{round}", "person_id": person_id, "exam_id": "x", "year": 2026, "category": category}
    learning.hear("on_restudy_granted", {**data, "round": round}, event_id)


class TestFreeCourse:
    def test_it_is_open_at_once_and_needs_its_study_time(self, learning):
        enrolment = enrol(learning, learning.add_course(hours=Decimal("7.5")))
        assert (enrolment["state"], enrolment["round"]) == ("ENROLMENT_STATE_OPEN", 1)
        assert (enrolment["studied_seconds"], enrolment["required_seconds"]) == (0, 20_250)
        assert enrolment["completed_on"] == ""

    def test_taking_it_again_returns_the_enrolment_there_is(self, learning):
        course_id = learning.add_course()
        assert enrol(learning, course_id) == enrol(learning, course_id)
        assert len(learning.units.rows("enrolment")) == 1

    def test_two_people_have_an_enrolment_each(self, learning):
        course_id = learning.add_course()
        assert enrol(learning, course_id)["enrolment_id"] != enrol(learning, course_id, "wu")["enrolment_id"]

    def test_a_course_that_does_not_exist(self, learning):
        with pytest.raises(CourseNotFound):
            enrol(learning, "nowhere")


class TestPricedCourse:
    def test_it_waits_for_its_payment(self, learning):
        course_id = learning.add_course(category=Category.PROFESSIONAL, priced=True)
        enrolment = enrol(learning, course_id)
        assert enrolment["state"] == "ENROLMENT_STATE_AWAITING_PAYMENT"
        with pytest.raises(PaymentRequired, match="缴费后学习"):
            learning.call("start_study", enrolment_id=enrolment["enrolment_id"])
        pay(learning, course_id)
        (again,) = learning.call("list_enrolments")["enrolments"]
        assert again == {**enrolment, "state": "ENROLMENT_STATE_OPEN"}
        learning.call("start_study", enrolment_id=enrolment["enrolment_id"])

    def test_a_payment_that_came_before_the_enrolment_is_found(self, learning):
        course_id = learning.add_course(category=Category.PROFESSIONAL, priced=True)
        pay(learning, course_id)
        assert enrol(learning, course_id)["state"] == "ENROLMENT_STATE_OPEN"

    def test_a_payment_opens_only_its_course_for_its_person(self, learning):
        course_id = learning.add_course(category=Category.PROFESSIONAL, priced=True)
        pay(learning, course_id, person_id="wu")
        pay(learning, learning.add_course(), order_id="o2")
        pay(learning, course_id, order_id="o3", product="resit")
        for _ in range(2):  # when it is made, and when it is read again
            assert enrol(learning, course_id)["state"] == "ENROLMENT_STATE_AWAITING_PAYMENT"
            assert enrol(learning, course_id, "wu")["state"] == "ENROLMENT_STATE_OPEN"

    def test_a_second_payment_for_the_same_course_does_no_harm(self, learning):
        course_id = learning.add_course(category=Category.PROFESSIONAL, priced=True)
        pay(learning, course_id)
        pay(learning, course_id, order_id="o2")
        assert enrol(learning, course_id)["state"] == "ENROLMENT_STATE_OPEN"


class TestClassThatNeedsPoints:
    def test_it_opens_with_accepted_points_of_its_year_and_length(self, learning):
        course_id = learning.add_course(hours=Decimal(25), needs_points=True)
        with pytest.raises(PointsRequired, match="25 学时班级") as refused:
            enrol(learning, course_id)
        assert refused.value.metadata == {"class_hours": "25", "year": "2026"}
        accept_points(learning)
        assert enrol(learning, course_id)["state"] == "ENROLMENT_STATE_OPEN"

    @pytest.mark.parametrize("told", [{"hours": 0}, {"hours": 20}, {"year": 2025}, {"person_id": "wu"}])
    def test_points_that_open_nothing_or_something_else(self, learning, told):
        course_id = learning.add_course(hours=Decimal(25), needs_points=True)
        accept_points(learning, **told)
        with pytest.raises(PointsRequired):
            enrol(learning, course_id)


class TestRounds:
    def test_a_restudy_opens_the_same_course_again_and_keeps_the_old_enrolment(self, learning):
        course_id = learning.add_course()
        first = enrol(learning, course_id)
        restudy(learning)
        second = enrol(learning, course_id)
        assert (first["round"], second["round"]) == (1, 2)
        assert {row["enrolment_id"] for row in learning.units.rows("enrolment")} == {
            first["enrolment_id"],
            second["enrolment_id"],
        }

    def test_a_restudy_that_was_heard_before_any_enrolment(self, learning):
        restudy(learning)
        assert enrol(learning, learning.add_course())["round"] == 2

    def test_rounds_out_of_order_leave_the_latest(self, learning):
        restudy(learning, 3)
        restudy(learning, 2)
        assert enrol(learning, learning.add_course())["round"] == 3

    def test_a_repeated_event_has_no_second_effect(self, learning):
        restudy(learning, event_id="e1")
        with pytest.raises(AlreadyHandled):
            restudy(learning, event_id="e1")
        assert len(learning.units.rows("study_round")) == 1

    @pytest.mark.parametrize("told", [{"category": "professional"}, {"person_id": "wu"}])
    def test_it_concerns_only_its_person_and_category(self, learning, told):
        restudy(learning, **told)
        assert enrol(learning, learning.add_course())["round"] == 1

    def test_an_enrolment_of_an_earlier_round_is_not_studied_any_more(self, learning):
        old = enrol(learning, learning.add_course())
        restudy(learning)
        with pytest.raises(RoundOver, match="第 2 轮"):
            learning.call("start_study", enrolment_id=old["enrolment_id"])


def test_ones_own_enrolments_come_latest_first_page_by_page(learning):
    ids = [enrol(learning, learning.add_course())["enrolment_id"] for _ in range(5)]
    enrol(learning, learning.add_course(), "wu")
    seen, token = [], ""
    while True:
        page = learning.call("list_enrolments", page_size=2, page_token=token)
        seen += [enrolment["enrolment_id"] for enrolment in page["enrolments"]]
        token = page["next_page_token"]
        if not token:
            break
    assert seen == sorted(ids, reverse=True)


def test_enrolments_of_one_year(learning):
    enrol(learning, learning.add_course(year=2025))
    enrol(learning, learning.add_course(year=2026))
    (found,) = learning.call("list_enrolments", year=2025)["enrolments"]
    assert found["course"]["year"] == 2025
