"""What a failure leads to: as the rules answer, never as a neighbour's notice says."""

import pytest

from ce_exam.adapters.rules import CreditRules
from ce_exam.domain.attempt_policy import AfterFailure, RuleAnswer, policy_from, yuan
from ce_exam.domain.errors import ExamNotNeeded, RulesUnclear
from ce_exam.domain.item import Category
from ce_kit.errors import ServiceFault, Unavailable
from ce_nameko.testing import FakeAsks


def asked(answer):
    credit = FakeAsks(ask_rule=answer)
    return policy_from(CreditRules(credit).after_failure(2020, Category.PUBLIC), 2020), credit


def test_zibo_a_resit_is_paid_and_their_number_is_not_limited():
    more = {"chances": None, "fee_yuan": "10"}
    policy, credit = asked({"value": "paid_resit", "clause": "ZB20 三(三)", "source": "s", "reason": "r", "more": more})
    assert policy.after_failure is AfterFailure.PAID_RESIT
    assert (policy.resit_fee_fen, policy.clause) == (1000, "ZB20 三(三)")
    assert [policy.allowed(1, paid) for paid in (0, 1, 7)] == [1, 2, 8]
    assert policy.text == "考试不合格可缴费补考，每次 10 元，次数不限（ZB20 三(三)）"
    assert credit.asked == [
        ("ask_rule", {"jurisdiction": "", "year": 2020, "question": "exam_attempts", "facts": {"category": "public"}})
    ]


def answer_of_weihai(chances_after):
    def answer(payload):
        chances = 2 if payload["question"] == "exam_attempts" else chances_after
        return {"value": "restudy", "clause": "WH19 一(一)", "source": "s", "reason": "r", "more": {"chances": chances}}

    return answer


@pytest.mark.parametrize("chances_after", [2, 1])  # the readings R1 and R2 of WH-A7
def test_weihai_two_chances_then_new_study_then_as_many_as_the_reading_says(chances_after):
    policy, credit = asked(answer_of_weihai(chances_after))
    assert policy.after_failure is AfterFailure.RESTUDY
    assert [policy.allowed(number, 0) for number in (1, 2, 3)] == [2, chances_after, chances_after]
    assert policy.allowed(1, 5) == 2  # money opens nothing here
    assert credit.asked[1][1]["facts"] == {"category": "public", "failed": 2, "restudy": True}


@pytest.mark.parametrize("value", ["silent", "unknown"])
def test_where_the_notice_says_nothing_attempts_are_not_limited_and_the_policy_says_so(value):
    policy, _ = asked({"value": value, "clause": "BZ21 二(一)", "source": "s", "reason": "次数和补考没有规定"})
    assert policy.after_failure is AfterFailure.NOTHING
    assert policy.allowed(1, 0) is None
    assert policy.text == "次数和补考没有规定（BZ21 二(一)）；本平台不限次数，不收费"


def test_where_there_is_no_rule_set_the_policy_says_that():
    policy, _ = asked(ServiceFault("NOT_FOUND", "NO_RULE_SET", "没有规则"))
    assert policy.after_failure is AfterFailure.NOTHING
    assert policy.text == "2020 年度没有适用的文件；本平台不限次数，不收费"


def test_where_the_notice_wants_no_exam_none_can_be_created():
    with pytest.raises(ExamNotNeeded) as refused:
        asked({"value": "none_needed", "clause": "ZB20 三(二)1", "source": "s", "reason": "专业科目不需要考试"})
    assert refused.value.message == "专业科目不需要考试（ZB20 三(二)1）"


@pytest.mark.parametrize("answer", [RuleAnswer("lottery"), RuleAnswer("restudy", chances=None)])
def test_an_answer_that_cannot_be_carried_out_is_not_guessed_at(answer):
    with pytest.raises(RulesUnclear):
        policy_from(answer, 2020)


@pytest.mark.parametrize("error", [Unavailable("credit is away"), ServiceFault("INTERNAL", "INTERNAL", "?")])
def test_when_credit_does_not_answer_nothing_is_assumed(error):
    with pytest.raises(type(error)):
        asked(error)


@pytest.mark.parametrize(("fen", "text"), [(1000, "10"), (950, "9.5"), (1, "0.01"), (0, "0"), (12345, "123.45")])
def test_money_is_written_exactly(fen, text):
    assert yuan(fen) == text
