"""The port RuleBook: the fake keeps the same contract as the installed rules."""

import pytest

from ce_credit.adapters.rule_book import InstalledRuleBook, UnknownReadings
from ce_credit.domain.decision import counted, outcome_of, total
from ce_credit.domain.errors import InvalidFact, NoRuleSet, UnknownJurisdiction, UnknownQuestion
from ce_kit.errors import DomainError
from ce_rules import RuleBook

COURSE = {"id": "c", "type": "platform_course", "category": "public", "hours": "20", "exam": "passed"}
TRAINING = {"id": "t", "type": "training", "hours": "45"}


@pytest.fixture(params=["fake", "installed"])
def book(request, fake_book):
    return fake_book() if request.param == "fake" else InstalledRuleBook(RuleBook.installed())


def test_activities_add_up_to_the_totals(book):
    decision = book.rules("370300", 2020).decide([COURSE, TRAINING])
    assert sum(counted(decision).values()) == total(decision, "total")
    assert {one["id"] for one in decision["activities"]} == {"c", "t"}


def test_a_decision_is_the_same_each_time(book):
    case = [COURSE, TRAINING]
    assert book.rules("370300", 2020).decide(case) == book.rules("370300", 2020).decide(case)


def test_what_does_not_count_says_why_and_by_which_clause(book):
    decision = book.rules("370300", 2020).decide([TRAINING, {**TRAINING, "id": "u", "review": []}])
    (cut,) = outcome_of(decision, "t")["not_counted"]
    assert (cut["amount"], cut["reason"]) == ("5", "over_cap_recognition")
    (waits,) = outcome_of(decision, "u")["not_counted"]
    assert waits["reason"] == "not_reviewed"
    assert cut["clause"]
    assert waits["clause"]


def test_public_courses_end_with_an_exam_and_training_is_reviewed(book):
    rules = book.rules("370300", 2020)
    assert "public" in rules.exam_in
    assert {"review", "rejected_by", "proof"} <= rules.reads("training")
    assert rules.reads("no such type") is None


def test_an_absent_fact_is_named_by_path_and_activity(book):
    with pytest.raises(InvalidFact) as refused:
        book.rules("370300", 2020).decide([COURSE, {"id": "x", "type": "platform_course", "category": "public"}])
    assert (refused.value.metadata["path"], refused.value.metadata["activity_id"]) == ("facts.hours", "x")


def test_a_pair_without_rules_says_what_is_known(book):
    for ask in (lambda: book.rules("370300", 2035), lambda: book.ask("370300", 2035, "review_chain", {})):
        with pytest.raises(NoRuleSet) as refused:
            ask()
        assert refused.value.metadata["known"]
    with pytest.raises(UnknownJurisdiction):
        book.rules("999999", 2020)
    assert (book.knows("370300"), book.knows("999999"), book.knows("zibo")) == (True, False, False)


def test_questions_are_answered_with_their_clause(book):
    answer = book.ask("370300", 2020, "review_chain", {"source": "other"})
    assert answer["value"] == ["person", "employer", "industry_authority"]
    assert set(answer) == {"value", "clause", "source", "reason", "words", "more", "readings"}
    with pytest.raises(UnknownQuestion):
        book.ask("370300", 2020, "weather", {})


def test_other_readings_change_the_answer_and_wrong_ones_are_refused():
    case = [{"id": "x", "type": "xuexi_qiangguo", "points": 2000}]
    strict = InstalledRuleBook(RuleBook.installed(), {"ZB-A2": "R2", "WH-A9": "R2"})
    decision = strict.rules("370300", 2020).decide(case)
    assert total(decision, "total") == 0
    assert decision["readings"]["ZB-A2"] == "R2"
    assert strict.ask("371000", 2019, "points_conversion", {"points": 2000, "filed_by": "person"})["value"] == 5
    for wrong in ({"ZB-A2": "R9"}, {"ZB-A99": "R1"}):
        with pytest.raises(UnknownReadings):
            InstalledRuleBook(RuleBook.installed(), wrong)


def test_services_and_people_ask_the_rules(zibo, weihai):
    answer = zibo.call("ask_rule", year=2020, question="exam_attempts", facts={})
    assert (answer["value"], answer["more"]["fee_yuan"]) == ("paid_resit", "10")
    answer = weihai.call("ask_rule", year=2019, question="exam_attempts", facts={"category": "public"})
    assert (answer["value"], answer["more"]["chances"], answer["clause"]) == ("restudy", 2, "WH19 一(一)")
    answer = zibo.call(
        "ask_rule", jurisdiction="371000", year=2019, question="points_conversion", facts={"points": 2000.0}
    )
    assert (answer["value"], answer["more"]["class_hours"]) == (5, "25")


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"year": 2020, "question": "weather"}, "UNKNOWN_QUESTION"),
        ({"year": 2035, "question": "fee", "facts": {"what": "public"}}, "NO_RULE_SET"),
        ({"year": 2020, "question": "fee", "jurisdiction": "110000"}, "UNKNOWN_JURISDICTION"),
        ({"year": 2020, "question": "fee", "facts": {"what": "tea"}}, "INVALID_FACT"),
        ({"year": 2020, "question": "next_attempt"}, "MISSING_FACT"),
    ],
)
def test_what_cannot_be_answered_is_typed(zibo, asked, reason):
    with pytest.raises(DomainError) as refused:
        zibo.call("ask_rule", **asked)
    assert refused.value.reason == reason
