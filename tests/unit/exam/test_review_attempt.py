"""What an office sees of an attempt that is over: for appeals, corrections and flags, with a reason, audited."""

import pytest

from ce_kit.errors import DomainError
from ce_kit.testing.bus import person

HU = person("hu", ("city_admin", "unit-hrss"))


def review(exams, started, actor=HU, reason="申诉复核"):
    return exams.call("review_attempt", actor, attempt_id=started["attempt"]["attempt_id"], reason=reason)


def text_of(question, letters):
    return [option["text"] for option in question["options"] if option["label"] in letters]


@pytest.fixture
def started(bank):
    """An attempt at a paper with one, several and two options to choose from."""
    lines = [{"difficulty": f"DIFFICULTY_{one}", "count": 2} for one in ("EASY", "MEDIUM", "HARD")]
    return bank.start(bank.create(blueprint=lines)["exam_id"])


def test_the_paper_is_shown_as_it_was_with_the_key_and_what_was_chosen(bank, started, answers):
    handed = answers(started["paper"], right=4)
    bank.submit(started, handed)
    shown = review(bank, started)
    assert shown["attempt"] == bank.get(started)
    asked = ("number", "kind", "stem", "options", "points")
    assert [{name: one[name] for name in asked} for one in shown["questions"]] == started["paper"]["questions"]
    right = [text_of(one, one["key"]) for one in shown["questions"]]
    assert all(text.startswith(("right", "正确")) for texts in right for text in texts)
    assert sorted(map(len, right)) == [1, 1, 1, 1, 2, 2]
    assert [one["chosen"] for one in shown["questions"]] == ["".join(sorted(one["chosen"])) for one in handed]
    assert [one["chosen"] == one["key"] for one in shown["questions"]] == [True] * 4 + [False] * 2
    assert shown["handed_in"]["closing"] == "CLOSING_HANDED_IN"


def test_what_time_closed_shows_the_sheet_saved_last(bank, started, answers):
    bank.save(started, answers(started["paper"], right=6)[:1], sequence=1)
    bank.clock.advance(minutes=60)
    bank.sweep()
    shown = review(bank, started)
    assert shown["handed_in"]["closing"] == "CLOSING_TIME"
    assert [bool(one["chosen"]) for one in shown["questions"]] == [True] + [False] * 5


def test_sheets_that_do_not_count_are_shown(bank, started, answers):
    bank.submit(started, answers(started["paper"]))
    second = bank.submit(started, [])
    (aside,) = review(bank, started)["set_aside"]
    assert aside["request_id"] == second["request_id"]


def test_it_is_audited_with_its_reason_each_time(bank, started):
    bank.submit(started, [])
    review(bank, started)
    review(bank, started, reason="疑点核查")
    rows = bank.units.audits("attempt.reviewed")
    assert [(row["actor_id"], row["detail"]["reason"]) for row in rows] == [("hu", "申诉复核"), ("hu", "疑点核查")]
    assert {row["subject"] for row in rows} == {started["attempt"]["attempt_id"]}


def test_a_live_attempt_is_not_shown(bank, started):
    with pytest.raises(DomainError) as refused:
        review(bank, started)
    assert refused.value.reason == "ATTEMPT_LIVE"
    assert bank.units.audits("attempt.reviewed") == []
