"""Degree education by courses passed (学历、学位教育), ZB20 五(二)2(1)."""

from ce_rules.authoring import Activity, NotCounted, Outcome, Sheet
from ce_rules_zibo.recognition import FIELDS

READS = f"courses_passed courses_failed subjects recognised {FIELDS}"


def degree(a: Activity, sheet: Sheet) -> Outcome:
    """Count ten hours for each course passed in the year at a school the state recognises."""
    failed = a.count("courses_failed", 0)
    passed = a.count("courses_passed", 0) if failed else a.need("courses_passed")
    return _courses(a, sheet, passed, failed)


def self_study_exam(a: Activity, sheet: Sheet) -> Outcome:
    """Count subjects of the self-study examination, which certifies course by course (单科合格证书)."""
    return _courses(a, sheet, a.need("subjects"), 0)


def _courses(a: Activity, sheet: Sheet, passed: int, failed: int) -> Outcome:
    each = sheet.param("degree.per_course")
    value = passed * each.amount
    if a.denied("recognised"):
        return sheet.refuse("school_not_recognised", value, each, "不是国家承认的学历、学位教育")
    cut: tuple[NotCounted, ...] = ()
    if failed:
        template = "{failed} 门课程考试不合格，每门 {each} 学时不计"
        cut = (sheet.item("exam_failed", failed * each.amount, each, template, failed=failed, each=each.amount),)
    template = "当年度考试合格 {passed} 门，每门折算 {each} 学时，计 {value} 学时"
    sheet.step(each, template, passed=passed, each=each.amount, value=value)
    return sheet.count(value, "recognised", cut=cut)
