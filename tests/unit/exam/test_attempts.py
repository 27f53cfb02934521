"""An attempt from start to mark, with everything that goes wrong on an exam evening."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ce_exam.application import close_attempts
from ce_exam.application.close_attempts import GRACE
from ce_exam.domain.grading import MultipleChoiceRule
from ce_exam.domain.item import Category
from ce_exam.domain.paper import draw
from ce_exam.entrypoints.jobs import sheets_of
from ce_kit.errors import DomainError
from ce_kit.ids import new_id
from ce_kit.testing.bus import person
from ce_nameko.api import Poison

HRSS = person("hu", ("city_admin", "unit-hrss"))


def refusal(call, *args, **kwargs):
    with pytest.raises(DomainError) as refused:
        call(*args, **kwargs)
    return refused.value


def sheets(bank, started, actor="lin"):
    return bank.call("get_attempt", actor, attempt_id=started["attempt"]["attempt_id"])


class TestStart:
    def test_a_paper_follows_the_blueprint_and_holds_no_key(self, bank):
        blueprint = [
            {"difficulty": "DIFFICULTY_EASY", "count": 3},
            {"difficulty": "DIFFICULTY_MEDIUM", "count": 2},
            {"difficulty": "DIFFICULTY_HARD", "count": 1},
        ]
        exam = bank.create(blueprint=blueprint, points_per_item=10, pass_mark=30)
        started = bank.start(exam["exam_id"])
        questions = started["paper"]["questions"]
        assert [one["number"] for one in questions] == [1, 2, 3, 4, 5, 6]
        kinds = ["ITEM_KIND_SINGLE"] * 3 + ["ITEM_KIND_MULTIPLE"] * 2 + ["ITEM_KIND_JUDGEMENT"]
        assert [one["kind"] for one in questions] == kinds
        assert all(set(one) == {"number", "kind", "stem", "options", "points"} for one in questions)
        assert all(set(option) == {"label", "text"} for one in questions for option in one["options"])
        assert "answer" not in json.dumps(started["paper"])
        assert started["saved"] == {"sequence": 0, "answers": [], "answers_sha256": "", "request_id": ""}

    def test_an_attempt_is_live_until_its_duration_is_over(self, bank):
        attempt = bank.start(bank.create()["exam_id"])["attempt"]
        assert attempt["state"] == "ATTEMPT_STATE_LIVE"
        assert (attempt["number"], attempt["round"]) == (1, 1)
        assert attempt["started_at"] == "2026-03-02T04:00:00.000000Z"
        assert attempt["deadline"] == "2026-03-02T05:00:00.000000Z"
        assert "mark" not in attempt and "closed_at" not in attempt

    def test_the_paper_can_be_drawn_again_from_what_was_kept(self, bank):
        exam = bank.create()
        started = bank.start(exam["exam_id"])
        bank.import_items(["E99", 2026, "公需科目", "单选", "易", "后来的题", "right", "wrong", "", "", "A"])
        (kept,) = bank.units.rows("paper")
        (first, _) = bank.units.rows("pool")
        assert kept["pool_id"] == first["pool_id"]
        with bank.units() as uow:
            items = list(uow.items.versions(first["item_version_ids"]).values())
            blueprint = uow.exams.get(exam["exam_id"]).blueprint
        again = draw(exam["exam_id"], first["pool_id"], kept["seed"], items, blueprint)
        assert again.paper_hash == kept["paper_hash"] == started["paper"]["paper_hash"]

    def test_an_item_changed_after_the_start_changes_no_paper_and_no_mark(self, bank, answers):
        exam = bank.create(blueprint=[{"difficulty": "DIFFICULTY_EASY", "count": 12}], points_per_item=1, pass_mark=12)
        started = bank.start(exam["exam_id"])
        changed = [["E00", 2026, "公需科目", "单选", "易", "题干换了", "right", "wrong", "wrong 1", "wrong 2", "B"]]
        assert bank.import_items(*changed)["counts"] == {"CHANGED": 1}
        assert bank.start(exam["exam_id"])["paper"] == started["paper"]
        bank.submit(started, answers(started["paper"]))
        assert bank.get(started)["mark"]["points"] == 12

    def test_two_clicks_begin_one_attempt(self, bank):
        exam_id = bank.create()["exam_id"]
        first, second = bank.start(exam_id), bank.start(exam_id)
        assert first == second
        assert len(bank.units.rows("attempt")) == 1

    def test_another_device_goes_on_with_the_sheet_saved_last(self, bank, answers):
        exam_id = bank.create()["exam_id"]
        first = bank.start(exam_id)
        sheet = answers(first["paper"], right=2)
        bank.save(first, sheet, sequence=4)
        second = bank.start(exam_id)
        assert second["paper"] == first["paper"]
        assert (second["saved"]["sequence"], second["saved"]["answers"]) == (4, sheet)
        assert bank.call("get_attempt", attempt_id=first["attempt"]["attempt_id"])["saved"] == second["saved"]

    def test_a_repeated_request_gets_the_attempt_it_began_also_when_it_is_over(self, bank, answers):
        exam_id, request_id = bank.create()["exam_id"], new_id()
        started = bank.start(exam_id, request_id=request_id)
        bank.submit(started, answers(started["paper"], right=0))
        bank.submit(started, answers(started["paper"]))
        again = bank.start(exam_id, request_id=request_id)
        assert again["attempt"]["attempt_id"] == started["attempt"]["attempt_id"]
        assert again["attempt"]["state"] == "ATTEMPT_STATE_GRADED"
        assert len(bank.units.rows("attempt")) == 1
        assert again == {**sheets(bank, started), "capability": ""}

    @pytest.mark.parametrize("swept", [False, True])
    def test_neither_paper_nor_capability_is_given_when_the_time_is_over(self, bank, swept):
        exam_id, request_id = bank.create()["exam_id"], new_id()
        started = bank.start(exam_id, request_id=request_id)
        assert started["paper"] and started["capability"]
        bank.clock.advance(hours=1)
        if swept:
            bank.sweep()
        again = bank.start(exam_id, request_id=request_id)
        assert again == {**sheets(bank, started), "capability": ""}
        assert not {"paper", "saved"} & again.keys()

    def test_a_request_id_begins_nothing_at_another_exam(self, bank):
        first, second, request_id = bank.create()["exam_id"], bank.create()["exam_id"], new_id()
        bank.start(first, request_id=request_id)
        assert refusal(bank.start, second, request_id=request_id).reason == "REQUEST_ID_REUSED"

    def test_two_people_with_the_same_request_id_do_not_meet(self, bank):
        exam_id, request_id = bank.create()["exam_id"], new_id()
        mine, theirs = (bank.start(exam_id, who, request_id=request_id) for who in ("lin", "wang"))
        assert mine["attempt"]["attempt_id"] != theirs["attempt"]["attempt_id"]

    def test_at_two_exams_of_a_year_and_category_at_once_nobody_sits(self, bank):
        first, second = bank.create()["exam_id"], bank.create()["exam_id"]
        bank.start(first)
        assert refusal(bank.start, second).reason == "LIVE_ELSEWHERE"

    def test_an_unknown_exam_is_not_found(self, bank):
        assert refusal(bank.start, new_id()).reason == "EXAM_NOT_FOUND"

    def test_before_the_first_day_and_after_the_last_nobody_starts(self, bank):
        exam_id = bank.create(opens_on="2026-12-01", closes_on="2026-12-31")["exam_id"]
        bank.set_time("2026-11-30T23:59:59.999")
        assert refusal(bank.start, exam_id).reason == "EXAM_NOT_OPEN"
        bank.set_time("2027-01-01T00:00:00")
        closed = refusal(bank.start, exam_id)
        assert (closed.reason, closed.message) == ("EXAM_CLOSED", "考试已于 2026-12-31 截止")
        bank.set_time("2026-12-31T23:59:59.999")
        attempt = bank.start(exam_id)["attempt"]
        assert attempt["deadline"] == "2026-12-31T16:00:00.000000Z"

    def test_hours_that_are_missing_are_told_in_numbers(self, bank):
        exam_id = bank.create(min_study_hours="30")["exam_id"]
        bank.study("29.5")
        missing = refusal(bank.start, exam_id)
        assert missing.reason == "HOURS_MISSING"
        assert missing.message == "2026 年度已完成 29.5 学时，需 30 学时，还差 0.5 学时，请先完成学习"
        assert (missing.metadata["have"], missing.metadata["needed"]) == ("29.5", "30")
        bank.study("0.5")
        assert bank.standing(exam_id)["status"] == "STANDING_STATUS_ELIGIBLE"
        bank.start(exam_id)

    def test_hours_of_another_year_category_person_or_round_do_not_count(self, bank):
        exam_id = bank.create(min_study_hours="30")["exam_id"]
        bank.study("30", year=2025)
        bank.study("30", category="professional")
        bank.study("30", actor="wang")
        bank.study("30", round_number=2)
        assert refusal(bank.start, exam_id).metadata["have"] == "0"


class TestSave:
    def test_the_sheet_is_kept_with_its_hash_and_its_time_of_receipt(self, bank, answers):
        started = bank.start(bank.create()["exam_id"])
        saved = bank.save(started, answers(started["paper"], right=1), sequence=1)
        assert saved["sequence"] == 1
        assert saved["received_at"] == "2026-03-02T04:00:00.000000Z"
        assert len(saved["answers_sha256"]) == 64

    @settings(max_examples=settings.default.max_examples // 2)
    @given(order=st.permutations(range(1, 7)), repeats=st.lists(st.integers(1, 6), max_size=4))
    def test_in_whatever_order_saves_arrive_the_newest_is_kept(self, make_exams, order, repeats):
        bank = make_exams({"value": "silent"})
        started = bank.start(bank.create()["exam_id"])
        newest = 0
        for sequence in [*order, *repeats]:
            saved = bank.save(started, [{"number": sequence, "chosen": "A"}], sequence)
            newest = max(newest, sequence)
            assert (saved["sequence"], saved["answers"]) == (newest, [{"number": newest, "chosen": "A"}])

    def test_of_two_devices_with_the_same_sequence_the_sheet_received_later_is_kept(self, bank):
        started = bank.start(bank.create()["exam_id"])
        bank.save(started, [{"number": 1, "chosen": "A"}], sequence=3)
        bank.clock.advance(seconds=1)
        saved = bank.save(started, [{"number": 1, "chosen": "B"}], sequence=3)
        assert saved["answers"] == [{"number": 1, "chosen": "B"}]
        assert (saved["sequence"], saved["received_at"]) == (3, "2026-03-02T04:00:01.000000Z")

    @settings(max_examples=settings.default.max_examples // 2)
    @given(
        sent=st.lists(st.tuples(st.integers(1, 3), st.integers(0, 3)), min_size=1, max_size=6),
        repeats=st.lists(st.integers(0, 5), max_size=4),
        shuffled=st.randoms(use_true_random=False),
        closed=st.booleans(),
    )
    def test_in_whatever_order_saves_of_several_devices_arrive_one_is_the_newest(
        self, make_exams, sent, repeats, shuffled, closed
    ):
        """Also when the attempt was closed by time between them."""
        bank = make_exams({"value": "silent"})
        started = bank.start(bank.create()["exam_id"])
        jobs = [
            bank.job(started, [], "save", sequence, "lin", bank.clock.now() + timedelta(seconds=second))
            for sequence, second in sent
        ]
        newest = max(jobs, key=lambda job: (job["sequence"], job["received_at"], job["request_id"]))
        arriving = [*jobs, *(jobs[which] for which in repeats if which < len(jobs))]
        shuffled.shuffle(arriving)
        half = len(arriving) // 2
        bank.receive(*arriving[:half])
        if closed:
            bank.clock.advance(hours=2)
            bank.sweep()
        bank.receive(*arriving[half:])
        view = sheets(bank, started)
        assert (view["handed_in"] if closed else view["saved"])["request_id"] == newest["request_id"]
        (kept,) = bank.units.rows("saved_sheet")
        assert kept["request_id"] == newest["request_id"]

    def test_an_answer_can_be_taken_back(self, bank):
        started = bank.start(bank.create()["exam_id"])
        bank.save(started, [{"number": 1, "chosen": "A"}], sequence=1)
        assert bank.save(started, [], sequence=2)["answers"] == []

    def test_after_handing_in_a_save_changes_nothing(self, bank, answers):
        started = bank.start(bank.create()["exam_id"])
        bank.submit(started, answers(started["paper"]))
        bank.save(started, [], sequence=200)
        assert bank.get(started)["mark"]["points"] == 100


class TestSubmit:
    def test_it_is_graded_and_told(self, bank, answers):
        exam = bank.create()
        started = bank.start(exam["exam_id"])
        handed = bank.submit(started, answers(started["paper"], right=3))
        attempt = bank.get(started)
        assert attempt["state"] == "ATTEMPT_STATE_GRADED"
        assert attempt["mark"] == {"points": 60, "pass_mark": 60, "passed": True, "sat_on": "2026-03-02"}
        assert attempt["closed_at"] == "2026-03-02T04:00:00.000000Z"
        assert sheets(bank, started)["handed_in"] == {
            "request_id": handed["request_id"],
            "sequence": 99,
            "answers_sha256": handed["answers_sha256"],
            "received_at": "2026-03-02T04:00:00.000000Z",
            "closing": "CLOSING_HANDED_IN",
        }
        (fact,) = bank.units.facts("exam.attempt.graded.v1")
        assert (fact["subject"], fact["version"]) == (attempt["attempt_id"], 1)
        assert fact["data"] == {
            "attempt_id": attempt["attempt_id"],
            "person_id": "lin",
            "exam_id": exam["exam_id"],
            "year": 2026,
            "category": "public",
            "number": 1,
            "round": 1,
            "mode": "online",
            "mark": 60,
            "pass_mark": 60,
            "passed": True,
            "sat_on": "2026-03-02",
            "excused": False,
        }
        assert bank.units.audits("attempt.graded")[0]["detail"]["points"] == 60

    def test_one_point_less_has_failed_and_that_is_told_too(self, bank):
        attempt = bank.sit(bank.create(pass_mark=61)["exam_id"], right=3)
        assert attempt["mark"]["passed"] is False
        assert bank.units.facts("exam.attempt.graded.v1")[0]["data"]["passed"] is False

    def test_it_needs_no_earlier_save_and_counts_for_itself_alone(self, bank, answers):
        started = bank.start(bank.create()["exam_id"])
        bank.save(started, answers(started["paper"]), sequence=5)
        bank.submit(started, answers(started["paper"], right=1), sequence=6)
        assert bank.get(started)["mark"]["points"] == 20

    def test_it_counts_by_its_time_of_receipt_however_late_it_is_graded(self, bank, answers):
        exam_id = bank.create(opens_on="2026-12-01", closes_on="2026-12-31")["exam_id"]
        bank.set_time("2026-12-31T23:30:00")
        started = bank.start(exam_id)
        bank.set_time("2026-12-31T23:59:59.999")
        late = bank.job(started, answers(started["paper"]), "submit", 1, "lin", bank.clock.now())
        bank.set_time("2027-01-01T00:00:05")
        bank.receive(late)
        assert bank.get(started)["mark"] == {"points": 100, "pass_mark": 60, "passed": True, "sat_on": "2026-12-31"}

    def test_the_first_instant_too_late_is_set_aside_and_its_owner_is_told(self, bank, answers):
        exam_id = bank.create(opens_on="2026-12-01", closes_on="2026-12-31")["exam_id"]
        bank.set_time("2026-12-31T23:30:00")
        started = bank.start(exam_id)
        bank.set_time("2027-01-01T00:00:00")
        bank.submit(started, answers(started["paper"]))
        (told,) = sheets(bank, started)["set_aside"]
        assert told["reason"] == "SET_ASIDE_REASON_TOO_LATE"
        assert "收到时间 2027-01-01 00:00:00.000 晚于作答截止时间 2027-01-01 00:00:00.000" in told["message"]
        bank.sweep()
        assert bank.get(started)["mark"]["points"] == 0

    def test_a_sheet_that_comes_twice_has_one_effect(self, bank, answers):
        started = bank.start(bank.create()["exam_id"])
        handed = bank.submit(started, answers(started["paper"], right=3))
        bank.receive(handed)
        bank.receive(handed, handed)
        assert len(bank.units.facts("exam.attempt.graded.v1")) == len(bank.units.rows("mark")) == 1
        assert sheets(bank, started)["set_aside"] == []

    def test_a_second_sheet_changes_nothing_and_its_owner_is_told(self, bank, answers):
        started = bank.start(bank.create()["exam_id"])
        bank.submit(started, answers(started["paper"], right=1))
        bank.clock.advance(seconds=30)
        second = bank.submit(started, answers(started["paper"]))
        bank.receive(second)
        assert bank.get(started)["mark"]["points"] == 20
        (told,) = sheets(bank, started)["set_aside"]
        assert (told["request_id"], told["reason"]) == (second["request_id"], "SET_ASIDE_REASON_HANDED_IN_BEFORE")
        assert "已于 2026-03-02 12:00:00.000 交卷" in told["message"]

    def test_in_one_batch_the_sheet_received_first_counts(self, bank, answers):
        started = bank.start(bank.create()["exam_id"])
        first = bank.job(started, answers(started["paper"], right=2), "submit", 1, "lin", bank.clock.now())
        bank.clock.advance(seconds=1)
        second = bank.job(started, answers(started["paper"]), "submit", 2, "lin", bank.clock.now())
        bank.receive(second, first)
        assert bank.get(started)["mark"]["points"] == 40

    def test_another_persons_sheet_is_set_aside(self, bank, answers):
        started = bank.start(bank.create()["exam_id"])
        bank.submit(started, answers(started["paper"]), "wang")
        bank.submit({"attempt": {"attempt_id": "nothing"}}, [])
        assert bank.get(started)["state"] == "ATTEMPT_STATE_LIVE"
        assert [one["reason"] for one in bank.units.rows("set_aside")] == ["no_attempt"] * 2
        assert sheets(bank, started)["set_aside"] == []  # the other one's sheet is none of this person's business

    @pytest.mark.parametrize("altered", [[[1, "B"]], [[1, "Z"]], [[0, "A"]], [[2, "A"], [1, "A"]], "A", None])
    def test_a_sheet_that_is_not_what_was_received_is_set_aside_alone(self, bank, answers, altered):
        exam_id = bank.create()["exam_id"]
        mine, theirs = bank.start(exam_id), bank.start(exam_id, "wang")
        bad = {
            **bank.job(mine, [{"number": 1, "chosen": "A"}], "submit", 1, "lin", bank.clock.now()),
            "answers": altered,
        }
        good = bank.job(theirs, answers(theirs["paper"]), "submit", 1, "wang", bank.clock.now())
        bank.receive(bad, good)
        assert bank.get(theirs, "wang")["mark"]["points"] == 100
        (told,) = sheets(bank, mine)["set_aside"]
        assert told["reason"] == "SET_ASIDE_REASON_UNREADABLE"
        assert bank.get(mine)["state"] == "ATTEMPT_STATE_LIVE"

    @pytest.mark.parametrize(
        "broken", [{"received_at": "noon"}, {"kind": "give"}, {"attempt_id": None}, {"sequence": "x"}]
    )
    def test_a_job_that_does_not_say_whose_it_is_is_poison(self, bank, broken):
        started = bank.start(bank.create()["exam_id"])
        with pytest.raises(Poison):
            bank.receive({**bank.job(started, [], "submit", 1, "lin", bank.clock.now()), **broken})

    def test_a_bundle_with_poison_goes_to_the_dead_letters_and_its_good_sheets_have_their_result(self, bank, answers):
        exam_id = bank.create()["exam_id"]
        first, second = bank.start(exam_id), bank.start(exam_id, "wang")
        jobs = [
            bank.job(first, answers(first["paper"]), "submit", 1, "lin", bank.clock.now()),
            {"kind": "submit"},
            bank.job(second, answers(second["paper"]), "submit", 1, "wang", bank.clock.now()),
        ]
        for _ in range(2):  # as often as the broker delivers it
            with pytest.raises(Poison):
                bank.receive(*jobs, together=True)
        assert bank.get(first)["mark"]["points"] == bank.get(second, "wang")["mark"]["points"] == 100

    @pytest.mark.parametrize("bundle", [{}, {"sheets": None}, {"sheets": {}}, [], None, "sheets"])
    def test_what_is_no_bundle_is_poison(self, bank, bundle):
        with pytest.raises(Poison):
            sheets_of(bundle)

    @pytest.mark.parametrize("together", [False, True])
    def test_a_sheet_that_cannot_be_graded_is_set_aside_alone(self, bank, answers, monkeypatch, together):
        exam_id = bank.create()["exam_id"]
        mine, theirs = bank.start(exam_id), bank.start(exam_id, "wang")
        bad = bank.job(mine, answers(mine["paper"])[:4], "submit", 1, "lin", bank.clock.now())
        good = bank.job(theirs, answers(theirs["paper"]), "submit", 1, "wang", bank.clock.now())
        graded = close_attempts.points_of

        def fail(drawn, key, sheet, *others):
            if sheet.sha256 == bad["answers_sha256"]:
                raise ZeroDivisionError
            return graded(drawn, key, sheet, *others)

        monkeypatch.setattr(close_attempts, "points_of", fail)
        with pytest.raises(ZeroDivisionError):
            bank.receive(bad, good)  # the chassis then tries each bundle alone
        if together:
            bank.receive(bad, good, together=True)
        else:
            bank.receive(good)
            bank.receive(bad)
            bank.receive(bad)
        assert bank.get(theirs, "wang")["state"] == "ATTEMPT_STATE_GRADED"
        assert bank.get(mine)["state"] == "ATTEMPT_STATE_CLOSED"
        (told,) = sheets(bank, mine)["set_aside"]
        assert told["reason"] == "SET_ASIDE_REASON_UNGRADABLE"

    def test_an_incomplete_answer_gives_its_share_where_the_exam_says_so(self, bank):
        exam_id = bank.create(
            blueprint=[{"difficulty": "DIFFICULTY_MEDIUM", "count": 1}],
            points_per_item=3,
            pass_mark=3,
            multiple_choice_rule="MULTIPLE_CHOICE_RULE_PROPORTIONAL",
        )["exam_id"]
        started = bank.start(exam_id)
        options = started["paper"]["questions"][0]["options"]
        one_right = next(option["label"] for option in options if option["text"].startswith("right"))
        bank.submit(started, [{"number": 1, "chosen": one_right}])
        assert bank.get(started)["mark"]["points"] == 1
        assert MultipleChoiceRule.PROPORTIONAL in {one["multiple_choice_rule"] for one in bank.units.rows("exam")}


class TestLateOutOfTheQueue:
    """Received in time, but the attempt was closed by time before the worker saw it."""

    def closed(self, bank, answers, right):
        started = bank.start(bank.create()["exam_id"])
        bank.save(started, answers(started["paper"], right=right), sequence=1)
        bank.clock.advance(minutes=59, seconds=59)
        received_at = bank.clock.now()
        bank.clock.advance(minutes=5)
        bank.sweep()
        assert bank.get(started)["mark"]["points"] == 20 * right
        return started, received_at

    def test_a_sheet_handed_in_takes_the_place_of_the_saved_one(self, bank, answers):
        started, received_at = self.closed(bank, answers, right=1)
        late = bank.job(started, answers(started["paper"], right=4), "submit", 2, "lin", received_at)
        bank.receive(late)
        bank.receive(late)
        attempt = bank.get(started)
        assert (attempt["mark"]["points"], attempt["mark"]["passed"]) == (80, True)
        assert attempt["closed_at"] == "2026-03-02T04:59:59.000000Z"
        assert sheets(bank, started)["handed_in"]["request_id"] == late["request_id"]
        facts = bank.units.facts("exam.attempt.graded.v1")
        assert [(one["version"], one["data"]["mark"]) for one in facts] == [(1, 20), (2, 80)]
        (revision,) = bank.units.rows("mark_revision")
        assert (revision["reversed_points"], revision["points"], revision["cause"]) == (20, 80, "late_arrival")

    @pytest.mark.parametrize(("right", "points"), [(4, 90), (5, 100), (0, 10)])
    def test_a_correction_by_hand_stays_when_a_sheet_comes_late(self, bank, answers, right, points):
        started, received_at = self.closed(bank, answers, right=1)
        hu, ma = (person(name, ("city_admin", "unit-hrss")) for name in ("hu", "ma"))
        asked = {"attempt_id": started["attempt"]["attempt_id"], "points": 30, "reason": "漏登主观加分"}
        correction = bank.call("request_correction", hu, **asked)["correction"]
        bank.call("decide_correction", ma, correction_id=correction["correction_id"], accept=True)
        late = bank.job(started, answers(started["paper"], right=right), "submit", 2, "lin", received_at)
        bank.receive(late)
        bank.receive(late)
        assert bank.get(started)["mark"]["points"] == points
        causes = [row["cause"] for row in bank.units.rows("mark_revision")]
        assert causes == ["correction", "late_arrival"]

    def test_a_newer_save_takes_the_place_of_the_older_one(self, bank, answers):
        started, received_at = self.closed(bank, answers, right=4)
        bank.receive(bank.job(started, answers(started["paper"], right=2), "save", 2, "lin", received_at))
        bank.receive(bank.job(started, answers(started["paper"], right=5), "save", 1, "lin", received_at))
        attempt = bank.get(started)
        assert (attempt["mark"]["points"], attempt["mark"]["passed"]) == (40, False)
        assert attempt["closed_at"] == attempt["deadline"]

    def test_the_mark_counts_for_the_day_of_the_sheet_from_then_on(self, bank, answers):
        """Handed in on 31 December, 23:50; closed by time on 1 January, 01:30."""
        hu, ma = (person(name, ("city_admin", "unit-hrss")) for name in ("hu", "ma"))
        dates = {"opens_on": "2026-12-01", "closes_on": "2026-12-31", "duration_minutes": 120}
        exam_id = bank.create(**dates)["exam_id"]
        bank.call(
            "grant_extension", hu, exam_id=exam_id, person_id="lin", closes_on="2027-01-02", reason="考点停电 20 分钟"
        )
        bank.set_time("2026-12-31T23:30:00")
        started = bank.start(exam_id)
        bank.set_time("2026-12-31T23:50:00")
        late = bank.job(started, answers(started["paper"], right=4), "submit", 2, "lin", bank.clock.now())
        bank.set_time("2027-01-01T01:30:00")
        bank.sweep()
        assert bank.get(started)["mark"]["sat_on"] == "2027-01-01"
        bank.receive(late)
        assert bank.get(started)["mark"]["sat_on"] == "2026-12-31"
        asked = {"attempt_id": started["attempt"]["attempt_id"], "points": 90, "reason": "漏登主观加分"}
        correction = bank.call("request_correction", hu, **asked)["correction"]
        bank.call("decide_correction", ma, correction_id=correction["correction_id"], accept=True)
        assert bank.get(started)["mark"]["sat_on"] == "2026-12-31"
        days = [one["data"]["sat_on"] for one in bank.units.facts("exam.attempt.graded.v1")]
        assert days == ["2027-01-01", "2026-12-31", "2026-12-31"]

    def test_the_end_does_not_depend_on_the_order_in_which_sheets_come(self, bank, answers):
        started, received_at = self.closed(bank, answers, right=1)
        save = bank.job(started, answers(started["paper"], right=2), "save", 2, "lin", received_at)
        handed = bank.job(started, answers(started["paper"], right=3), "submit", 3, "lin", received_at)
        bank.receive(save)
        bank.receive(handed)
        bank.receive(save)
        assert bank.get(started)["mark"]["points"] == 60


class TestTimeRunsOut:
    def test_at_the_limit_an_attempt_is_closed_whether_or_not_a_job_has_run(self, bank):
        exam_id = bank.create()["exam_id"]
        started = bank.start(exam_id)
        bank.clock.advance(hours=1)
        assert bank.get(started)["state"] == "ATTEMPT_STATE_CLOSED"
        assert bank.standing(exam_id)["status"] == "STANDING_STATUS_AWAITING_MARK"
        assert sheets(bank, started).keys() == {"attempt", "set_aside"}

    def test_the_job_grades_the_sheet_saved_last(self, bank, answers):
        started = bank.start(bank.create()["exam_id"])
        bank.save(started, answers(started["paper"], right=4), sequence=1)
        bank.clock.advance(hours=3)
        bank.sweep()
        attempt = bank.get(started)
        assert attempt["mark"]["points"] == 80
        assert attempt["closed_at"] == attempt["deadline"]  # its own limit, not the job's time
        (kept,) = bank.units.rows("submission")
        assert (kept["closing"], kept["sequence"]) == ("time", 1)

    def test_who_saved_nothing_gets_no_points(self, bank):
        started = bank.start(bank.create()["exam_id"])
        bank.clock.advance(hours=1)
        bank.sweep()
        assert bank.get(started)["mark"]["points"] == 0

    def test_the_job_leaves_live_and_closed_attempts_alone_and_runs_twice_without_harm(self, bank, answers):
        exam_id = bank.create()["exam_id"]
        bank.sit(exam_id, right=5, actor="zhao")
        overdue = bank.start(exam_id)
        bank.clock.advance(minutes=30)
        live = bank.start(exam_id, "wang")
        bank.clock.advance(minutes=30)
        bank.sweep()
        bank.sweep()
        assert bank.get(overdue)["state"] == "ATTEMPT_STATE_GRADED"
        assert bank.get(live, "wang")["state"] == "ATTEMPT_STATE_LIVE"
        assert len(bank.units.facts("exam.attempt.graded.v1")) == 2
        bank.submit(live, answers(live["paper"]), "wang")

    def test_many_at_once_are_closed_together(self, bank):
        exam_id = bank.create()["exam_id"]
        for number in range(230):
            bank.start(exam_id, f"person-{number}")
        bank.clock.advance(hours=1)
        bank.sweep()
        assert len(bank.units.rows("mark")) == len(bank.units.facts("exam.attempt.graded.v1")) == 230

    def test_the_next_start_waits_for_sheets_on_their_way_but_not_for_the_job(self, bank, answers):
        exam_id = bank.create()["exam_id"]
        first = bank.start(exam_id)
        bank.save(first, answers(first["paper"], right=1), sequence=1)
        bank.clock.advance(hours=1)
        assert refusal(bank.start, exam_id).reason == "AWAITING_MARK"
        bank.clock.instant += GRACE
        second = bank.start(exam_id)
        assert second["attempt"]["number"] == 2
        assert bank.get(first)["mark"]["points"] == 20

    def test_when_the_last_sheet_passes_the_next_start_is_refused(self, bank, answers):
        exam_id = bank.create()["exam_id"]
        first = bank.start(exam_id)
        bank.save(first, answers(first["paper"]), sequence=1)
        bank.clock.advance(hours=1, seconds=10)
        assert refusal(bank.start, exam_id).reason == "ALREADY_PASSED"
        bank.sweep()
        assert bank.get(first)["mark"]["passed"] is True

    def test_at_the_end_of_the_year_the_attempt_belongs_to_the_old_one(self, bank):
        exam_id = bank.create(opens_on="2026-12-01", closes_on="2026-12-31")["exam_id"]
        bank.set_time("2026-12-31T23:59:00")
        started = bank.start(exam_id)
        bank.set_time("2027-01-01T08:00:00")
        bank.sweep()
        assert bank.get(started)["mark"]["sat_on"] == "2026-12-31"


class TestReading:
    def test_others_attempts_do_not_exist_for_a_person(self, bank):
        started = bank.start(bank.create()["exam_id"])
        assert refusal(bank.get, started, "wang").reason == "ATTEMPT_NOT_FOUND"
        employer = person("chen", ("employer_admin", "unit-1"))
        assert refusal(bank.get, started, employer).reason == "ATTEMPT_NOT_FOUND"

    def test_an_administrator_sees_the_attempt_but_neither_paper_nor_sheet(self, bank):
        started = bank.start(bank.create()["exam_id"])
        answer = bank.call("get_attempt", HRSS, attempt_id=started["attempt"]["attempt_id"])
        assert answer.keys() == {"attempt"}

    def test_one_lists_ones_own_and_administrators_anybodys(self, bank):
        exam_id = bank.create()["exam_id"]
        for who in ("lin", "wang"):
            bank.sit(exam_id, right=0, actor=who)
            bank.sit(exam_id, right=5, actor=who)
        own = bank.call("list_attempts")["attempts"]
        assert [(one["person_id"], one["number"]) for one in own] == [("lin", 2), ("lin", 1)]
        assert len(bank.call("list_attempts", HRSS, person_id="-", exam_id=exam_id)["attempts"]) == 4
        assert len(bank.call("list_attempts", HRSS, person_id="wang")["attempts"]) == 2
        assert bank.call("list_attempts", HRSS)["attempts"] == []
        for whose in ("wang", "-"):
            assert refusal(bank.call, "list_attempts", person_id=whose).reason == "PERMISSION_DENIED"

    def test_the_list_turns_pages(self, bank):
        exam_id = bank.create()["exam_id"]
        for _ in range(5):
            bank.sit(exam_id, right=0)
        first = bank.call("list_attempts", page_size=2)
        second = bank.call("list_attempts", page_size=2, page_token=first["next_page_token"])
        third = bank.call("list_attempts", page_size=2, page_token=second["next_page_token"])
        numbers = [one["number"] for page in (first, second, third) for one in page["attempts"]]
        assert numbers == [5, 4, 3, 2, 1]
        assert third["next_page_token"] == ""

    def test_pools_hold_only_what_belongs_to_them(self, bank):
        with bank.units() as uow:
            assert len(uow.items.pool(2026, Category.PUBLIC).items) == 22
            assert uow.items.pool(2026, Category.PROFESSIONAL).items == ()
