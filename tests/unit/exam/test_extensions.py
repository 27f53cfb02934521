"""More time for one person: granted with a reason, effective at once, never less."""

import pytest

from ce_kit.errors import DomainError
from ce_kit.testing.bus import person

HRSS = person("hu", ("city_admin", "unit-hrss"))


def grant(bank, exam_id, who="lin", **fields):
    return bank.call("grant_extension", HRSS, exam_id=exam_id, person_id=who, reason="考点停电 20 分钟", **fields)


def refusal(call, *args, **fields):
    with pytest.raises(DomainError) as refused:
        call(*args, **fields)
    return refused.value


def test_an_open_attempt_gets_it_at_once_and_a_new_capability(bank, answers):
    exam_id = bank.create()["exam_id"]
    started, other = bank.start(exam_id), bank.start(exam_id, "wang")
    answer = grant(bank, exam_id, extra_minutes=20)
    assert answer["duration_minutes"] == 80
    assert answer["deadline"] == "2026-03-02T05:20:00.000000Z"
    assert bank.get(started)["deadline"] == "2026-03-02T05:20:00.000000Z"
    assert bank.get(other, "wang")["deadline"] == "2026-03-02T05:00:00.000000Z"
    again = bank.start(exam_id)
    assert again["attempt"]["attempt_id"] == started["attempt"]["attempt_id"]
    assert again["capability"] != started["capability"]
    bank.clock.advance(minutes=79)
    bank.sweep()
    bank.submit(started, answers(started["paper"]))
    assert bank.get(started)["mark"]["points"] == 100
    assert bank.get(other, "wang")["mark"]["points"] == 0


def test_it_is_audited_with_its_reason(bank):
    exam_id = bank.create()["exam_id"]
    answer = grant(bank, exam_id, closes_on="2026-04-05")
    assert answer["closes_at"] == "2026-04-05T16:00:00.000000Z"
    assert "deadline" not in answer
    (row,) = bank.units.audits("extension.granted")
    assert (row["actor_id"], row["subject"]) == ("hu", answer["extension_id"])
    assert (row["detail"]["reason"], row["detail"]["person_id"]) == ("考点停电 20 分钟", "lin")


def test_a_later_last_day_lets_its_person_begin_when_others_cannot(bank):
    exam_id = bank.create()["exam_id"]
    grant(bank, exam_id, closes_on="2026-04-05")
    bank.set_time("2026-04-05T23:30:00")
    assert bank.start(exam_id)["attempt"]["deadline"] == "2026-04-05T16:00:00.000000Z"
    with pytest.raises(DomainError) as refused:
        bank.start(exam_id, "wang")
    assert refused.value.reason == "EXAM_CLOSED"


@pytest.mark.parametrize("fields", [{}, {"closes_on": "2026-03-31"}, {"closes_on": "2026-03-01"}])
def test_what_extends_nothing_is_refused(bank, fields):
    error = refusal(grant, bank, bank.create()["exam_id"], **fields)
    assert error.reason == "BAD_EXTENSION"
    assert error.message == (
        "本人每次作答 60 分钟，截至 2026-04-01 00:00，此次延长不改变其中任何一项；"
        "请填写多于 0 的延长分钟数，或晚于现截止日且尚未过去的截止日"
    )
    assert bank.units.rows("extension") == []


def test_what_was_granted_already_is_refused_with_the_numbers(bank):
    exam_id = bank.create()["exam_id"]
    bank.start(exam_id)
    grant(bank, exam_id, extra_minutes=20, closes_on="2026-04-05")
    for fields in ({"extra_minutes": 20}, {"extra_minutes": 5, "closes_on": "2026-04-05"}, {"closes_on": "2026-04-03"}):
        error = refusal(grant, bank, exam_id, **fields)
        assert error.reason == "BAD_EXTENSION"
        assert error.metadata["duration_minutes"] == "80"
        assert error.metadata["closes_at"] == "2026-04-06 00:00"
        assert error.metadata["deadline"] == "2026-03-02 13:20"


def test_minutes_that_the_last_day_cuts_off_help_nobody_and_are_refused(bank, answers):
    exam_id = bank.create()["exam_id"]
    bank.set_time("2026-03-31T23:50:00")
    bank.start(exam_id)
    assert refusal(grant, bank, exam_id, extra_minutes=20).reason == "BAD_EXTENSION"
    answer = grant(bank, exam_id, extra_minutes=20, closes_on="2026-04-01")
    assert answer["deadline"] == "2026-03-31T17:10:00.000000Z"


def test_after_the_last_day_only_a_day_to_come_helps(bank):
    exam_id = bank.create()["exam_id"]
    bank.set_time("2026-04-05T12:00:00")
    for fields in ({"extra_minutes": 20}, {"closes_on": "2026-04-04"}):
        assert refusal(grant, bank, exam_id, **fields).reason == "BAD_EXTENSION"
    assert grant(bank, exam_id, closes_on="2026-04-05")["closes_at"] == "2026-04-05T16:00:00.000000Z"


def test_an_attempt_that_was_handed_in_stays_as_it_is(bank):
    exam_id = bank.create()["exam_id"]
    before = bank.sit(exam_id, right=1)
    assert "deadline" not in grant(bank, exam_id, extra_minutes=20)
    assert bank.call("list_attempts")["attempts"][0]["deadline"] == before["deadline"]


