"""Degree study and the self-study examination (学历教育、自学考试), BZ21 附件一(四), 附件二(七)."""

from ce_rules.authoring import Activity, Outcome, Sheet
from ce_rules_binzhou import claims

READS = "passed courses_failed counted_before"


def degree(a: Activity, sheet: Sheet) -> Outcome:
    """Convert a year of degree study whose exams were passed (BZ-A9)."""
    value = sheet.param("degree.per_year")
    if a.denied("passed") or a.count("courses_failed", 0):
        return sheet.refuse("exam_failed", value.amount, value, "学习期间考试成绩不合格")
    before = a.read("counted_before") or ()
    if before:
        once = sheet.desk.unit == "hours" and sheet.reading("BZ-A9") == "R3"
        year = a.count("for_year", sheet.scope.year)
        if once or year in before:
            template = "同一学历已在 {years} 年度计算"
            return sheet.refuse("duplicate", value.amount, value, template, years="、".join(map(str, before)))
    sheet.step(value, "学历教育学习期间考试成绩合格，计 {value} {unit}", value=value.amount)
    return claims.enter(a, sheet, value.amount)


def self_study_exam(a: Activity, sheet: Sheet) -> Outcome:
    """Convert passed subjects of the self-study examination, each with its certificate."""
    each, subjects = sheet.param("degree.per_subject"), a.need("subjects")
    value = subjects * each.amount
    sheet.step(
        each,
        "自学考试合格 {subjects} 科，每科 {each} {unit}，计 {value} {unit}",
        subjects=subjects,
        each=each.amount,
        value=value,
    )
    return claims.enter(a, sheet, value)
