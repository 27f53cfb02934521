"""Courses of the platform and the exam of their year, in the words of the rules of Zibo 2020 and Weihai 2019."""

import itertools
from decimal import Decimal

import pytest

from ce_kit.errors import DomainError


def reasons(outcome):
    return [one["reason"] for one in outcome["not_counted"]]


def test_a_public_course_counts_with_its_exam_and_not_before(zibo):
    zibo.hear(zibo.completed("思想", "20"))
    assert reasons(zibo.of_course("思想")) == ["exam_missing"]
    assert zibo.ledger() == {}
    zibo.hear(zibo.graded(1, passed=True))
    course = zibo.of_course("思想")
    assert (course["counted_public"], course["not_counted"]) == ("20", [])
    assert course["steps"][-1]["clause"] == "ZB20 三(二)1"
    assert course["steps"][-1]["source"]


def test_a_corrected_mark_takes_the_hours_back_and_gives_them_again(zibo):
    """Exam tells each revision with the next version; one that comes late changes nothing."""
    zibo.hear(zibo.completed("思想", "20"), zibo.graded(1, passed=True))
    assert zibo.of_course("思想")["counted_public"] == "20"
    zibo.hear(zibo.graded(1, passed=False, version=2))
    assert zibo.of_course("思想")["counted_public"] == "0"
    assert set(zibo.ledger().values()) <= {Decimal(0)}
    zibo.hear(zibo.graded(1, passed=True))
    assert zibo.of_course("思想")["counted_public"] == "0"
    zibo.hear(zibo.graded(1, passed=True, version=3))
    assert zibo.of_course("思想")["counted_public"] == "20"


def test_a_professional_course_of_zibo_needs_no_exam(zibo):
    zibo.hear(
        zibo.completed("内科", "20", category="professional"), zibo.graded(1, passed=False, category="professional")
    )
    assert zibo.of_course("内科")["counted_professional"] == "20"


def test_resits_are_paid_once_per_exam_however_many_courses_it_ends(zibo):
    courses = [zibo.completed(name, "5") for name in "甲乙丙丁"]
    zibo.hear(*courses, zibo.graded(1, passed=False), zibo.graded(2, passed=False), zibo.graded(3, passed=True))
    year = zibo.assessed()
    assert (year["public_amount"], year["fees_yuan"]) == ("20", "20")


def test_online_and_offline_exclude_each_other(zibo):
    zibo.hear(
        zibo.completed("思想", "20"),
        zibo.graded(1, passed=False),
        zibo.graded(2, passed=True, mode="offline", sat_on="2020-09-01"),
    )
    found = [one for one in zibo.assessed()["activities"] if one["title"] == "课程 思想"]
    assert [reasons(one) for one in found] == [["exam_failed"], ["exam_mode_conflict"]]
    assert found[1]["activity_id"] == f"{found[0]['activity_id']}:offline"


@pytest.mark.parametrize(("sat_on", "counted"), [("2020-09-30", "20"), ("2020-10-01", "0")])
def test_the_offline_exam_ends_on_30_september(zibo, sat_on, counted):
    zibo.hear(zibo.completed("思想", "20"), zibo.graded(1, passed=True, mode="offline", sat_on=sat_on))
    assert zibo.of_course("思想")["counted_public"] == counted


@pytest.mark.parametrize(("sat_on", "counted"), [("2020-12-31", "20"), ("2021-01-01", "0")])
def test_the_year_ends_with_its_last_day(zibo, sat_on, counted):
    zibo.hear(zibo.completed("思想", "20"), zibo.graded(1, passed=True, sat_on=sat_on))
    assert zibo.of_course("思想")["counted_public"] == counted


def test_two_failures_in_weihai_ask_for_new_study_of_every_course(weihai):
    weihai.hear(weihai.completed("甲", "20"), weihai.completed("乙", "10"))
    weihai.hear(weihai.graded(1, passed=False), weihai.graded(2, passed=False))
    assert [reasons(weihai.of_course(name)) for name in "甲乙"] == [["needs_restudy"], ["needs_restudy"]]
    weihai.hear(weihai.completed("甲", "20", round=2, completed_on="2019-06-01"))
    assert reasons(weihai.of_course("甲")) == ["exam_failed"]
    weihai.hear(weihai.graded(3, passed=True, round=2, sat_on="2019-06-02"))
    assert [weihai.of_course(name)["counted_public"] for name in "甲乙"] == ["20", "0"]
    assert reasons(weihai.of_course("乙")) == ["needs_restudy"]


