"""Marks after the first: two people for each change, everything kept, everybody told with the next version."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from ce_exam.adapters.mark_tables import appeal_step
from ce_exam.adapters.workdays import CalendarWorkdays
from ce_exam.domain.rescore import points_after
from ce_kit.errors import DomainError
from ce_kit.testing.bus import person

HRSS = ("city_admin", "unit-hrss")
HU, MA = person("hu", HRSS), person("ma", HRSS)


def refusal(call, *args, **kwargs):
    with pytest.raises(DomainError) as refused:
        call(*args, **kwargs)
    return refused.value


@pytest.fixture
def failed(zibo):
    """Lin sat the exam with two of five right: 40 points, 60 to pass."""
    zibo.exam_id = zibo.create()["exam_id"]
    zibo.attempt_id = zibo.sit(zibo.exam_id, right=2)["attempt_id"]
    return zibo


def ask(exams, points=60, actor=HU):
    payload = {"attempt_id": exams.attempt_id, "points": points, "reason": "漏登主观加分"}
    return exams.call("request_correction", actor, **payload)["correction"]["correction_id"]


def decide(exams, correction_id, actor=MA, **payload):
    return exams.call("decide_correction", actor, **{"correction_id": correction_id, "accept": True, **payload})


def told(exams):
    return [
        (one["version"], one["data"]["mark"], one["data"]["passed"])
        for one in exams.units.facts("exam.attempt.graded.v1")
    ]


def history(exams, actor="lin"):
    return exams.call("get_mark_history", actor, attempt_id=exams.attempt_id)


class TestCorrections:
    def test_nothing_changes_until_another_person_accepts(self, failed):
        correction_id = ask(failed)
        assert told(failed) == [(1, 40, False)]
        assert refusal(decide, failed, correction_id, actor=HU).reason == "SECOND_PERSON_NEEDED"
        assert decide(failed, correction_id) == {"version": 2}
        assert told(failed) == [(1, 40, False), (2, 60, True)]
        assert failed.standing(failed.exam_id)["status"] == "STANDING_STATUS_PASSED"

    def test_the_first_mark_stays_and_the_revision_says_who_and_why(self, failed):
        decide(failed, ask(failed))
        (row,) = failed.units.rows("mark_revision")
        assert (row["reversed_points"], row["points"], row["asked_by"], row["confirmed_by"]) == (40, 60, "hu", "ma")
        assert failed.units.rows("mark")[0]["points"] == 40
        (audit,) = failed.units.audits("mark.revised")
        assert (audit["detail"]["from"], audit["detail"]["to"], audit["actor_id"]) == (40, 60, "ma")
        first, second = history(failed, HU)["versions"]
        assert (first["points"], second["points"], second["cause"]) == (40, 60, "REVISION_CAUSE_CORRECTION")
        assert (second["asked_by"], second["confirmed_by"]) == ("hu", "ma")

    def test_the_person_sees_why_and_not_who(self, failed):
        decide(failed, ask(failed))
        second = history(failed)["versions"][1]
        assert (second["reason"], second["asked_by"]) == ("漏登主观加分", "")
        assert refusal(history, failed, "somebody").reason == "ATTEMPT_NOT_FOUND"

    def test_a_correction_downwards_takes_the_pass_back(self, failed):
        decide(failed, ask(failed))
        decide(failed, ask(failed, points=59))
        assert told(failed)[-1] == (3, 59, False)
        assert failed.standing(failed.exam_id)["status"] == "STANDING_STATUS_RESIT_UNPAID"

    def test_a_rejection_changes_nothing_and_ends_it(self, failed):
        correction_id = ask(failed)
        assert decide(failed, correction_id, accept=False, reason="无依据") == {"version": 1}
        assert refusal(decide, failed, correction_id).reason == "ALREADY_DECIDED"
        assert failed.units.rows("mark_revision") == []
        assert failed.call("list_corrections", HU) == {"corrections": []}

    @pytest.mark.parametrize(("points", "reason"), [(101, "BAD_POINTS"), (-1, "BAD_POINTS"), (40, "BAD_POINTS")])
    def test_points_the_exam_cannot_give_are_refused(self, failed, points, reason):
        assert refusal(ask, failed, points=points).reason == reason

    def test_one_correction_at_a_time(self, failed):
        ask(failed)
        assert refusal(ask, failed, points=80).reason == "CORRECTION_PENDING"
        (listed,) = failed.call("list_corrections", MA)["corrections"]
        assert (listed["from_points"], listed["to_points"], listed["requested_by"]) == (40, 60, "hu")

    def test_a_mark_that_changed_meanwhile_is_not_overwritten(self, failed):
        correction_id = ask(failed)
        appeal = file(failed)
        answer(failed, appeal, 80)
        failed.call("decide_appeal_answer", MA, appeal_id=appeal, confirm=True)
        assert refusal(decide, failed, correction_id).reason == "MARK_CHANGED"
        assert told(failed)[-1] == (2, 80, True)

    def test_a_live_attempt_has_no_mark_to_correct(self, zibo):
        started = zibo.start(zibo.create()["exam_id"])
        zibo.attempt_id = started["attempt"]["attempt_id"]
        assert refusal(ask, zibo).reason == "AWAITING_MARK"


def file(exams, actor="lin"):
    payload = {"attempt_id": exams.attempt_id, "reason": "第二题有两个正确答案"}
    return exams.call("file_appeal", actor, **payload)["appeal"]["appeal_id"]


def answer(exams, appeal_id, points, actor=HU):
    payload = {"appeal_id": appeal_id, "points": points, "reason": "经复核"}
    return exams.call("propose_appeal_answer", actor, **payload)["appeal"]


class TestAppeals:
    def test_it_is_to_be_answered_within_ten_working_days(self, failed):
        """Filed on Monday, 2 March 2026: the tenth working day after it is Monday, 16 March."""
        file(failed)
        (own,) = failed.call("list_appeals", "lin")["appeals"]
        assert (own["decide_by"], own["state"], own["overdue"]) == (
            "2026-03-16T16:00:00.000000Z",
            "APPEAL_STATE_OPEN",
            False,
        )
        failed.set_time("2026-03-17T00:00:00")
        (urgent,) = failed.call("list_appeals", HU, everybody=True)["appeals"]
        assert urgent["overdue"] is True

    def test_holidays_and_exchanged_days_count_as_they_are(self):
        """National Day 2025: 1 to 8 October off, 28 September and 11 October worked."""
        assert CalendarWorkdays().after(date(2025, 9, 27), 1) == date(2025, 9, 28)
        assert CalendarWorkdays().after(date(2025, 9, 30), 3) == date(2025, 10, 11)
        assert CalendarWorkdays().after(date(2090, 1, 6), 1) == date(2090, 1, 9)  # a Friday; not published yet

    def test_two_people_answer_and_the_mark_follows(self, failed):
        appeal_id = file(failed)
        proposed = answer(failed, appeal_id, 60)
        assert (proposed["state"], proposed["answer"]) == ("APPEAL_STATE_PROPOSED", "")
        own = refusal(failed.call, "decide_appeal_answer", HU, appeal_id=appeal_id, confirm=True)
        assert own.reason == "SECOND_PERSON_NEEDED"
        decided = failed.call("decide_appeal_answer", MA, appeal_id=appeal_id, confirm=True)["appeal"]
        assert (decided["state"], decided["answer"], decided["points"]) == ("APPEAL_STATE_REVISED", "经复核", 60)
        assert told(failed) == [(1, 40, False), (2, 60, True)]
        assert failed.call("list_appeals", HU, everybody=True) == {"appeals": []}
        shown = history(failed)
        assert shown["versions"][1]["cause"] == "REVISION_CAUSE_APPEAL"
        assert shown["appeals"][0]["state"] == "APPEAL_STATE_REVISED"

    def test_who_confirms_sees_what_was_proposed_by_whom_and_on_which_mark(self, failed):
        appeal_id = file(failed)
        proposed = answer(failed, appeal_id, 60)
        (listed,) = failed.call("list_appeals", MA, everybody=True)["appeals"]
        (step,) = listed["steps"]
        assert proposed["steps"] == history(failed, MA)["appeals"][0]["steps"] == [step]
        assert (step["kind"], step["points"], step["reason"]) == ("APPEAL_STEP_KIND_PROPOSED", 60, "经复核")
        assert (step["actor_id"], step["mark_version"], step["mark_points"]) == ("hu", 1, 40)
        failed.call("decide_appeal_answer", MA, appeal_id=appeal_id, confirm=False, reason="请附答题卡")
        returned = failed.call("list_appeals", HU, everybody=True)["appeals"][0]["steps"][-1]
        assert (returned["kind"], returned["reason"]) == ("APPEAL_STEP_KIND_RETURNED", "请附答题卡")

    @pytest.mark.parametrize("owner", ["lin", person("lin", HRSS)], ids=["anybody", "an administrator"])
    def test_whose_appeal_it_is_sees_no_step_of_it(self, failed, owner):
        appeal_id = file(failed)
        answer(failed, appeal_id, 60)
        for shown in (failed.call("list_appeals", owner), history(failed, owner)):
            (own,) = shown["appeals"]
            assert (own["steps"], own["answer"], own["points"]) == ([], "", 40)
        failed.call("decide_appeal_answer", MA, appeal_id=appeal_id, confirm=True)
        (own,) = failed.call("list_appeals", owner)["appeals"]
        assert (own["steps"], own["answer"], own["points"]) == ([], "经复核", 60)

    def test_a_mark_may_stand(self, failed):
        appeal_id = file(failed)
        answer(failed, appeal_id, 40)
        decided = failed.call("decide_appeal_answer", MA, appeal_id=appeal_id, confirm=True)["appeal"]
        assert (decided["state"], told(failed)) == ("APPEAL_STATE_UPHELD", [(1, 40, False)])
        again = refusal(answer, failed, appeal_id, 60)
        assert again.reason == "ALREADY_DECIDED"

    def test_an_answer_may_be_returned_and_proposed_again(self, failed):
        appeal_id = file(failed)
        answer(failed, appeal_id, 100)
        returned = failed.call("decide_appeal_answer", MA, appeal_id=appeal_id, confirm=False, reason="请附答题卡")
        assert returned["appeal"]["state"] == "APPEAL_STATE_OPEN"
        nothing = refusal(failed.call, "decide_appeal_answer", MA, appeal_id=appeal_id, confirm=True)
        assert nothing.reason == "NOTHING_PROPOSED"
        answer(failed, appeal_id, 60, actor=MA)
        failed.call("decide_appeal_answer", HU, appeal_id=appeal_id, confirm=True)
        assert told(failed)[-1] == (2, 60, True)
        assert [one["kind"] for one in failed.units.rows("appeal_step")] == [
            "proposed",
            "returned",
            "proposed",
            "confirmed",
        ]

    @pytest.mark.parametrize(("points", "state"), [(80, "REVISED"), (60, "UPHELD")])
    def test_a_mark_that_changed_meanwhile_is_answered_anew(self, failed, points, state):
        appeal_id = file(failed)
        answer(failed, appeal_id, points)
        decide(failed, ask(failed, points=60))
        confirm = {"appeal_id": appeal_id, "confirm": True}
        assert refusal(failed.call, "decide_appeal_answer", MA, **confirm).reason == "MARK_CHANGED"
        answer(failed, appeal_id, points)
        decided = failed.call("decide_appeal_answer", MA, **confirm)["appeal"]
        assert (decided["state"], decided["points"]) == (f"APPEAL_STATE_{state}", points)
        assert told(failed)[1:] == [(2, 60, True), (3, 80, True)][: 2 if points == 80 else 1]

    def test_an_answer_that_lets_the_mark_stand_is_for_the_mark_it_was_made_on(self, failed):
        appeal_id = file(failed)
        answer(failed, appeal_id, 40)
        decide(failed, ask(failed, points=60))
        confirm = {"appeal_id": appeal_id, "confirm": True}
        assert refusal(failed.call, "decide_appeal_answer", MA, **confirm).reason == "MARK_CHANGED"

    def test_a_step_from_before_marks_were_kept_with_it_is_taken_on_the_mark_appealed_against(self, failed):
        appeal_id = file(failed)
        answer(failed, appeal_id, 60)
        with failed.units.engine.begin() as connection:
            connection.execute(update(appeal_step).values(mark_version=None, mark_points=None))
        decided = failed.call("decide_appeal_answer", MA, appeal_id=appeal_id, confirm=True)["appeal"]
        assert decided["state"] == "APPEAL_STATE_REVISED"

    def test_once_against_each_mark(self, failed):
        appeal_id = file(failed)
        assert refusal(file, failed).reason == "ALREADY_APPEALED"
        answer(failed, appeal_id, 50)
        failed.call("decide_appeal_answer", MA, appeal_id=appeal_id, confirm=True)
        assert file(failed) != appeal_id  # another mark

    def test_it_has_its_days(self, failed):
        failed.set_time("2026-03-18T00:00:00")
        assert refusal(file, failed).reason == "APPEAL_TOO_LATE"
        failed.set_time("2026-03-17T23:59:59")
        assert file(failed)

    def test_only_ones_own(self, failed):
        assert refusal(file, failed, "somebody").reason == "ATTEMPT_NOT_FOUND"
        file(failed)
        assert failed.call("list_appeals", "somebody") == {"appeals": []}
        assert refusal(failed.call, "list_appeals", "somebody", everybody=True).reason == "PERMISSION_DENIED"


class TestRescoring:
    """All twelve easy items on every paper, 5 points each, 30 to pass; the key of each is B."""

    @pytest.fixture
    def sat(self, bank):
        lines = [{"difficulty": "DIFFICULTY_EASY", "count": 12}]
        bank.exam_id = bank.create(blueprint=lines, points_per_item=5, pass_mark=30)["exam_id"]
        bank.ids = {who: bank.sit(bank.exam_id, right=right, actor=who)["attempt_id"] for who, right in PEOPLE.items()}
        return bank

    def item(self, exams, who):
        """Return the item on the last place of a person's paper, which those with fewer than twelve right miss."""
        attempt = next(one for one in exams.units.rows("attempt") if one["person_id"] == who)
        paper = next(one for one in exams.units.rows("paper") if one["paper_hash"] == attempt["paper_hash"])
        return paper["drawn"][-1][0]

    def ask(self, exams, item_version_id, remedy="GIVE", **payload):
        given = {"item_version_id": item_version_id, "remedy": f"REMEDY_{remedy}", "reason": "题干有误"}
        return exams.call("request_rescore", HU, **given, **payload)

    def points(self, exams):
        return {
            who: exams.call("get_attempt", HU, attempt_id=attempt_id)["attempt"]["mark"]["points"]
            for who, attempt_id in exams.ids.items()
        }

    def test_the_preview_says_who_changes_and_changes_nothing(self, sat):
        before = self.points(sat)
        asked = self.ask(sat, self.item(sat, "five"))
        assert asked["counts"]["concerned"] == 4
        assert asked["counts"]["newly_passed"] == 1  # 25 points and these 5
        assert (asked["counts"]["lower"], asked["counts"]["newly_failed"]) == (0, 0)
        changes = sat.call("list_rescore_changes", HU, rescore_id=asked["rescore_id"])["changes"]
        mine = next(one for one in changes if one["attempt_id"] == sat.ids["five"])
        assert (mine["from_points"], mine["to_points"], mine["to_passed"]) == (25, 30, True)
        assert len(changes) == asked["counts"]["higher"]
        assert self.points(sat) == before

    def test_a_second_person_lets_it_hold_for_everyone_and_for_those_to_come(self, sat):
        asked = self.ask(sat, self.item(sat, "five"))
        decide = {"rescore_id": asked["rescore_id"], "accept": True}
        assert refusal(sat.call, "decide_rescore", HU, **decide).reason == "SECOND_PERSON_NEEDED"
        assert sat.call("decide_rescore", MA, **decide)["counts"] == asked["counts"]
        assert self.points(sat)["five"] == 30
        assert sat.sit(sat.exam_id, right=0, actor="later")["mark"]["points"] == 5  # by the ruling from the first
        versions = [one["version"] for one in sat.units.facts("exam.attempt.graded.v1")]
        assert versions.count(2) == asked["counts"]["higher"]
        assert refusal(sat.call, "decide_rescore", MA, **decide).reason == "ALREADY_DECIDED"

    def test_what_nobody_has_seen_is_not_let_hold(self, sat):
        """Somebody is graded between preview and decision: refused once, and shown in a new preview."""
        asked = self.ask(sat, self.item(sat, "five"))
        decide = {"rescore_id": asked["rescore_id"], "accept": True}
        late = sat.sit(sat.exam_id, right=0, actor="late")
        refused = refusal(sat.call, "decide_rescore", MA, **decide)
        before, now = asked["counts"]["higher"], asked["counts"]["higher"] + 1
        assert (refused.reason, refused.metadata["preview"]) == ("PREVIEW_CHANGED", "2")
        assert (refused.metadata["higher_before"], refused.metadata["higher_now"]) == (str(before), str(now))
        assert f"预览时提高 {before} 人" in refused.message
        assert f"现在提高 {now} 人" in refused.message
        assert (
            sat.units.rows("item_ruling") == sat.units.rows("mark_revision") == sat.units.rows("rescore_decision") == []
        )
        changes = sat.call("list_rescore_changes", MA, rescore_id=asked["rescore_id"])["changes"]
        assert late["attempt_id"] in {one["attempt_id"] for one in changes}
        (audit,) = sat.units.audits("rescore.preview_changed")
        assert (audit["actor_id"], audit["detail"]["now"]["higher"]) == ("ma", now)
        assert sat.call("decide_rescore", MA, **decide)["counts"]["higher"] == now

    def test_who_says_which_preview_was_looked_at_confirms_no_other(self, sat):
        """As when the answer is lost by which a decision was refused, and it is sent again."""
        decide = {"rescore_id": self.ask(sat, self.item(sat, "five"))["rescore_id"], "accept": True}
        sat.sit(sat.exam_id, right=0, actor="late")
        for _ in range(2):
            refused = refusal(sat.call, "decide_rescore", MA, **decide, preview=1)
            assert (refused.reason, refused.metadata["preview"]) == ("PREVIEW_CHANGED", "2")
        assert sat.call("decide_rescore", MA, **decide, preview=2)["counts"]["concerned"] == 5

    def test_a_mark_the_ruling_does_not_change_does_not_stand_in_its_way(self, sat):
        asked = self.ask(sat, self.item(sat, "five"))
        sat.sit(sat.exam_id, right=12, actor="late")
        done = sat.call("decide_rescore", MA, rescore_id=asked["rescore_id"], accept=True)
        assert done["counts"]["concerned"] == asked["counts"]["concerned"] + 1

    def listed(self, exams, **payload):
        return exams.call("list_rescores", MA, **payload)["rescores"]

    def test_who_decides_sees_what_is_asked_for(self, sat):
        item = self.item(sat, "five")
        asked = self.ask(sat, item, "ACCEPT", accepted=["A", "C"], marks_may_fall=True)
        (one,) = self.listed(sat)
        assert (one["rescore_id"], one["item_version_id"]) == (asked["rescore_id"], item)
        assert one["item_stem"] == f"{one['item_code']}：选出正确的"
        assert (one["remedy"], one["accepted"], one["marks_may_fall"]) == ("REMEDY_ACCEPT", ["A", "C"], True)
        assert (one["reason"], one["requested_by"], one["state"]) == ("题干有误", "hu", "RESCORE_STATE_OPEN")
        assert (one["preview"], one["counts"]) == (1, asked["counts"])

    def test_a_new_preview_shows_in_the_list(self, sat):
        asked = self.ask(sat, self.item(sat, "five"))
        sat.sit(sat.exam_id, right=0, actor="late")
        refusal(sat.call, "decide_rescore", MA, rescore_id=asked["rescore_id"], accept=True)
        (one,) = self.listed(sat)
        assert (one["preview"], one["counts"]["concerned"]) == (2, 5)

    def test_decided_ones_are_listed_on_demand_the_newest_first(self, sat):
        item = self.item(sat, "five")
        rejected, accepted, open_one = (self.ask(sat, item)["rescore_id"] for _ in range(3))
        sat.call("decide_rescore", MA, rescore_id=rejected, accept=False, reason="无依据")
        sat.call("decide_rescore", MA, rescore_id=accepted, accept=True)
        assert [one["rescore_id"] for one in self.listed(sat)] == [open_one]
        page = sat.call("list_rescores", MA, with_decided=True, page_size=2)
        rest = sat.call("list_rescores", MA, with_decided=True, page_token=page["next_page_token"])
        shown = [*page["rescores"], *rest["rescores"]]
        assert [(one["rescore_id"], one["state"], one["decided_by"], one["decision_reason"]) for one in shown] == [
            (open_one, "RESCORE_STATE_OPEN", "", ""),
            (accepted, "RESCORE_STATE_ACCEPTED", "ma", ""),
            (rejected, "RESCORE_STATE_REJECTED", "ma", "无依据"),
        ]
        assert rest["next_page_token"] == ""

    def test_a_rejected_one_leaves_everything(self, sat):
        before = self.points(sat)
        asked = self.ask(sat, self.item(sat, "five"))
        assert sat.call("decide_rescore", MA, rescore_id=asked["rescore_id"], accept=False)["counts"] == {}
        assert self.points(sat) == before
        assert sat.units.rows("item_ruling") == []

    def test_nobody_falls_unless_it_says_so(self, sat):
        item = self.item(sat, "five")
        kind = self.ask(sat, item, "ACCEPT", accepted=["A"])["counts"]
        harsh = self.ask(sat, item, "ACCEPT", accepted=["A"], marks_may_fall=True)["counts"]
        assert kind["lower"] == 0
        assert harsh["lower"] >= 1  # who had it right by the key

    def test_a_mark_somebody_corrected_moves_by_the_ruling_and_keeps_the_correction(self, sat):
        sat.attempt_id = sat.ids["five"]
        decide(sat, ask(sat, points=26))
        asked = self.ask(sat, self.item(sat, "five"))
        sat.call("decide_rescore", MA, rescore_id=asked["rescore_id"], accept=True)
        assert self.points(sat)["five"] == 31

    @pytest.mark.parametrize(
        ("remedy", "accepted"),
        [("ACCEPT", []), ("GIVE", ["A"]), ("ACCEPT", ["E"]), ("ACCEPT", ["BA"]), ("ACCEPT", [""])],
    )
    def test_answers_the_item_cannot_have_are_refused(self, sat, remedy, accepted):
        refused = refusal(self.ask, sat, self.item(sat, "five"), remedy, accepted=accepted)
        assert refused.reason == "BAD_RULING"

    def test_an_unknown_item_is_refused(self, sat):
        assert refusal(self.ask, sat, "nothing").reason == "ITEM_NOT_FOUND"


PEOPLE = {"all": 12, "six": 6, "five": 5, "none": 0}


@given(*[st.integers(0, 100)] * 3, st.booleans())
def test_points_stay_within_the_exam_and_fall_only_if_they_may(held, before, after, may_fall):
    moved = points_after(held, before, after, 100, may_fall=may_fall)
    assert 0 <= moved <= 100
    assert may_fall or moved >= held
    assert (moved - held) * (after - before) >= 0
