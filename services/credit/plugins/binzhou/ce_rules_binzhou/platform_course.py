"""Courses of the Binzhou platform (平台公需课、专业课), BZ21 二(一), 二(二), 三(三)."""

from ce_rules.authoring import Activity, Outcome, Sheet, validity
from ce_rules.formulas import courses

READS = courses.READS


def platform_course(a: Activity, sheet: Sheet) -> Outcome:
    """Count public courses once finished and tested, professional courses once finished."""
    hours = a.need("hours")
    category = a.need("category")
    if courses.unfinished(a):
        clause = "BZ21 二(一)"
        return sheet.refuse(
            "course_unfinished", hours, clause, "只学了 {watched} 学时，课程未学完", watched=a.amount("watched")
        )
    if category == "professional":
        sheet.step("BZ21 二(二)", "平台专业科目 {hours} 学时，系统自动登记", hours=hours)
        return sheet.count(hours, "professional")
    result = courses.exam_result(a)
    if result == "failed":
        return sheet.refuse("exam_failed", hours, "BZ21 二(一)", "在线答题测试未通过")
    if result != "passed":
        return sheet.refuse("exam_missing", hours, "BZ21 二(一)", "公需科目须学完并通过在线答题测试")
    sheet.step("BZ21 二(一)", "公需科目 {hours} 学时，通过在线答题测试", hours=hours)
    return sheet.count(hours, "public")


GUARDS = (
    validity.genuine("BZ21 三(四)"),
    validity.in_study_time("BZ21 三(一)", "dates.last_day", ("done", "exam_date")),
)
