"""Flags: found by what was handed in and when, for a person to look at, without any consequence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_exam.domain.integrity import FlagKind, Sheet, flags_of
from ce_kit.errors import DomainError
from ce_kit.testing.bus import person

HU = person("hu", ("city_admin", "unit-hrss"))


def sheet(name, wrong, seconds=600, passed=True, items=10):
    """A sheet of items i0, i1, …; `wrong` by item."""
    return Sheet(name, seconds, passed, {f"i{number}": wrong.get(number, "") for number in range(items)})


def crowd(count=200, items=10):
    """People who each miss one question in a way of their own, and one that everybody misses."""
    return [sheet(f"p{number}", {0: "A", 1 + number % 9: "BC"[number % 2]}, items=items) for number in range(count)]


SAME = dict.fromkeys(range(1, 7), "D")


class TestRules:
    def test_two_sheets_with_the_same_uncommon_mistakes(self):
        (flag,) = flags_of([*crowd(), sheet("x", SAME), sheet("y", SAME)])
        assert (flag.kind, flag.attempt_id, flag.other_attempt_id) == (FlagKind.ALIKE, "x", "y")
        assert flag.numbers == {"shared": 6, "common": 10}
        assert "6 处相同的少见错误" in flag.text

    def test_mistakes_that_many_make_say_nothing(self):
        """Everybody falls for the same distractors: the questions are hard, nobody copied."""
        assert flags_of([sheet(f"p{number}", SAME) for number in range(50)]) == []

    def test_the_same_right_answers_say_nothing(self):
        assert flags_of([sheet("x", {}), sheet("y", {})]) == []

    def test_too_few_shared_mistakes_say_nothing(self):
        few = dict(list(SAME.items())[:4])
        assert flags_of([*crowd(), sheet("x", few), sheet("y", few)]) == []

    @pytest.mark.parametrize(("seconds", "passed", "flagged"), [(29, True, True), (30, True, False), (5, False, False)])
    def test_passed_in_less_time_than_reading_takes(self, seconds, passed, flagged):
        found = flags_of([sheet("x", {}, seconds, passed)])
        assert [(one.kind, one.numbers) for one in found] == [
            (FlagKind.FAST, {"seconds": seconds, "questions": 10})
        ] * flagged

    @given(st.lists(st.dictionaries(st.integers(0, 9), st.sampled_from("ABC")), max_size=12))
    def test_whatever_is_handed_in_a_pair_is_flagged_once_and_with_its_numbers(self, sheets):
        found = flags_of([sheet(f"p{number:02}", wrong) for number, wrong in enumerate(sheets)])
        pairs = [(one.attempt_id, one.other_attempt_id) for one in found]
        assert len(set(pairs)) == len(pairs)
        for one in found:
            first, second = (sheets[int(name[1:])] for name in (one.attempt_id, one.other_attempt_id))
            same = sum(first.get(item) == letters for item, letters in second.items())
            assert 5 <= one.numbers["shared"] <= same


class TestLooking:
    @pytest.fixture
    def looked(self, bank):
        bank.exam_id = bank.create()["exam_id"]
        bank.attempt = bank.sit(bank.exam_id, right=5)
        bank.start(bank.exam_id, "live")
        bank.found = bank.call("look_for_flags", HU, exam_id=bank.exam_id)
        return bank

    def flags(self, exams, **payload):
        return exams.call("list_flags", HU, exam_id=exams.exam_id, **payload)["flags"]

    def test_what_is_found_is_listed_with_words_and_numbers(self, looked):
        assert looked.found == {"sheets": 1, "raised": 1}
        (flag,) = self.flags(looked)
        assert (flag["kind"], flag["attempt_id"]) == ("FLAG_KIND_FAST", looked.attempt["attempt_id"])
        assert flag["numbers"] == {"seconds": 0, "questions": 5}
        assert flag["text"] == "5 题用时 0 秒且成绩合格，请人工核对"

    def test_looking_again_raises_nothing_twice(self, looked):
        assert looked.call("look_for_flags", HU, exam_id=looked.exam_id) == {"sheets": 1, "raised": 0}
        assert len(self.flags(looked)) == 1

    def test_a_flag_changes_nothing_for_its_person(self, looked):
        assert looked.standing(looked.exam_id)["status"] == "STANDING_STATUS_PASSED"
        facts = looked.units.facts("exam.attempt.graded.v1")
        assert [(one["version"], one["data"]["passed"]) for one in facts] == [(1, True)]

    def test_it_is_closed_with_a_note_and_stays_closed(self, looked):
        (flag,) = self.flags(looked)
        close = {"flag_id": flag["flag_id"], "note": "本人在现场练习过，属实"}
        assert looked.call("close_flag", HU, **close) == {}
        with pytest.raises(DomainError) as again:
            looked.call("close_flag", HU, **close)
        assert again.value.reason == "ALREADY_DECIDED"
        looked.call("look_for_flags", HU, exam_id=looked.exam_id)
        assert self.flags(looked) == []
        (closed,) = self.flags(looked, with_closed=True)
        assert (closed["closed"], closed["note"], closed["closed_by"]) == (True, close["note"], "hu")
        (audit,) = looked.units.audits("integrity.flag_closed")
        assert audit["subject"] == flag["flag_id"]

    def test_an_unknown_flag_is_refused(self, looked):
        with pytest.raises(DomainError) as refused:
            looked.call("close_flag", HU, flag_id="nothing", note="x")
        assert refused.value.reason == "FLAG_NOT_FOUND"
