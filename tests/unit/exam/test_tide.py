"""Closing waits for what is still in the queue; one attempt that cannot be graded holds nobody up."""

from datetime import UTC, datetime, timedelta

import pytest

from ce_exam.application import close_attempts
from ce_exam.application.tide import Tide

NOON = datetime(2026, 12, 31, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class TestTide:
    def test_an_empty_queue_holds_nothing_back(self):
        assert Tide().look(NOON, 0) == NOON

    def test_with_a_backlog_only_what_was_taken_out_is_settled(self):
        tide = Tide()
        tide.look(NOON, 0)
        tide.took(NOON + MINUTE)
        assert tide.look(NOON + 5 * MINUTE, 7000) == NOON + MINUTE

    def test_a_process_that_has_seen_nothing_closes_nothing(self):
        assert Tide().look(NOON, 1) < NOON - timedelta(days=365)

    def test_without_the_broker_nothing_new_is_closed(self):
        tide = Tide()
        tide.look(NOON, 0)
        tide.took(NOON + MINUTE)
        assert tide.look(NOON + 5 * MINUTE, None) == NOON

    def test_it_never_runs_ahead_of_the_clock(self):
        tide = Tide()
        tide.took(NOON + MINUTE)
        assert tide.look(NOON, 1) == NOON


def test_while_sheets_of_the_time_before_wait_in_the_queue_nobody_is_closed_by_time(bank, answers):
    exam_id = bank.create()["exam_id"]
    started = bank.start(exam_id)
    bank.save(started, answers(started["paper"], right=1), sequence=1)
    bank.clock.advance(minutes=59)
    handed = bank.job(started, answers(started["paper"]), "submit", 2, "lin", bank.clock.now())
    bank.tide, bank.in_queue = Tide(), 1
    bank.clock.advance(minutes=30)
    bank.sweep()
    assert bank.get(started)["state"] == "ATTEMPT_STATE_CLOSED"
    assert bank.units.rows("submission") == []
    bank.receive(handed)
    bank.in_queue = 0
    bank.sweep()
    assert bank.get(started)["mark"]["points"] == 100
    assert len(bank.units.facts("exam.attempt.graded.v1")) == 1


@pytest.fixture
def failing(monkeypatch):
    """Grading fails for one sheet until told otherwise."""
    graded, broken = close_attempts.points_of, set()

    def points(drawn, key, sheet, *others):
        if sheet.sha256 in broken:
            raise ZeroDivisionError
        return graded(drawn, key, sheet, *others)

    monkeypatch.setattr(close_attempts, "points_of", points)
    return broken


def test_an_overdue_attempt_that_cannot_be_graded_is_closed_alone_and_graded_when_it_can_be(bank, answers, failing):
    exam_id = bank.create()["exam_id"]
    mine, theirs = bank.start(exam_id), bank.start(exam_id, "wang")
    saved = bank.save(mine, answers(mine["paper"])[:3], sequence=1)  # no other sheet is like it
    bank.save(theirs, answers(theirs["paper"], right=2), sequence=1, actor="wang")
    failing.add(saved["answers_sha256"])
    bank.clock.advance(hours=1)
    bank.sweep()
    bank.sweep()
    assert bank.get(theirs, "wang")["mark"]["points"] == 40
    assert bank.get(mine)["state"] == "ATTEMPT_STATE_CLOSED"
    bank.service().grade_left()
    assert "mark" not in bank.get(mine)
    failing.clear()
    bank.service().grade_left()
    bank.service().grade_left()
    assert bank.get(mine)["mark"]["points"] == 60
    assert len(bank.units.facts("exam.attempt.graded.v1")) == 2


def test_a_sheet_that_was_set_aside_as_ungradable_has_one_result_when_it_is_graded(bank, answers, failing):
    started = bank.start(bank.create()["exam_id"])
    handed = bank.job(started, answers(started["paper"]), "submit", 1, "lin", bank.clock.now())
    failing.add(handed["answers_sha256"])
    bank.receive(handed)
    assert [one["reason"] for one in bank.units.rows("set_aside")] == ["ungradable"]
    failing.clear()
    bank.service().grade_left()
    view = bank.call("get_attempt", attempt_id=started["attempt"]["attempt_id"])
    assert view["attempt"]["mark"]["points"] == 100
    assert (view["handed_in"]["request_id"], view["set_aside"]) == (handed["request_id"], [])


class TestALateSheetThatCannotBeGraded:
    """It was received in time and settled after its attempt was closed by time; grading fails on it for a while."""

    def late(self, bank, answers, failing, kind="submit"):
        started = bank.start(bank.create()["exam_id"])
        bank.save(started, answers(started["paper"], right=1), sequence=1)
        bank.clock.advance(minutes=59)
        late = bank.job(started, answers(started["paper"], right=4), kind, 2, "lin", bank.clock.now())
        bank.clock.advance(minutes=30)
        bank.sweep()
        failing.add(late["answers_sha256"])
        bank.receive(late)
        return started, late

    def view(self, bank, started):
        return bank.call("get_attempt", attempt_id=started["attempt"]["attempt_id"])

    @pytest.mark.parametrize("kind", ["submit", "save"])
    def test_its_owner_is_told_although_there_is_a_mark(self, bank, answers, failing, kind):
        started, late = self.late(bank, answers, failing, kind)
        bank.service().grade_left()
        view = self.view(bank, started)
        assert view["attempt"]["mark"]["points"] == 20
        (told,) = view["set_aside"]
        assert (told["request_id"], told["reason"]) == (late["request_id"], "SET_ASIDE_REASON_UNGRADABLE")

    @pytest.mark.parametrize("kind", ["submit", "save"])
    def test_it_takes_its_place_when_it_can_be_graded(self, bank, answers, failing, kind):
        started, late = self.late(bank, answers, failing, kind)
        failing.clear()
        for _ in range(2):
            bank.service().grade_left()
        view = self.view(bank, started)
        assert view["attempt"]["mark"]["points"] == 80
        assert (view["handed_in"]["request_id"], view["set_aside"]) == (late["request_id"], [])
        assert [one["version"] for one in bank.units.facts("exam.attempt.graded.v1")] == [1, 2]

    def test_another_sheet_handed_in_meanwhile_counts_and_its_owner_is_told(self, bank, answers, failing):
        started, late = self.late(bank, answers, failing)
        received_at = datetime.fromisoformat(late["received_at"])
        other = bank.job(started, answers(started["paper"]), "submit", 3, "lin", received_at + timedelta(seconds=1))
        bank.receive(other)
        failing.clear()
        for _ in range(2):
            bank.service().grade_left()
        view = self.view(bank, started)
        assert view["handed_in"]["request_id"] == other["request_id"]
        assert [one["reason"] for one in view["set_aside"]] == ["SET_ASIDE_REASON_HANDED_IN_BEFORE"]

    def test_one_that_fails_again_holds_no_other_up(self, bank, answers, failing):
        first, stuck = self.late(bank, answers, failing)
        other = bank.start(first["attempt"]["exam_id"], "wang")
        bank.clock.advance(minutes=59)
        late = bank.job(other, answers(other["paper"])[:2], "submit", 1, "wang", bank.clock.now())
        bank.clock.advance(minutes=30)
        bank.sweep()
        failing.add(late["answers_sha256"])
        bank.receive(late)
        failing.remove(late["answers_sha256"])
        bank.service().grade_left()
        assert bank.get(other, "wang")["mark"]["points"] == 40
        assert [one["request_id"] for one in bank.units.rows("set_aside")] == [stuck["request_id"]]
