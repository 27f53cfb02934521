"""More time for one person: granted with a reason, effective at once, never less."""

import pytest

from ce_kit.errors import DomainError
from ce_kit.testing.bus import person

HRSS = person("hu", ("hrss_admin", "unit-hrss"))


def grant(bank, exam_id, who="lin", **fields):
    return bank.call("grant_extension", HRSS, exam_id=exam_id, person_id=who, reason="考点停电 20 分钟", **fields)


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
    with pytest.raises(DomainError) as refused:
        grant(bank, bank.create()["exam_id"], **fields)
    assert refused.value.reason == "BAD_EXTENSION"


def test_an_attempt_that_was_handed_in_stays_as_it_is(bank):
    exam_id = bank.create()["exam_id"]
    before = bank.sit(exam_id, right=1)
    assert "deadline" not in grant(bank, exam_id, extra_minutes=20)
    assert bank.call("list_attempts")["attempts"][0]["deadline"] == before["deadline"]
