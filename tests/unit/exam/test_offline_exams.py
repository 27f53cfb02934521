"""Offline exams: one of the two modes, seats, admission lists, marks that a second person confirms."""

import base64
import io
import zipfile

import pytest
from openpyxl import load_workbook

from ce_exam.adapters.admission_list import write_list
from ce_files.testing import xlsx
from ce_kit.db.once import BatchOnce
from ce_kit.errors import DomainError, Kind, ServiceFault
from ce_kit.testing.bus import event, person
from ce_nameko.testing import with_dependencies

HRSS = ("city_admin", "unit-hrss")
HU, MA = person("hu", HRSS), person("ma", HRSS)
ONE_OF_TWO = {"value": "no", "clause": "ZB20 三(二)3", "source": "s", "reason": "二选一"}


def offline_day(last):
    def answer(facts):
        value = "yes" if facts["session"] <= last else "no"
        return {"value": value, "clause": "ZB20 三(二)2", "source": "s", "reason": f"集中定点考试截至 {last}"}

    return answer


@pytest.fixture
def city(zibo):
    """Zibo: a paid resit, one of the two modes, offline until 25 March."""
    zibo.questions |= {"exam_mode": ONE_OF_TWO, "offline_exam": offline_day("2026-03-25")}
    return zibo


def offline(exams, **fields):
    given = {"mode": "EXAM_MODE_OFFLINE", "blueprint": [], "duration_minutes": 0, "points_per_item": 0}
    return exams.create(**{**given, "full_marks": 100, **fields})["exam_id"]


def announce(exams, exam_id, day="2026-03-20", seats=(2, 1), **fields):
    given = {
        "exam_id": exam_id,
        "starts_at": f"{day}T01:00:00Z",
        "ends_at": f"{day}T03:00:00Z",
        "registration_opens_at": "2026-03-01T00:00:00Z",
        "registration_closes_at": "2026-03-18T16:00:00Z",
        "cancel_until": "2026-03-19T04:00:00Z",
        "venues": [{"name": f"第{n}考点", "address": "柳泉路", "seats": count} for n, count in enumerate(seats, 1)],
    }
    return exams.call("announce_session", HU, **{**given, **fields})["session"]["session_id"]


def register(exams, session_id, who="lin", **payload):
    return exams.call("register_for_session", who, session_id=session_id, **payload)["registration"]


def refusal(call, *args, **kwargs):
    with pytest.raises(DomainError) as refused:
        call(*args, **kwargs)
    return refused.value


def know(exams, **names):
    """Tell the service of people."""
    from ce_exam.entrypoints.service import ExamService

    data = [{"person_id": one, "name": name, "id_number_masked": "3703**********12"} for one, name in names.items()]
    told = [event("identity.person.registered.v1", one, subject=one["person_id"]) for one in data]
    uow = exams.units(once=BatchOnce("exam.identity.person.registered.v1"))
    with_dependencies(ExamService, uow=uow, clock=exams.clock).on_person_registered(told)


def admission_list(exams, session_id, form="XLSX", actor=HU):
    answer = exams.call("write_admission_list", actor, session_id=session_id, format=f"ADMISSION_LIST_FORMAT_{form}")
    return answer, exams.files.written[answer["file_ticket"]]


def bring_marks(exams, session_id, *rows, header=("准考证号", "姓名", "成绩"), **payload):
    ticket = exams.sheets.upload(xlsx(header, rows), "hu")
    return exams.call("import_marks", HU, session_id=session_id, file_ticket=ticket, **payload)


def problems(answer):
    return [(one["code"], one["column"]) for row in answer["rows"] for one in row["problems"]]


