"""How often a person may sit: paid resits, new study, or without limit, under any order of events."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ce_kit.db.once import AlreadyHandled
from ce_kit.errors import DomainError
from ce_kit.ids import new_id
from ce_kit.testing.bus import event

PASS, FAIL = 5, 0


def refusal(call, *args, **kwargs):
    with pytest.raises(DomainError) as refused:
        call(*args, **kwargs)
    return refused.value


class TestPaidResits:
    def test_after_a_failure_the_resit_must_be_paid_first(self, zibo):
        exam_id = zibo.create()["exam_id"]
        zibo.sit(exam_id, right=FAIL)
        unpaid = refusal(zibo.start, exam_id)
        assert unpaid.reason == "RESIT_UNPAID"
        assert unpaid.message == "已考 1 次未合格，补考费 10 元，请先缴纳（ZB20 三(三)）"
        order = {"product": "resit", "reference": exam_id, "fee_fen": "1000", "clause": "ZB20 三(三)"}
        assert order.items() <= unpaid.metadata.items()
        assert zibo.standing(exam_id)["message"] == unpaid.message

    def test_a_paid_resit_opens_one_more_attempt_and_only_one(self, zibo):
        exam_id = zibo.create()["exam_id"]
        zibo.sit(exam_id, right=FAIL)
        zibo.pay(exam_id, "lin")
        assert zibo.sit(exam_id, right=FAIL)["number"] == 2
        assert refusal(zibo.start, exam_id).reason == "RESIT_UNPAID"

    def test_resits_are_not_limited(self, zibo):
        exam_id = zibo.create()["exam_id"]
        for number in range(1, 6):
            assert zibo.sit(exam_id, right=FAIL)["number"] == number
            zibo.pay(exam_id, "lin")

    def test_an_employer_pays_for_several_people_in_one_order(self, zibo):
        exam_id = zibo.create()["exam_id"]
        for who in ("lin", "wang", "zhao"):
            zibo.sit(exam_id, right=FAIL, actor=who)
        zibo.pay(exam_id, "lin", "wang", "wang")
        zibo.sit(exam_id, right=FAIL)
        zibo.sit(exam_id, right=FAIL, actor="wang")
        zibo.sit(exam_id, right=FAIL, actor="wang")
        for who in ("lin", "wang", "zhao"):
            assert refusal(zibo.start, exam_id, who).reason == "RESIT_UNPAID"

    def test_the_same_payment_told_twice_opens_one_attempt(self, zibo):
        exam_id, event_id, order_id = zibo.create()["exam_id"], new_id(), new_id()
        zibo.sit(exam_id, right=FAIL)
        zibo.pay(exam_id, "lin", event_id=event_id, order_id=order_id)
        with pytest.raises(AlreadyHandled):
            zibo.pay(exam_id, "lin", event_id=event_id, order_id=order_id)
        zibo.pay(exam_id, "lin", order_id=order_id)  # the same order under another event id
        zibo.sit(exam_id, right=FAIL)
        assert refusal(zibo.start, exam_id).reason == "RESIT_UNPAID"

    def test_a_payment_may_come_before_the_failure(self, zibo):
        exam_id = zibo.create()["exam_id"]
        zibo.pay(exam_id, "lin")
        zibo.sit(exam_id, right=FAIL)
        assert zibo.sit(exam_id, right=PASS)["mark"]["passed"] is True

    def test_other_products_open_nothing_and_a_resit_of_no_exam_of_ours_is_noted(self, zibo):
        exam_id = zibo.create()["exam_id"]
        zibo.sit(exam_id, right=FAIL)
        lines = [
            {"product": "course", "reference": exam_id, "person_id": "lin"},
            {"product": "resit", "reference": "no-exam", "person_id": "lin"},
        ]
        zibo.hear_payment({"order_id": "order-1", "payer_id": "lin", "lines": lines, "paid_at": ""})
        assert refusal(zibo.start, exam_id).reason == "RESIT_UNPAID"
        (noted,) = zibo.units.audits("resit.unmatched")
        assert (noted["subject"], noted["detail"]) == ("order-1", {"line": 2, "reference": "no-exam"})

    def test_a_second_exam_of_the_year_gives_no_second_free_attempt(self, zibo):
        first, second = zibo.create()["exam_id"], zibo.create()["exam_id"]
        zibo.sit(first, right=FAIL)
        assert refusal(zibo.start, second).reason == "RESIT_UNPAID"
        zibo.pay(second, "lin")
        assert zibo.sit(second, right=PASS)["number"] == 2
        assert refusal(zibo.start, first).reason == "ALREADY_PASSED"

    def test_after_the_last_day_nobody_is_asked_to_pay(self, zibo):
        exam_id = zibo.create()["exam_id"]
        zibo.sit(exam_id, right=FAIL)
        zibo.set_time("2026-04-01T00:00:00")
        assert zibo.standing(exam_id)["status"] == "STANDING_STATUS_CLOSED"

    def test_money_cannot_be_turned_into_new_study(self, zibo):
        exam_id = zibo.create()["exam_id"]
        zibo.sit(exam_id, right=FAIL)
        assert refusal(zibo.call, "request_restudy", exam_id=exam_id).reason == "RESTUDY_NOT_NEEDED"


class TestNewStudy:
    def test_two_chances_then_new_study_is_needed(self, weihai):
        exam_id = weihai.create()["exam_id"]
        weihai.sit(exam_id, right=FAIL)
        weihai.sit(exam_id, right=FAIL)
        needed = refusal(weihai.start, exam_id)
        assert needed.reason == "RESTUDY_NEEDED"
        assert needed.message == "2 次考试均未合格，须先申请重新学习（WH19 一(一)）"

    def test_new_study_begins_a_round_and_is_told(self, weihai):
        exam_id = weihai.create()["exam_id"]
        weihai.sit(exam_id, right=FAIL)
        weihai.sit(exam_id, right=FAIL)
        answer = weihai.call("request_restudy", exam_id=exam_id)
        assert answer["round"] == 2
        (fact,) = weihai.units.facts("exam.restudy.granted.v1")
        assert fact["subject"] == answer["restudy_id"]
        assert fact["data"] == {
            "restudy_id": answer["restudy_id"],
            "person_id": "lin",
            "exam_id": exam_id,
            "year": 2026,
            "category": "public",
            "round": 2,
        }
        assert weihai.units.audits("restudy.granted")[0]["detail"]["clause"] == "WH19 一(一)"

    def test_new_chances_open_when_the_hours_of_the_new_round_are_complete(self, weihai):
        exam_id = weihai.create(min_study_hours="25")["exam_id"]
        weihai.study("25")
        weihai.sit(exam_id, right=FAIL)
        weihai.sit(exam_id, right=FAIL)
        weihai.call("request_restudy", exam_id=exam_id)
        missing = refusal(weihai.start, exam_id)
        assert missing.reason == "HOURS_MISSING"
        assert missing.message == "2026 年度第 2 轮已完成 0 学时，需 25 学时，还差 25 学时，请先完成学习"
        weihai.study("25")  # a late event of the first round
        assert refusal(weihai.start, exam_id).reason == "HOURS_MISSING"
        weihai.study("25", round_number=2)
        first = weihai.sit(exam_id, right=FAIL)
        assert (first["number"], first["round"]) == (3, 2)
        weihai.sit(exam_id, right=FAIL)
        assert refusal(weihai.start, exam_id).reason == "RESTUDY_NEEDED"
        assert weihai.call("request_restudy", exam_id=exam_id)["round"] == 3

    def test_it_is_refused_while_a_chance_is_left(self, weihai):
        exam_id = weihai.create()["exam_id"]
        for _ in range(2):
            error = refusal(weihai.call, "request_restudy", exam_id=exam_id)
            assert error.reason == "RESTUDY_NOT_NEEDED"
            assert error.message == "现在不需要重新学习：可以开始考试"
            weihai.sit(exam_id, right=FAIL)

    def test_two_clicks_begin_one_round(self, weihai):
        exam_id = weihai.create()["exam_id"]
        weihai.sit(exam_id, right=FAIL)
        weihai.sit(exam_id, right=FAIL)
        weihai.call("request_restudy", exam_id=exam_id)
        assert refusal(weihai.call, "request_restudy", exam_id=exam_id).reason == "RESTUDY_NOT_NEEDED"
        assert len(weihai.units.rows("restudy")) == 1

    def test_the_last_attempt_must_have_its_mark(self, weihai):
        exam_id = weihai.create()["exam_id"]
        weihai.sit(exam_id, right=FAIL)
        weihai.start(exam_id)
        assert refusal(weihai.call, "request_restudy", exam_id=exam_id).reason == "RESTUDY_NOT_NEEDED"
        weihai.clock.advance(hours=1)
        assert refusal(weihai.call, "request_restudy", exam_id=exam_id).reason == "RESTUDY_NOT_NEEDED"
        weihai.sweep()
        assert weihai.call("request_restudy", exam_id=exam_id)["round"] == 2

    def test_after_the_last_day_no_round_begins_that_could_not_end(self, weihai):
        exam_id = weihai.create()["exam_id"]
        weihai.sit(exam_id, right=FAIL)
        weihai.sit(exam_id, right=FAIL)
        weihai.set_time("2026-04-01T00:00:00")
        assert refusal(weihai.call, "request_restudy", exam_id=exam_id).reason == "EXAM_CLOSED"

    def test_payment_opens_nothing_where_study_is_asked_for(self, weihai):
        exam_id = weihai.create()["exam_id"]
        weihai.sit(exam_id, right=FAIL)
        weihai.sit(exam_id, right=FAIL)
        weihai.pay(exam_id, "lin")
        assert refusal(weihai.start, exam_id).reason == "RESTUDY_NEEDED"


class TestPassed:
    @pytest.mark.parametrize("city", ["zibo", "weihai", "bank"])
    def test_who_has_passed_sits_no_more(self, city, request):
        service = request.getfixturevalue(city)
        exam_id = service.create()["exam_id"]
        service.sit(exam_id, right=PASS)
        error = refusal(service.start, exam_id)
        assert (error.reason, error.message) == ("ALREADY_PASSED", "已考试合格，无需再考")
        assert refusal(service.call, "request_restudy", exam_id=exam_id).reason == "RESTUDY_NOT_NEEDED"

    def test_where_no_notice_limits_attempts_a_failure_costs_nothing(self, bank):
        exam_id = bank.create()["exam_id"]
        for number in range(1, 5):
            assert bank.sit(exam_id, right=FAIL)["number"] == number
        assert bank.standing(exam_id)["attempts_allowed"] == 0


class TestCompletions:
    def completed(self, **data):
        given = {
            "enrolment_id": "e1",
            "person_id": "lin",
            "year": 2026,
            "category": "public",
            "hours": "10",
            "round": 1,
        }
        return event("learning.course.completed.v1", {**given, **data})

    def have(self, service):
        return service.standing(service.create()["exam_id"])["hours_have"]

    def test_told_twice_they_count_once(self, bank):
        told = self.completed()
        bank.complete([told, self.completed(enrolment_id="e2", hours="7.5"), told])
        bank.complete([told])
        bank.complete([self.completed()])  # the same enrolment under another event id
        assert self.have(bank) == "17.5"

    def test_fields_a_newer_learning_service_adds_are_ignored(self, bank):
        bank.complete([self.completed(title="信息化", part="required", completed_on="2026-03-02", colour="red")])
        assert self.have(bank) == "10"


OPERATIONS = st.lists(
    st.sampled_from(
        ["fail", "pass", "start A", "start B", "time", "sweep", "pay A", "pay B", "restudy", "study", "study next"]
    ),
    min_size=1,
    max_size=25,
)


def run(service, operations, exams):
    """Do what a person, a clock and other services might do, in any order; refusals are part of life."""
    live, paid, rounds = None, 0, 1
    for operation in operations:
        try:
            match operation.split():
                case ["start", which]:
                    live = service.start(exams[which])
                case ["fail" | "pass"] if live is not None:
                    service.submit(live, _sheet(live, operation))
                case ["time"]:
                    service.clock.advance(minutes=31)
                case ["sweep"]:
                    service.sweep()
                case ["pay", which]:
                    service.pay(exams[which], "lin")
                    paid += 1
                case ["restudy"]:
                    rounds = service.call("request_restudy", exam_id=exams["A"])["round"]
                case ["study", *ahead]:
                    service.study("10", round_number=rounds + len(ahead))
        except DomainError:
            pass
    return paid


def _sheet(live, operation):
    answers = []
    for one in live["paper"]["questions"]:
        good = next(option["label"] for option in one["options"] if option["text"].startswith("right"))
        bad = next(option["label"] for option in one["options"] if option["label"] != good)
        answers.append({"number": one["number"], "chosen": good if operation == "pass" else bad})
    return answers


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(OPERATIONS, st.sampled_from(["zibo", "weihai"]), st.sampled_from(["0", "10"]))
def test_attempts_never_exceed_what_the_rules_allow(make_exams, operations, city, hours):
    zibo = {"value": "paid_resit", "clause": "ZB20 三(三)", "more": {"fee_yuan": "10"}}
    weihai = {"value": "restudy", "clause": "WH19 一(一)", "more": {"chances": 2}}
    service = make_exams(zibo if city == "zibo" else weihai)
    exams = {which: service.create(min_study_hours=hours)["exam_id"] for which in "AB"}
    paid = run(service, operations, exams)

    attempts = service.units.rows("attempt")
    marks = {one["attempt_id"]: one["passed"] for one in service.units.rows("mark")}
    by_number = sorted(attempts, key=lambda one: one["number"])
    assert [one["number"] for one in by_number] == list(range(1, len(attempts) + 1))
    assert sum(one["closed_at"] is None for one in attempts) <= 1
    if city == "zibo":
        assert len(attempts) <= 1 + paid
        assert {one["round"] for one in attempts} <= {1}
    else:
        rounds = [one["round"] for one in by_number]
        assert all(rounds.count(number) <= 2 for number in rounds)
        assert rounds == sorted(rounds)
        # a round begins only when all chances of the one before were failed
        for restudy in service.units.rows("restudy"):
            before = [one for one in attempts if one["round"] == restudy["round"] - 1]
            assert [marks[one["attempt_id"]] for one in before] == [False, False]
    passed_at = [one["number"] for one in by_number if marks.get(one["attempt_id"])]
    assert passed_at in ([], [len(attempts)])  # nothing begins after a pass
    facts = service.units.facts("exam.attempt.graded.v1")
    assert {fact["data"]["attempt_id"]: fact["data"]["passed"] for fact in facts} == marks
    assert len(facts) == len(marks)
    if hours != "0":
        studied = {one["round"] for one in service.units.rows("study")}
        assert {one["round"] for one in attempts} <= studied