def test_an_excused_attempt_uses_no_chance_in_weihai(weihai):
    """Time had closed it, and its person was granted more; exam tells the attempt again with the next version."""
    weihai.hear(weihai.completed("甲", "20"), weihai.graded(1, passed=False), weihai.graded(2, passed=False))
    assert reasons(weihai.of_course("甲")) == ["needs_restudy"]
    weihai.hear(weihai.graded(2, passed=False, version=2, excused=True))
    assert reasons(weihai.of_course("甲")) == ["exam_failed"]
    weihai.hear(weihai.graded(3, passed=True))
    assert weihai.of_course("甲")["counted_public"] == "20"


def test_an_excused_attempt_costs_no_resit_in_zibo(zibo):
    zibo.hear(zibo.completed("甲", "20"), zibo.graded(1, passed=False, version=2, excused=True))
    assert reasons(zibo.of_course("甲")) == ["exam_missing"]
    zibo.hear(zibo.graded(2, passed=True))
    year = zibo.assessed()
    assert (year["public_amount"], year["fees_yuan"]) == ("20", "0")


def test_an_excused_attempt_that_was_passed_after_all_counts(weihai):
    weihai.hear(weihai.completed("甲", "20"), weihai.graded(1, passed=True, version=3, excused=True))
    assert weihai.of_course("甲")["counted_public"] == "20"


def test_a_pass_of_the_second_round_is_in_time_by_the_day_of_the_exam(weihai):
    weihai.hear(
        weihai.completed("甲", "30", completed_on="2019-09-30"), weihai.graded(1, passed=True, sat_on="2019-10-02")
    )
    assert reasons(weihai.of_course("甲")) == ["late"]


def story(credits):
    """Fails twice, studies again, fails, passes; a corrected mark comes with version 2."""
    return [
        credits.completed("甲", "20"),
        credits.completed("乙", "10"),
        credits.completed("丙", "60", category="professional"),
        credits.graded(1, passed=True),
        credits.graded(1, passed=False, version=2),
        credits.graded(2, passed=False),
        credits.completed("甲", "20", round=2),
        credits.completed("乙", "10", round=2),
        credits.graded(3, passed=False, round=2),
        credits.graded(4, passed=True, round=2),
    ]


def test_facts_in_any_order_and_twice_give_the_same_year(new_credits):
    results = set()
    events = story(new_credits("371000", 2019))
    for shift in range(len(events)):
        credits = new_credits("371000", 2019)
        order = events[shift:] + events[:shift]
        credits.hear(*(order if shift % 2 else reversed(order)))
        credits.hear(*events)
        year = credits.assessed()
        results.add((year["public_amount"], year["professional_amount"], year["compliant"], str(year["activities"])))
    assert len(results) == 1
    assert next(iter(results))[:3] == ("30", "60", "COMPLIANCE_YES")


def test_a_batch_is_one_revision_and_a_replay_none(zibo):
    events = [zibo.completed(name, "5") for name in "甲乙丙丁"]
    zibo.hear(*events)
    assert [row["revision"] for row in zibo.units.rows("assessment")] == [1]
    before = zibo.units.facts()
    zibo.hear(*events)
    again = [{**one, "id": f"{one['id'][:-1]}x"} for one in events]  # the same fact under another event id
    zibo.hear(*again)
    assert zibo.units.facts() == before


def test_a_batch_holds_many_people(zibo):
    people = [f"p{number}" for number in range(30)]
    zibo.hear(
        *itertools.chain.from_iterable((zibo.completed("甲", "20", p), zibo.completed("乙", "10", p)) for p in people)
    )
    zibo.hear(*(zibo.graded(1, passed=True, person_id=p) for p in people))
    assert {zibo.assessed(p)["public_amount"] for p in people} == {"30"}


def test_an_unreadable_event_spoils_its_batch_so_that_it_is_tried_alone(zibo):
    bad = zibo.completed("甲", "20")
    del bad["data"]["hours"]
    with pytest.raises(Exception, match="hours"):
        zibo.hear(zibo.completed("乙", "10"), bad)
    assert zibo.units.rows("activity") == []


def test_a_year_without_rules_keeps_its_facts(zibo):
    zibo.hear(zibo.completed("甲", "20", year=2021))
    assert len(zibo.units.rows("activity")) == 1
    assert zibo.units.rows("assessment") == []
    with pytest.raises(DomainError) as refused:
        zibo.assessed(year=2021)
    assert refused.value.reason == "NO_RULE_SET"
    assert "ZB20-hours" in refused.value.metadata["known"]
