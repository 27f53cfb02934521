"""Courses of the service platform (平台公需课、专业课), ZB20 二, 三."""

from ce_rules.authoring import Activity, Between, Guard, NotCounted, Outcome, Sheet, validity
from ce_rules.formulas import courses

READS = f"{courses.READS} part questions paid exam_mode same_as"
PARTS = {"required": "public_required", "elective": "public_elective", None: "public_courses"}


def platform_course(a: Activity, sheet: Sheet) -> Outcome:
    """Count a course of the platform: public with exam, professional with random questions only."""
    hours = a.need("hours")
    if courses.unfinished(a):
        clause = "ZB20 三(二)1"
        return sheet.refuse(
            "course_unfinished", hours, clause, "只学了 {watched} 学时，课程未学完", watched=a.amount("watched")
        )
    return _public(a, sheet) if a.need("category") == "public" else _professional(a, sheet)


def _public(a: Activity, sheet: Sheet) -> Outcome:
    hours = a.need("hours")
    resits = courses.resits(a)
    fee = _resit_fee(a, sheet, resits)
    result = courses.exam_result(a)
    if resits and a.denied("paid"):
        return sheet.refuse("not_paid", hours, "ZB20 三(三)", "补考须先缴费")
    if result == "failed":
        outcome = sheet.refuse("exam_failed", hours, "ZB20 三(二)1", "公需科目考试不合格，不取得学时；可缴费补考")
        return outcome.also(fee=fee)
    if result != "passed":
        return sheet.refuse("exam_missing", hours, "ZB20 三(二)1", "公需科目须考试合格后取得学时")
    part = {"required": "必修课", "elective": "选修课", None: "课程"}[a.word("part")]
    sheet.step("ZB20 三(二)1", "公需{part} {hours} 学时，考试合格", part=part, hours=hours)
    return sheet.count(hours, PARTS[a.word("part")], fee=fee)


def _professional(a: Activity, sheet: Sheet) -> Outcome:
    hours = a.need("hours")
    if a.denied("paid"):
        return sheet.refuse("not_paid", hours, "ZB20 三(三)", "专业科目缴费后学习")
    if a.word("questions") == "not_answered":
        return sheet.refuse("exam_missing", hours, "ZB20 三(二)1", "未完成随机答题")
    sheet.step("ZB20 三(二)1", "平台专业课 {hours} 学时，随机答题，不需要考试", hours=hours)
    return sheet.count(hours, "platform")


def _resit_fee(a: Activity, sheet: Sheet, resits: int) -> int:
    if not resits:
        return 0
    if sheet.reading("ZB-A13") == "R2" and a.word("exam_mode") == "offline":
        return 0
    each = sheet.param("fees.resit")
    sheet.step(each, "补考 {resits} 次，每次 {each} 元", resits=resits, each=each.amount)
    return resits * each.count


def no_makeup(a: Activity, sheet: Sheet) -> Outcome:
    """Refuse make-up of 2020 itself: only 2015-2019 are offered."""
    return sheet.refuse("not_open", None, "ZB20 三(四)", "补学补修只开放 2015-2019 年度")


def _offline_in_time() -> Guard:
    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        done = a.day("exam_date") or a.day("done")
        if a.word("exam_mode") != "offline" or done is None:
            return None
        last = sheet.param("dates.offline_exam_last_day")
        if done <= last.day:
            return None
        template = "集中定点考试截至 {last}，本次考试在 {done}"
        return sheet.item("late", outcome.would_count, last, template, last=last.day.isoformat(), done=done.isoformat())

    plain = Between(validity.year_start, validity.day_of("dates.offline_exam_last_day"))
    return Guard(check, ("exam_mode", "done", "exam_date"), {"done": plain, "exam_date": plain})


COURSE_GUARDS = (
    validity.genuine("ZB20 六(三)"),
    validity.in_study_time("ZB20 四", "dates.study_last_day", ("done", "exam_date")),
    _offline_in_time(),
)
