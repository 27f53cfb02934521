"""Study sessions of people: the clock decides, one session at a time, completion told once on the right day."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from ce_kit.clock import local_time
from ce_learning.application.study import take_reports
from ce_learning.domain.errors import AlreadyCompleted, EnrolmentNotFound, StudyNotFound
from ce_learning.domain.study import Report


def studied(learning, actor="lin"):
    return [enrolment["studied_seconds"] for enrolment in learning.call("list_enrolments", actor)["enrolments"]]


def test_reports_add_up_as_the_clock_goes(learning):
    study_id, _ = learning.begin(learning.add_course())
    for minute in range(1, 6):
        learning.clock.advance(seconds=60)
        answer = learning.report(study_id, 60 * minute)
        assert (answer["granted_seconds"], answer["shortfall"]) == (60, None)
    assert answer["enrolment"]["studied_seconds"] == 300


def test_a_client_that_claims_more_gets_what_has_passed_and_is_told_why(learning):
    study_id, _ = learning.begin(learning.add_course())
    learning.clock.advance(seconds=30)
    answer = learning.report(study_id, 2700)
    assert (answer["claimed_seconds"], answer["granted_seconds"]) == (2700, 30)
    assert answer["shortfall"] == "SHORTFALL_CLOCK"
    assert answer["explanation"] == "本次上报 2700 秒，按平台时钟自上次计时起只过了 30 秒，计 30 秒"


def test_the_same_report_twice_and_an_older_one_after_it_add_nothing(learning):
    study_id, _ = learning.begin(learning.add_course())
    learning.clock.advance(seconds=120)
    learning.report(study_id, 120)
    learning.clock.advance(seconds=60)
    for position in (120, 60):
        assert learning.report(study_id, position)["granted_seconds"] == 0
    assert learning.report(study_id, 180)["granted_seconds"] == 60
    assert studied(learning) == [180]


def test_two_devices_at_once_never_earn_double(learning):
    phone, enrolment_id = learning.begin(learning.add_course())
    learning.clock.advance(seconds=60)
    learning.report(phone, 60)
    desk = learning.call("start_study", enrolment_id=enrolment_id)["study_id"]
    learning.clock.advance(seconds=60)
    on_phone, on_desk = learning.report(phone, 120), learning.report(desk, 60)
    assert (on_phone["granted_seconds"], on_phone["shortfall"]) == (0, "SHORTFALL_ENDED")
    assert "在别处" in on_phone["explanation"]
    assert on_desk["granted_seconds"] == 60
    assert studied(learning) == [120]


def test_another_course_ends_the_session_of_the_first(learning):
    first, _ = learning.begin(learning.add_course())
    second, _ = learning.begin(learning.add_course())
    learning.clock.advance(seconds=60)
    assert learning.report(first, 60)["shortfall"] == "SHORTFALL_ENDED"
    assert learning.report(second, 60)["granted_seconds"] == 60
    (ended,) = [row for row in learning.units.rows("study") if row["study_id"] == first]
    assert ended["ended_by"] == "replaced"


def test_people_study_independently(learning):
    course_id = learning.add_course()
    hers, _ = learning.begin(course_id)
    his, _ = learning.begin(course_id, "wu")
    learning.clock.advance(seconds=60)
    assert learning.report(hers, 60)["granted_seconds"] == 60
    assert learning.report(his, 60, "wu")["granted_seconds"] == 60


class TestCompletion:
    def finish(self, learning, course_id):
        study_id, _ = learning.begin(course_id)
        for step in range(1, 6):
            learning.clock.advance(seconds=600)
            answer = learning.report(study_id, 600 * step)
        return answer

    def test_it_is_told_once_with_everything_others_need(self, learning):
        course_id = learning.add_course(title="数字技术", hours=Decimal("1.0"))
        answer = self.finish(learning, course_id)
        assert (answer["granted_seconds"], answer["shortfall"]) == (300, "SHORTFALL_COMPLETE")
        assert answer["enrolment"]["state"] == "ENROLMENT_STATE_COMPLETED"
        (fact,) = learning.units.facts("learning.course.completed.v1")
        assert fact["subject"] == answer["enrolment"]["enrolment_id"]
        assert fact["data"] == {
            "enrolment_id": answer["enrolment"]["enrolment_id"],
            "person_id": "lin",
            "course_id": course_id,
            "title": "数字技术",
            "year": 2026,
            "category": "public",
            "part": "",
            "hours": "1",
            "round": 1,
            "completed_on": "2026-03-02",
        }

    def test_nothing_more_is_granted_or_told_after_it(self, learning):
        answer = self.finish(learning, learning.add_course())
        learning.clock.advance(seconds=600)
        (study,) = learning.units.rows("study")
        late = learning.report(study["study_id"], 3600)
        assert (late["granted_seconds"], late["shortfall"]) == (0, "SHORTFALL_ENDED")
        assert late["enrolment"] == answer["enrolment"]
        assert len(learning.units.facts()) == 1

    def test_a_completed_course_is_not_studied_again(self, learning):
        answer = self.finish(learning, learning.add_course())
        with pytest.raises(AlreadyCompleted, match="2026-03-02"):
            learning.call("start_study", enrolment_id=answer["enrolment"]["enrolment_id"])

    def test_the_second_round_is_completed_as_such(self, learning):
        course_id = learning.add_course()
        self.finish(learning, course_id)
        data = {"restudy_id": "r", "person_id": "lin", "exam_id": "x", "year": 2026, "category": "public", "round": 2}
        learning.hear("on_restudy_granted", data)
        self.finish(learning, course_id)
        assert [fact["data"]["round"] for fact in learning.units.facts()] == [1, 2]

    @pytest.mark.parametrize(
        ("reported_at", "day"),
        [
            (
                local_time(datetime(2026, 12, 31, tzinfo=UTC).date(), 23, 59, 59) + timedelta(milliseconds=999),
                "2026-12-31",
            ),
            (local_time(datetime(2027, 1, 1, tzinfo=UTC).date()), "2027-01-01"),
        ],
    )
    def test_the_day_is_shandongs_day_of_the_report_also_at_the_years_end(self, learning, reported_at, day):
        learning.clock.instant = reported_at - timedelta(seconds=270)
        study_id, _ = learning.begin(learning.add_course(hours=Decimal("0.1")))
        learning.clock.instant = reported_at
        assert learning.report(study_id, 270)["enrolment"]["completed_on"] == day


class TestWhoMay:
    def test_nobody_studies_or_reports_for_another_person(self, learning):
        study_id, enrolment_id = learning.begin(learning.add_course())
        with pytest.raises(EnrolmentNotFound):
            learning.call("start_study", "wu", enrolment_id=enrolment_id)
        learning.clock.advance(seconds=60)
        with pytest.raises(StudyNotFound):
            learning.report(study_id, 60, "wu")
        assert studied(learning) == [0]

    def test_unknown_ids(self, learning):
        with pytest.raises(EnrolmentNotFound):
            learning.call("start_study", enrolment_id="none")
        with pytest.raises(StudyNotFound):
            learning.report("none", 60)

    def test_a_failed_start_leaves_the_live_session_alone(self, learning):
        study_id, _ = learning.begin(learning.add_course())
        with pytest.raises(EnrolmentNotFound):
            learning.call("start_study", enrolment_id="none")
        learning.clock.advance(seconds=60)
        assert learning.report(study_id, 60)["granted_seconds"] == 60


class TestManyReportsInOneTransaction:
    """As a work queue will hand them in: mixed people, repeated, out of order, unknown."""

    def test_each_gets_its_answer_and_completions_are_told_once(self, learning):
        course_id = learning.add_course(hours=Decimal("0.1"))
        sessions = {actor: learning.begin(course_id, actor)[0] for actor in ("lin", "wu")}
        start = learning.clock.now()
        reports = [
            Report(sessions["lin"], 200, start + timedelta(seconds=200)),
            Report(sessions["wu"], 270, start + timedelta(seconds=300)),
            Report("unknown", 10, start),
            Report(sessions["lin"], 100, start + timedelta(seconds=100)),
            Report(sessions["lin"], 270, start + timedelta(seconds=270)),
        ]
        with learning.units() as uow:
            outcomes = take_reports(uow, reports, longest=600)
            uow.commit()
        assert [outcome and outcome[0].seconds for outcome in outcomes] == [200, 270, None, 0, 70]
        assert sorted(fact["data"]["person_id"] for fact in learning.units.facts()) == ["lin", "wu"]
        assert studied(learning) == [270] == studied(learning, "wu")

    def test_none_at_all(self, learning):
        with learning.units() as uow:
            assert take_reports(uow, [], longest=600) == []
