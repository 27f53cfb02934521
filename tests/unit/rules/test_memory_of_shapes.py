"""Outcomes remembered for equal facts are those of the formula, whatever shapes and classes of facts come along."""

import random
from decimal import Decimal

import pytest

from ce_rules import RuleBook
from ce_rules.errors import InvalidFact
from ce_rules.generate import draw_case

NEEDED = {"hours", "category", "level", "months", "subjects", "serial"}


def fresh(jurisdiction="binzhou", year=2021):
    return RuleBook.installed().rule_set(jurisdiction, year)


def test_what_was_met_before_is_judged_as_if_it_were_new():
    rules = fresh()
    draw = random.Random(3)
    cases = [draw_case(rules, seed) for seed in range(150)]
    for case in cases:  # facts of one type in many shapes, some with equally many fields
        for activity in case["activities"]:
            for name in sorted(set(activity) - {"id", "type", *NEEDED}):
                if draw.random() < 0.2:
                    del activity[name]
    for _ in range(3):
        warm = [_figures(rules, case) for case in cases]
    assert warm[:12] == [_figures(fresh(), case) for case in cases[:12]]
    assert len(set(warm)) > 100


def _figures(rules, case):
    try:
        totals = rules.decide(case, trace=False)
    except InvalidFact as refused:
        with pytest.raises(InvalidFact) as again:
            rules.decide(case)
        return refused.path, again.value.path
    decision = rules.decide(case)
    figures = decision.public, decision.professional, decision.total, decision.compliant
    assert (totals.public, totals.professional, totals.total, totals.compliant) == figures
    return figures


@pytest.mark.parametrize("wrong", [True, 8.0, "8h"])
def test_a_number_met_before_lets_no_other_class_pass(wrong):
    rules = fresh()
    course = {"id": "a", "type": "platform_course", "category": "public", "hours": 8}
    for _ in range(20):
        assert rules.decide({"activities": [course]}).public == 8
    assert rules.decide({"activities": [{**course, "hours": Decimal("8.0")}]}).public == 8
    for trace in (True, False):
        with pytest.raises(InvalidFact):
            rules.decide({"activities": [{**course, "hours": wrong}]}, trace=trace)


def test_a_result_that_is_no_text_is_refused_also_when_its_shape_was_met_before():
    rules = fresh()
    paper = {"id": "a", "type": "paper", "serial": "national", "result": "甲"}
    for _ in range(20):
        assert rules.decide({"activities": [paper]}).professional == 15
    for trace in (True, False):
        with pytest.raises(InvalidFact) as refused:
            rules.decide({"activities": [{**paper, "result": ["甲"]}]}, trace=trace)
        assert refused.value.path == "activities[0].result"


def test_a_number_too_great_is_refused_also_when_its_shape_was_met_before():
    rules = fresh()
    paper = {"id": "a", "type": "paper", "serial": "national", "chars": 3000}
    for _ in range(20):
        assert rules.decide({"activities": [paper]}).professional == 15
    for trace in (True, False):
        with pytest.raises(InvalidFact):
            rules.decide({"activities": [{**paper, "chars": 10**9}]}, trace=trace)


def test_a_fact_this_formula_does_not_look_at_may_be_anything():
    rules = fresh()
    paper = {"id": "a", "type": "paper", "level": "national", "scope": "national"}
    for _ in range(20):
        assert rules.decide({"activities": [paper]}).professional == 15
    for scope in (["x"], "x", {"x": 1}, ("x",), None, "x"):
        for trace in (True, False):
            case = {"activities": [{**paper, "level": "provincial", "scope": scope}]}
            assert rules.decide(case, trace=trace).professional == 10


@pytest.mark.parametrize("hours", [[], [8, 6], [8, 6, 4], [8], [6, 8]], ids=str)
def test_lists_that_begin_alike_are_told_apart(hours):
    rules = fresh()
    training = {"id": "a", "type": "training", "organiser": "industry_authority"}
    for _ in range(20):
        for days in ([8], [8, 6], [8, 6, 4, 2], [6], []):
            assert rules.decide({"activities": [{**training, "hours_per_day": days}]}).total == sum(days)
    for days in (hours, [*hours, True], [*hours, 8.0], tuple(hours), {8: 1}, "86"):
        case = {"activities": [{**training, "hours_per_day": days}]}
        assert _figures(rules, case) == _figures(fresh(), case)


def test_two_shapes_of_one_size_are_told_apart():
    rules = fresh()
    passed = {"id": "a", "type": "platform_course", "category": "public", "hours": 8, "exam": "failed"}
    dated = {"id": "b", "type": "platform_course", "category": "public", "hours": 8, "done": "2021-05-01"}
    other = {"id": "c", "type": "platform_course", "category": "public", "hours": 8, "watched": 7}
    for _ in range(30):
        decision = rules.decide({"activities": [passed, dated, other]})
        assert [line.counted for line in decision.lines.values()] == [0, 8, 0]
        assert [item.reason for _, item in decision.not_counted] == ["exam_failed", "course_unfinished"]


def test_more_fields_than_there_are_words_are_ignored():
    course = {"id": "a", "type": "platform_course", "category": "public", "hours": 8}
    many = {**course, **{f"unknown{n}": n for n in range(300)}}
    for trace in (True, False):
        assert fresh().decide({"activities": [many]}, trace=trace).public == 8


def test_memory_is_bounded_and_forgetting_changes_nothing():
    rules = fresh()
    engine = rules._plain
    engine._lookup._limit = 50
    for chars in range(900, 1100):
        for _ in range(2):
            paper = {"id": "a", "type": "paper", "serial": "national", "chars": chars}
            decision = rules.decide({"activities": [paper]})
            assert decision.total == (15 if chars >= 1000 else 0)
    assert engine._lookup._kept <= 50