class TestModes:
    def test_the_rule_is_kept_with_the_exam(self, city):
        exam = city.create()
        assert exam["mode_policy"] == {"exclusive": True, "change_after_failure": False, "clause": "ZB20 三(二)3"}

    def test_where_no_notice_rules_the_modes_do_not_exclude_each_other(self, bank):
        bank.questions["exam_mode"] = ServiceFault(Kind.NOT_FOUND, "UNKNOWN_QUESTION", "没有这个问题", {})
        bank.credit.answers["ask_rule"] = lambda payload: _raise_or(bank._answer, bank, payload)
        assert bank.create()["mode_policy"]["exclusive"] is False

    def test_who_began_online_cannot_register_offline_even_after_failing(self, city):
        online, session_id = city.create()["exam_id"], announce(city, offline(city))
        city.sit(online, right=0)
        refused = refusal(register, city, session_id)
        assert refused.reason == "MODE_CHOSEN"
        assert "只能二选一（ZB20 三(二)3）" in refused.message

    def test_who_registered_cannot_begin_online_until_the_registration_is_cancelled(self, city):
        online, session_id = city.create()["exam_id"], announce(city, offline(city))
        seat = register(city, session_id)
        assert city.standing(online)["status"] == "STANDING_STATUS_MODE_CHOSEN"
        assert refusal(city.start, online).reason == "MODE_CHOSEN"
        city.call("cancel_registration", registration_id=seat["registration_id"])
        assert city.start(online)["attempt"]["number"] == 1

    def test_the_other_reading_allows_a_change_after_failing(self, city):
        city.questions["exam_mode"] = lambda facts: {**ONE_OF_TWO, "value": "yes" if facts["failed"] else "no"}
        online, session_id = city.create()["exam_id"], announce(city, offline(city))
        city.start(online, "live")
        assert refusal(register, city, session_id, "live").reason in ("LIVE_ELSEWHERE", "MODE_CHOSEN")
        city.sit(online, right=0)
        assert refusal(register, city, session_id).reason == "RESIT_UNPAID"
        city.pay(online, "lin")
        assert register(city, session_id)["seat_number"] == 1

    def test_an_offline_exam_cannot_be_begun_online(self, city):
        assert refusal(city.start, offline(city)).reason == "HELD_OFFLINE"

    def test_modes_do_not_exclude_each_other_without_a_rule_but_chances_are_counted_together(self, weihai):
        weihai.questions |= {"exam_mode": {"value": "silent"}, "offline_exam": {"value": "silent"}}
        online, session_id = weihai.create()["exam_id"], announce(weihai, offline(weihai))
        weihai.sit(online, right=0)
        register(weihai, session_id)
        assert refusal(weihai.start, online).reason == "RESTUDY_NEEDED"  # two chances: one used, one registered


def _raise_or(answer, exams, payload):
    found = exams.questions.get(payload["question"])
    if isinstance(found, Exception):
        raise found
    return answer(payload)


