"""Make-up of 2018-2021 on the platforms (往年补学), NY22 四(三)."""

from datetime import date

from ce_rules.authoring import (
    Account,
    Activity,
    ByYears,
    GrantedYear,
    Minimum,
    Once,
    Outcome,
    Override,
    Rule,
    RuleSetSpec,
    Sheet,
    YearlyMinimums,
    Years,
    validity,
)
from ce_rules.formulas import courses
from ce_rules_taian import questions
from ce_rules_taian.validity import FIRST

CLAUSE = "NY22 四(三)"
READS = f"for_year done {courses.READS}"


def makeup(a: Activity, sheet: Sheet) -> Outcome:
    """Count a course of an open year once its exam is passed."""
    year, hours, category = validity.year_of(a, sheet), a.amount("hours"), a.need("category")
    first, last = sheet.param("makeup.first_year"), sheet.param("makeup.last_year")
    since, done = sheet.param("makeup.since"), a.day("done")
    opened = done is None or done >= date(since.count, 1, 1)
    if not first.count <= year <= last.count or not opened:
        template = "{since} 年起开放 {first}-{last} 年度补学"
        refused = sheet.refuse(
            "not_open", hours, first, template, since=str(since.count), first=str(first.count), last=str(last.count)
        )
        return refused.also(granted=False)
    if year not in sheet.scope.years:
        return sheet.refuse("wrong_year", hours, CLAUSE, "补学的是 {year} 年度", year=str(year)).also(granted=False)
    value = a.need("hours")
    if courses.unfinished(a):
        return sheet.refuse("course_unfinished", value, CLAUSE, "课程未学完").also(granted=False)
    result = courses.exam_result(a)
    if result != "passed":
        reason = "exam_failed" if result == "failed" else "exam_missing"
        return sheet.refuse(reason, value, CLAUSE, "考试合格后补发该年度学时证书").also(granted=False)
    names = {"public": "公需", "professional": "专业"}
    sheet.step(
        CLAUSE, "{year} 年度{name}补学 {value} 学时，考试合格", year=str(year), name=names[category], value=value
    )
    return sheet.count(value, category, year=year, granted=True)


COURSE = Once("course", "course", CLAUSE, other="duplicate", when=("NY-A12", "R1", "R3"))
_RULE = Rule(makeup, CLAUSE, READS, FIRST, (COURSE,))

STANDARD = YearlyMinimums(
    CLAUSE,
    (
        Minimum("public", "公需科目", "makeup.public", category="public"),
        Minimum("professional", "专业科目", "makeup.professional", category="professional"),
    ),
)

MAKEUP = RuleSetSpec(
    id="NY22-makeup",
    notice="NY22",
    years=Years(None, 2021),
    unit="hours",
    base=("370000", "SD-hours"),
    standard=Override(
        "SD 学时标准",
        ByYears(
            CLAUSE,
            (
                (
                    Years(None, 2017),
                    GrantedYear(CLAUSE, "文件没有 2017 年及以前年度的标准，也未开放补学，须由人工判定"),
                ),
                (Years(2018, 2021), STANDARD),
            ),
        ),
    ),
    accounts=(Account("public", "public", "公需补学"), Account("professional", "professional", "专业补学")),
    rules={"makeup_course": _RULE, "platform_course": _RULE},
    silent_clause=CLAUSE,
    questions=questions.MAKEUP,
    needs_record=Years(None, 2017),
    granted_by_standard=True,
)
