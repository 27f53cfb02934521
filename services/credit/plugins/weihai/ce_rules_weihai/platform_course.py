"""Online courses: public with two exam chances, professional with questions (平台课程), WH19 一."""

from collections.abc import Sequence

from ce_rules.authoring import Activity, Guard, NotCounted, Outcome, Sheet, validity
from ce_rules.formulas import courses

READS = f"{courses.READS} questions"


def platform_course(a: Activity, sheet: Sheet) -> Outcome:
    """Count a course once its exam (public) or its questions (professional) are passed."""
    hours = a.need("hours")
    if courses.unfinished(a):
        clause = "WH19 一"
        return sheet.refuse(
            "course_unfinished", hours, clause, "只学了 {watched} 学时，课程未学完", watched=a.amount("watched")
        )
    return _public(a, sheet) if a.need("category") == "public" else _professional(a, sheet)


def _public(a: Activity, sheet: Sheet) -> Outcome:
    hours = a.need("hours")
    sat = _sat(a)
    used, allowed, passed = _chances(sat, sheet)
    if passed and used <= allowed:
        sheet.step("WH19 一(一)", "公需科目 {hours} 学时，考试合格", hours=hours)
        return sheet.count(hours, "public")
    if used >= allowed:
        chances = sheet.param("exam.chances")
        template = "每人有 {chances} 次考试机会，均不合格的须申请重新学习；未重新学习的考试无效"
        return sheet.refuse("needs_restudy", hours, chances, template, chances=chances.count)
    if sat:
        return sheet.refuse("exam_failed", hours, "WH19 一(一)", "公需科目考试不合格，尚有考试机会")
    return sheet.refuse("exam_missing", hours, "WH19 一(一)", "公需科目须通过考试取得学时")


def _sat(a: Activity) -> tuple[str, ...]:
    """List the attempts with new study between them; the stated result is the last attempt."""
    sat: tuple[str, ...] = a.words("exam_attempts") or ()
    stated = a.word("exam")
    if stated is None and not sat:
        return ("passed",)
    if stated in {"passed", "failed"} and (not sat or sat[-1] != stated):
        sat = (*sat, stated)
    return sat


def _chances(sat: Sequence[str], sheet: Sheet) -> tuple[int, int, bool]:
    """Count the chances used since the last new study, those there were, and whether one was passed."""
    allowed, used, passed = sheet.param("exam.chances").count, 0, False
    for result in sat:
        if result == "restudy":
            one_only = sheet.reading("WH-A7") == "R2"
            allowed, used = (1 if one_only else sheet.param("exam.chances").count), 0
            continue
        used += 1
        if used <= allowed and result == "passed":
            passed = True
            break
    return used, allowed, passed


def _professional(a: Activity, sheet: Sheet) -> Outcome:
    hours = a.need("hours")
    result = courses.exam_result(a)
    if result == "failed":
        return sheet.refuse("exam_failed", hours, "WH19 一(二)", "未通过答题")
    if a.word("questions") == "not_answered" or result == "none":
        return sheet.refuse("exam_missing", hours, "WH19 一(二)", "专业科目须通过答题取得学时")
    sheet.step("WH19 一(二)", "专业科目网络培训 {hours} 学时，通过答题", hours=hours)
    return sheet.count(hours, "professional")


def _in_time() -> Guard:
    """Ask public study by 30 September, professional study by the year's end (WH-A5, WH-A12)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        year = validity.year_of(a, sheet)
        if year not in sheet.scope.years:
            return sheet.item("wrong_year", outcome.would_count, "WH19 二(一)", "申报计入 {year} 年度", year=str(year))
        if a.word("category") == "professional":
            return validity.study_day(a, sheet, outcome, "WH19 一(二)", year, year_end_when=("WH-A5", "R1"))
        last = sheet.param("dates.public_last_day")
        day = a.day("exam_date") or a.day("done")
        if a.stated("studied") and sheet.reading("WH-A12") == "R2":
            day = a.day("studied")
        if day is not None and day.year < year:
            template = "完成日期 {day}，不属于 {year} 年度"
            return sheet.item("wrong_year", outcome.would_count, last, template, day=day.isoformat(), year=str(year))
        if day is None or day <= last.day:
            return None
        template = "公需科目培训（含考试）截止到 {last}，本项完成于 {day}"
        return sheet.item("late", outcome.would_count, last, template, last=last.day.isoformat(), day=day.isoformat())

    return Guard(check, ("for_year", "category", "studied", "done", "exam_date"))


GUARDS = (validity.genuine("WH19 二(三)3"), _in_time())