class TestSessions:
    def test_after_the_notices_last_day_none_is_announced(self, city):
        refused = refusal(announce, city, offline(city), day="2026-03-26")
        assert (refused.reason, refused.metadata["clause"]) == ("OFFLINE_TOO_LATE", "ZB20 三(二)2")
        assert announce(city, offline(city), day="2026-03-25")

    def test_where_the_notice_is_silent_any_day_of_the_exam_is_good_and_no_clause_is_named(self, city):
        city.questions["offline_exam"] = {"value": "silent", "clause": "WH19（通知全称）", "reason": "没有规定"}
        exam_id = offline(city)
        announce(city, exam_id, day="2026-03-31")
        (listed,) = city.call("list_sessions", "lin", exam_id=exam_id)["sessions"]
        assert listed["session"]["clause"] == ""

    @pytest.mark.parametrize(
        "fields",
        [
            {"ends_at": "2026-03-20T00:59:00Z"},
            {"ends_at": "2026-03-20T17:00:00Z"},
            {"registration_closes_at": "2026-03-20T02:00:00Z"},
            {"registration_opens_at": "2026-03-19T00:00:00Z"},
            {"cancel_until": "2026-03-20T01:01:00Z"},
            {"registration_opens_at": "2026-02-01T00:00:00Z", "registration_closes_at": "2026-03-02T04:00:00Z"},
            {"venues": [{"name": "甲", "address": "乙", "seats": 1}] * 2},
        ],
    )
    def test_fields_that_contradict_each_other_are_refused(self, city, fields):
        assert refusal(announce, city, offline(city), **fields).reason == "BAD_SESSION"
        assert city.units.rows("exam_session") == []

    def test_an_online_exam_has_no_sessions(self, city):
        assert refusal(announce, city, city.create()["exam_id"]).reason == "BAD_SESSION"

    def test_seats_are_given_in_order_and_a_full_session_says_so(self, city):
        session_id = announce(city, offline(city))
        seats = [register(city, session_id, who) for who in ("a", "b", "c")]
        assert [(one["venue_number"], one["seat_number"]) for one in seats] == [(1, 1), (1, 2), (2, 1)]
        assert [one["admission_number"] for one in seats] == ["2026101010001", "2026101010002", "2026101020001"]
        assert refusal(register, city, session_id, "d").reason == "SESSION_FULL"
        city.call("cancel_registration", "b", registration_id=seats[1]["registration_id"])
        assert register(city, session_id, "d")["admission_number"] == "2026101010002"

    def test_a_place_may_be_chosen(self, city):
        session_id = announce(city, offline(city))
        assert register(city, session_id, "a", venue_number=2)["venue_number"] == 2
        assert refusal(register, city, session_id, "b", venue_number=2).reason == "SESSION_FULL"

    def test_one_seat_for_a_person(self, city):
        exam_id = offline(city)
        first, second = announce(city, exam_id), announce(city, exam_id, day="2026-03-21")
        register(city, first)
        assert refusal(register, city, first).reason == "ALREADY_REGISTERED"
        assert refusal(register, city, second).reason == "ALREADY_REGISTERED"
        assert city.standing(exam_id)["status"] == "STANDING_STATUS_REGISTERED"

    def test_the_list_shows_free_seats_and_ones_own(self, city):
        exam_id = offline(city)
        session_id = announce(city, exam_id)
        seat = register(city, session_id)
        (listed,) = city.call("list_sessions", "lin", exam_id=exam_id)["sessions"]
        assert [venue["free"] for venue in listed["session"]["venues"]] == [1, 1]
        assert listed["registration"]["registration_id"] == seat["registration_id"]
        (others,) = city.call("list_sessions", "other", exam_id=exam_id)["sessions"]
        assert "registration" not in others

    def test_registration_and_cancelling_have_their_times(self, city):
        session_id = announce(city, offline(city))
        seat = register(city, session_id)
        city.set_time("2026-03-19T00:00:00")
        assert refusal(register, city, session_id, "late").reason == "REGISTRATION_CLOSED"
        city.set_time("2026-03-19T12:00:00")
        own = {"registration_id": seat["registration_id"]}
        assert refusal(city.call, "cancel_registration", "lin", **own).reason == "TOO_LATE_TO_CANCEL"
        assert refusal(city.call, "cancel_registration", "other", **own).reason == "REGISTRATION_NOT_FOUND"

    def test_a_session_called_off_frees_everybody(self, city):
        exam_id = offline(city)
        session_id = announce(city, exam_id)
        register(city, session_id)
        assert city.call("call_off_session", HU, session_id=session_id, reason="台风") == {"cancelled": 1}
        assert "台风" in refusal(register, city, session_id).message
        assert city.standing(exam_id)["status"] == "STANDING_STATUS_ELIGIBLE"
        assert (
            refusal(city.call, "call_off_session", HU, session_id=session_id, reason="x").reason == "SESSION_CALLED_OFF"
        )


class TestAdmissionList:
    def test_it_names_everybody_with_a_seat_and_masks_id_numbers(self, city):
        session_id = announce(city, offline(city))
        register(city, session_id, "a")
        register(city, session_id, "b", venue_number=2)
        know(city, a="=1+1", b="龘王")
        answer, content = admission_list(city, session_id)
        rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
        assert rows[0] == ("准考证号", "姓名", "身份证号", "考点", "座位号", "成绩")
        assert rows[1][:5] == ("2026101010001", "=1+1", "3703**********12", "第1考点", "1")
        assert rows[2][1] == "龘王"
        assert (answer["admitted"], answer["left_out"]) == (2, [])
        assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
        (audit,) = city.units.audits("admission_list.written")
        assert audit["detail"]["admitted"] == 2

    def test_who_passed_meanwhile_is_left_out_and_named(self, bank):
        bank.questions |= {"exam_mode": {"value": "silent"}, "offline_exam": {"value": "silent"}}
        online, session_id = bank.create()["exam_id"], announce(bank, offline(bank))
        seat = register(bank, session_id, "a")
        register(bank, session_id, "b")
        bank.sit(online, right=5, actor="a")
        answer, _ = admission_list(bank, session_id)
        assert answer["admitted"] == 1
        assert answer["left_out"] == [{"admission_number": seat["admission_number"], "reason": "已考试合格"}]

    def test_as_pdf_it_is_the_same_bytes_twice(self, city):
        session_id = announce(city, offline(city))
        register(city, session_id)
        know(city, lin="林𠮷")
        _, first = admission_list(city, session_id, "PDF")
        _, second = admission_list(city, session_id, "PDF")
        assert first.startswith(b"%PDF")
        assert first == second

    def test_a_year_and_a_name_with_the_ideographic_zero_are_printed(self):
        title, rows = "二〇二六年度公需科目考试", [["林〇"]]
        answer = write_list({"format": "pdf", "title": title, "about": [], "columns": ["姓名"], "rows": rows})
        assert answer["missing"] == []
        assert base64.b64decode(answer["content"]).startswith(b"%PDF")

    def test_a_character_of_no_font_is_named_and_not_printed_as_a_box(self):
        request = {"format": "pdf", "title": "t", "about": [], "columns": ["姓名"], "rows": [["林\ue863"]]}
        answer = write_list(request)
        assert (answer["missing"], base64.b64decode(answer["content"])) == (["\ue863"], b"")


