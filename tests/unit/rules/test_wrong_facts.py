"""Whatever a facts file holds, the answer is a decision or one Chinese sentence that says where and what to do."""

from decimal import Decimal

import pytest

from ce_rules import RuleBook
from ce_rules.errors import InvalidFact, NoRuleSet, RulesError, UnknownReading, UnknownSetting

BOOK = RuleBook.installed()
COURSE = {"id": "课", "type": "platform_course", "category": "public", "hours": 8}
TRAINING = {"id": "训", "type": "training", "organiser": "hrss"}


def decide(*activities, jurisdiction="zibo", year=2020, **case):
    return BOOK.rule_set(jurisdiction, year).decide({"activities": list(activities), **case})


@pytest.mark.parametrize(
    "hours",
    [7.5, float("nan"), True, -1, "8小时", "1e3", "", [8], {}, 10**30, Decimal("NaN"), Decimal("Infinity"), "7.123"],
    ids=repr,
)
def test_an_amount_that_is_none_is_refused_where_it_stands(hours):
    with pytest.raises(InvalidFact) as refused:
        decide(COURSE, {**TRAINING, "hours": hours})
    assert refused.value.path == "activities[1].hours"
    assert "无法使用：应为不小于 0" in refused.value.message


@pytest.mark.parametrize("hours", [8, "8", "8.0", Decimal("8.00")])
def test_equal_amounts_are_one_amount(hours):
    assert decide({**TRAINING, "hours": hours}).to_wire() == decide({**TRAINING, "hours": 8}).to_wire()


@pytest.mark.parametrize(
    ("activity", "path"),
    [
        ({**COURSE, "type": "flying"}, "activities[0].type"),
        ({**COURSE, "type": ["paper"]}, "activities[0].type"),
        ({**COURSE, "id": ""}, "activities[0].id"),
        ({**COURSE, "id": 5}, "activities[0].id"),
        ({**COURSE, "category": "sport"}, "activities[0].category"),
        ({**COURSE, "done": "2020-02-30"}, "activities[0].done"),
        ({**COURSE, "done": "2020-12-31T10:00:00"}, "activities[0].done"),
        ({**COURSE, "exam_attempts": ["ok"]}, "activities[0].exam_attempts[0]"),
        ({**COURSE, "exam_attempts": "passed"}, "activities[0].exam_attempts"),
        ({**TRAINING, "hours_per_day": [8], "dates": ["2020-01-01", "2020-01-02"]}, "activities[0].dates"),
        ({**TRAINING, "hours_per_day": [8, 25]}, "activities[0].hours_per_day[1]"),
        ({**TRAINING, "hours": 8, "review": "employer"}, "activities[0].review"),
        ({**TRAINING, "hours": 8, "for_year": 20}, "activities[0].for_year"),
        (5, "activities[0]"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_fact_is_named_by_its_place(activity, path):
    with pytest.raises(InvalidFact) as refused:
        decide(activity)
    assert refused.value.path == path


def test_a_wrong_day_only_the_purpose_looks_at_is_named_by_its_place():
    training = {**TRAINING, "hours_per_day": [8], "filed": "2022-8-5"}
    with pytest.raises(InvalidFact) as refused:
        decide(COURSE, training, jurisdiction="ningyang", year=2022, context={"purpose": "title_review"})
    assert refused.value.path == "activities[1].filed"


def test_a_wrong_fact_only_a_comparison_looks_at_is_named_by_its_place():
    paper = {"id": "文", "type": "paper", "serial": "national", "result": "甲"}
    with pytest.raises(InvalidFact) as refused:
        decide(paper, {**paper, "id": "又", "result": "甲"}, {**paper, "id": "错", "result": Decimal("8.5")},
               jurisdiction="binzhou", year=2021)  # fmt: skip
    assert refused.value.path == "activities[2].result"


def test_two_activities_of_one_id_are_refused():
    with pytest.raises(InvalidFact, match="不重复"):
        decide(COURSE, {**TRAINING, "id": COURSE["id"], "hours": 8})


@pytest.mark.parametrize("activities", [None, {}, "x"])
def test_activities_are_a_list(activities):
    with pytest.raises(InvalidFact, match="活动列表"):
        BOOK.rule_set("zibo", 2020).decide({"activities": activities})
    with pytest.raises(InvalidFact, match="缺少 activities"):
        BOOK.rule_set("zibo", 2020).decide({})


def test_nothing_done_is_a_year_not_met():
    decision = decide()
    assert (decision.total, decision.compliant) == (0, "no")


@pytest.mark.parametrize("year", ["2020", 2020.0, True, None])
def test_a_year_is_a_whole_number(year):
    with pytest.raises(InvalidFact, match="整数年度"):
        BOOK.rule_set("zibo", year)


@pytest.mark.parametrize(("place", "year"), [("zibo", 2021), ("binzhou", 2022), ("370300", 10**20), ("qingdao", 2020)])
def test_a_pair_without_a_notice_says_which_notices_are_known(place, year):
    with pytest.raises(NoRuleSet) as none:
        BOOK.rule_set(place, year)
    assert none.value.known
    assert "不得套用相邻年度或其他市的规则" in none.value.message


def test_only_settings_and_readings_that_exist_can_be_switched():
    with pytest.raises(UnknownSetting, match="可用：ZB-A1"):
        BOOK.rule_set("zibo", 2020, settings={"BZ-A1": "R1"})
    with pytest.raises(UnknownReading, match="可用：R1、R2、R3"):
        BOOK.rule_set("zibo", 2020, settings={"ZB-A1": "R9"})


@pytest.mark.parametrize("window", [2019, [2021, 2020], ["a", "b"], [2019, 2021], [2020, 2020], [2020]])
def test_a_window_lies_inside_the_notice(window):
    with pytest.raises(InvalidFact, match="window"):
        decide(jurisdiction="binzhou", year=2021, window=window)


def test_last_days_count_and_the_day_after_does_not():
    decision = decide({**COURSE, "done": "2020-12-31"}, {**COURSE, "id": "晚", "done": "2021-01-01"})
    assert decision.public == 8
    assert [(name, item.reason) for name, item in decision.not_counted] == [("晚", "late")]


@pytest.mark.parametrize("start", ["0001-01-01", "2099-05-05"])
def test_working_days_of_a_year_without_calendar_are_not_guessed(start):
    with pytest.raises(RulesError, match="节假日安排"):
        BOOK.ask("weihai", 2019, "project_filing", {"start": start})