class TestAfterTheTimeRanOut:
    """No power, no network: time closed the attempt, and its person asks for more of it the next day."""

    def ran_out(self, service, exam_id, answers=None):
        started = service.start(exam_id)
        if answers is not None:
            service.save(started, answers(started["paper"]), sequence=1)
        service.clock.advance(hours=1)
        service.sweep()
        return started["attempt"]["attempt_id"]

    def test_in_zibo_the_next_attempt_costs_nothing(self, zibo):
        exam_id = zibo.create()["exam_id"]
        lost = self.ran_out(zibo, exam_id)
        assert refusal(zibo.start, exam_id).reason == "RESIT_UNPAID"
        assert grant(zibo, exam_id, extra_minutes=20)["excused_attempt_id"] == lost
        standing = zibo.standing(exam_id)
        assert (standing["status"], standing["attempts_used"]) == ("STANDING_STATUS_ELIGIBLE", 0)
        again = zibo.sit(exam_id, right=0)
        assert (again["number"], again["excused"]) == (2, False)
        assert refusal(zibo.start, exam_id).reason == "RESIT_UNPAID"

    def test_in_weihai_both_chances_are_left(self, weihai):
        exam_id = weihai.create()["exam_id"]
        lost = self.ran_out(weihai, exam_id)
        assert grant(weihai, exam_id, closes_on="2026-04-05")["excused_attempt_id"] == lost
        assert weihai.standing(exam_id)["attempts_used"] == 0
        for _ in range(2):
            weihai.sit(exam_id, right=0)
        assert refusal(weihai.start, exam_id).reason == "RESTUDY_NEEDED"
        assert [one["excused"] for one in weihai.call("list_attempts")["attempts"]] == [False, False, True]

    def test_an_excuse_is_audited_and_the_rules_are_told(self, weihai):
        exam_id = weihai.create()["exam_id"]
        lost = self.ran_out(weihai, exam_id)
        granted = grant(weihai, exam_id, extra_minutes=20)
        (row,) = weihai.units.audits("attempt.excused")
        assert (row["actor_id"], row["subject"]) == ("hu", lost)
        assert row["detail"] == {"extension_id": granted["extension_id"], "reason": "考点停电 20 分钟"}
        facts = weihai.units.facts("exam.attempt.graded.v1")
        assert [(one["version"], one["data"]["excused"]) for one in facts] == [(1, False), (2, True)]

    def test_a_mark_revised_after_the_excuse_is_told_with_the_next_version(self, weihai):
        exam_id = weihai.create()["exam_id"]
        lost = self.ran_out(weihai, exam_id)
        grant(weihai, exam_id, extra_minutes=20)
        asked = {"attempt_id": lost, "points": 30, "reason": "漏登主观加分"}
        correction = weihai.call("request_correction", HRSS, **asked)["correction"]
        ma = person("ma", ("city_admin", "unit-hrss"))
        weihai.call("decide_correction", ma, correction_id=correction["correction_id"], accept=True)
        told = [(one["version"], one["data"]["mark"]) for one in weihai.units.facts("exam.attempt.graded.v1")]
        assert told == [(1, 0), (2, 0), (3, 30)]

    def test_what_was_passed_or_handed_in_is_not_excused(self, weihai, answers):
        exam_id = weihai.create()["exam_id"]
        weihai.sit(exam_id, right=0)
        assert grant(weihai, exam_id, extra_minutes=20)["excused_attempt_id"] == ""
        self.ran_out(weihai, exam_id, answers)
        assert grant(weihai, exam_id, extra_minutes=30)["excused_attempt_id"] == ""
        assert weihai.standing(exam_id)["attempts_used"] == 2

    def test_only_the_last_attempt_is_excused_and_only_once(self, zibo):
        exam_id = zibo.create()["exam_id"]
        self.ran_out(zibo, exam_id)
        zibo.pay(exam_id, "lin")
        second = self.ran_out(zibo, exam_id)
        assert grant(zibo, exam_id, extra_minutes=20)["excused_attempt_id"] == second
        assert grant(zibo, exam_id, extra_minutes=30)["excused_attempt_id"] == ""
        assert zibo.standing(exam_id)["attempts_used"] == 1

    def test_while_it_is_being_closed_one_waits(self, zibo):
        exam_id = zibo.create()["exam_id"]
        zibo.start(exam_id)
        zibo.clock.advance(hours=2)
        assert refusal(grant, zibo, exam_id, extra_minutes=20).reason == "AWAITING_MARK"
        zibo.sweep()
        assert grant(zibo, exam_id, extra_minutes=20)["excused_attempt_id"]

    def test_an_attempt_over_for_less_than_the_grant_goes_on(self, zibo):
        exam_id = zibo.create()["exam_id"]
        started = zibo.start(exam_id)
        zibo.clock.advance(minutes=60, seconds=5)
        assert grant(zibo, exam_id, extra_minutes=20)["excused_attempt_id"] == ""
        assert zibo.start(exam_id)["attempt"]["attempt_id"] == started["attempt"]["attempt_id"]