class TestMarks:
    @pytest.fixture
    def session(self, city):
        session_id = announce(city, offline(city), seats=(9,))
        for who in ("a", "b", "c"):
            register(city, session_id, who)
        know(city, a="张三", b="李四", c="王五")
        city.set_time("2026-03-21T09:00:00")
        return session_id

    def rows(self):
        return [
            ["2026101010001", "张三", 60],
            ["2026101010002", "李 四", "59"],
            ["2026101010003", "王五", "缺考"],
        ]

    def test_the_list_that_was_written_is_filled_in_and_read(self, city, session):
        _, content = admission_list(city, session)
        book = load_workbook(io.BytesIO(content))
        for row, points in enumerate((60, 59, "缺考"), start=2):
            book.active.cell(row, 6).value = points
        file = io.BytesIO()
        book.save(file)
        ticket = city.sheets.upload(file.getvalue(), "hu")
        answer = city.call("import_marks", HU, session_id=session, file_ticket=ticket, dry_run=True)
        assert answer["counts"] == {"READ": 3, "PASSED": 1, "FAILED": 1, "ABSENT": 1}
        assert (answer["import_id"], city.units.rows("mark_import")) == ("", [])

    def test_nothing_counts_until_a_second_person_confirms(self, city, session):
        imported = bring_marks(city, session, *self.rows())
        assert city.units.facts("exam.attempt.graded.v1") == city.units.rows("attempt") == []
        own = refusal(city.call, "decide_marks", HU, import_id=imported["import_id"], confirm=True)
        assert own.reason == "SECOND_PERSON_NEEDED"
        assert city.call("decide_marks", MA, import_id=imported["import_id"], confirm=True) == {
            "graded": 2,
            "absent": 1,
        }
        again = refusal(city.call, "decide_marks", MA, import_id=imported["import_id"], confirm=True)
        assert again.reason == "ALREADY_DECIDED"

    def test_who_confirms_sees_whose_marks_they_are(self, city, session):
        unknown_first = [["2026101019999", "赵六", 100], *self.rows()[::-1]]
        import_id = bring_marks(city, session, *unknown_first)["import_id"]
        page = city.call("list_mark_import_rows", MA, import_id=import_id, page_size=2)
        rest = city.call("list_mark_import_rows", MA, import_id=import_id, page_token=page["next_page_token"])
        names = ("admission_number", "person_id", "name", "venue_number", "seat_number", "points", "verdict")
        assert [tuple(row[name] for name in names) for row in [*page["rows"], *rest["rows"]]] == [
            ("2026101010001", "a", "张三", 1, 1, 60, "MARK_VERDICT_PASSED"),
            ("2026101010002", "b", "李四", 1, 2, 59, "MARK_VERDICT_FAILED"),
            ("2026101010003", "c", "王五", 1, 3, 0, "MARK_VERDICT_ABSENT"),
        ]
        assert rest["next_page_token"] == ""
        city.call("decide_marks", MA, import_id=import_id, confirm=True)
        assert city.call("list_mark_import_rows", HU, import_id=import_id)["rows"] == [*page["rows"], *rest["rows"]]

    def test_marks_that_were_never_imported_have_no_rows(self, city, session):
        assert refusal(city.call, "list_mark_import_rows", MA, import_id="nothing").reason == "MARK_IMPORT_NOT_FOUND"

    def test_confirmed_marks_are_told_as_online_ones_are(self, city, session):
        imported = bring_marks(city, session, *self.rows())
        city.call("decide_marks", MA, import_id=imported["import_id"], confirm=True)
        told = {fact["data"]["person_id"]: fact for fact in city.units.facts("exam.attempt.graded.v1")}
        assert set(told) == {"a", "b"}
        first = told["a"]["data"]
        assert (first["mode"], first["mark"], first["pass_mark"], first["passed"]) == ("offline", 60, 60, True)
        assert (first["sat_on"], first["number"], first["round"], told["a"]["version"]) == ("2026-03-20", 1, 1, 1)
        attempt = city.call("get_attempt", "b", attempt_id=told["b"]["data"]["attempt_id"])["attempt"]
        assert (attempt["state"], attempt["mark"]["passed"]) == ("ATTEMPT_STATE_GRADED", False)

    def test_afterwards_standings_follow(self, city, session):
        exam_id = city.units.rows("exam")[0]["exam_id"]
        imported = bring_marks(city, session, *self.rows())
        city.call("decide_marks", MA, import_id=imported["import_id"], confirm=True)
        assert [city.standing(exam_id, who)["status"] for who in ("a", "b", "c")] == [
            "STANDING_STATUS_PASSED",
            "STANDING_STATUS_RESIT_UNPAID",
            "STANDING_STATUS_ELIGIBLE",
        ]

    def test_a_rejection_needs_no_undoing(self, city, session):
        imported = bring_marks(city, session, *self.rows())
        city.call("decide_marks", MA, import_id=imported["import_id"], confirm=False, reason="录错考点")
        (shown,) = city.call("list_mark_imports", HU, session_id=session)["imports"]
        assert (shown["decided"], shown["confirmed"], shown["reason"]) == (True, False, "录错考点")
        assert bring_marks(city, session, *self.rows())["counts"]["READ"] == 3

    def test_two_imports_of_the_same_people_settle_them_once(self, city, session):
        first, second = (bring_marks(city, session, *self.rows())["import_id"] for _ in range(2))
        city.call("decide_marks", MA, import_id=first, confirm=True)
        refused = refusal(city.call, "decide_marks", MA, import_id=second, confirm=True)
        assert refused.reason == "REGISTRATION_INTERFERED"
        assert len(city.units.rows("mark")) == 2
        assert problems(bring_marks(city, session, self.rows()[0])) == [("ALREADY_SETTLED", "准考证号")]

    @pytest.mark.parametrize(
        ("row", "problem"),
        [
            (["", "张三", 60], ("MISSING", "准考证号")),
            (["2026101019999", "张三", 60], ("UNKNOWN_NUMBER", "准考证号")),
            (["2026101010001", "李四", 60], ("NAME_MISMATCH", "姓名")),
            (["2026101010001", "张三", ""], ("MISSING", "成绩")),
            (["2026101010001", "张三", 101], ("BAD_MARK", "成绩")),
            (["2026101010001", "张三", 60.5], ("BAD_MARK", "成绩")),
            (["2026101010001", "张三", "-1"], ("BAD_MARK", "成绩")),
            (["2026101010001", "张三", "=1+1"], ("FORMULA_CELL", "成绩")),
        ],
    )
    def test_bad_rows_say_what_is_wrong_and_block_no_good_ones(self, city, session, row, problem):
        answer = bring_marks(city, session, row, self.rows()[1], dry_run=True)
        assert problem in problems(answer)
        assert (answer["counts"]["READ"], answer["counts"]["REJECTED"]) == (1, 1)

    def test_a_number_twice_is_refused_and_missing_people_are_named(self, city, session):
        answer = bring_marks(city, session, *self.rows()[:1] * 2)
        assert problems(answer) == [("DUPLICATE_IN_FILE", "准考证号")]
        assert answer["not_listed"] == ["2026101010002", "2026101010003"]
        assert answer["counts"]["NOT_LISTED"] == 2

    def test_marks_before_the_end_are_refused(self, city):
        session_id = announce(city, offline(city))
        assert refusal(bring_marks, city, session_id).reason == "SESSION_NOT_OVER"
