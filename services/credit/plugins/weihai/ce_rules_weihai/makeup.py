"""Make-up of the public subject of 2015-2018 (公需科目补学), WH19 一(一)."""

from ce_rules.authoring import Activity, Once, Outcome, Rule, Sheet, validity
from ce_rules.formulas import courses

CLAUSE = "WH19 一(一)"


def makeup(a: Activity, sheet: Sheet) -> Outcome:
    """Grant the year's public subject if it was passed by the last day (WH-A8)."""
    year = validity.year_of(a, sheet)
    first, last = sheet.param("makeup.first_year"), sheet.param("makeup.last_year")
    last_day = sheet.param("makeup.last_day")
    if not first.count <= year <= last.count or a.word("category") == "professional":
        template = "只开放 {first}-{last} 年度公需科目补学"
        return sheet.refuse("not_open", None, first, template, first=str(first.count), last=str(last.count)).also(
            granted=False
        )
    if year not in sheet.scope.years:
        return sheet.refuse("wrong_year", None, CLAUSE, "补学的是 {year} 年度", year=str(year)).also(granted=False)
    done = a.day("done")
    if done is not None and done > last_day.day:
        template = "补学截至 {last}，本项完成于 {done}，以后不再提供"
        refused = sheet.refuse("late", None, last_day, template, last=last_day.day.isoformat(), done=done.isoformat())
        return refused.also(granted=False)
    result = courses.exam_result(a)
    if result != "passed":
        reason = "exam_failed" if result == "failed" else "exam_missing"
        return sheet.refuse(reason, None, CLAUSE, "补学须通过考试").also(granted=False)
    if sheet.reading("WH-A8") == "R2":
        sheet.step(CLAUSE, "{year} 年度公需科目补学合格；文件没有写明学时数", year=str(year))
        return sheet.outcome(None, (), year=year, granted=True, unknown=("makeup",), open=("public",))
    hours = sheet.param("makeup.hours")
    sheet.step(hours, "{year} 年度公需科目补学合格，计该年度公需 {hours} 学时", year=str(year), hours=hours.amount)
    return sheet.count(hours.amount, "makeup", year=year, granted=True)


RULE = Rule(
    makeup,
    CLAUSE,
    "for_year category done exam exam_attempts",
    (validity.genuine("WH19 二(三)3"),),
    (Once("makeup", None, CLAUSE, other="duplicate", per_year=True),),
)
