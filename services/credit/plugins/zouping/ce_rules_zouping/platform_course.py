"""Courses of the platform: finishing is enough (学完即可取得学时), ZP23 三."""

from ce_rules.authoring import Activity, Outcome, Sheet, validity
from ce_rules.formulas import courses

READS = "category hours watched course"


def platform_course(a: Activity, sheet: Sheet) -> Outcome:
    """Count a finished course; no test is asked any more (ZP-A3)."""
    hours, category = a.need("hours"), a.need("category")
    clause = "ZP23 三(一)" if category == "public" else "ZP23 三(二)"
    if courses.unfinished(a):
        watched = a.amount("watched") or 0
        template = "学完相关课程方可取得学时，只学了 {watched} 学时"
        if sheet.reading("ZP-A3") == "R1":
            return sheet.refuse("course_unfinished", hours, clause, template, watched=watched)
        rest = sheet.item("course_unfinished", hours - watched, clause, template, watched=watched)
        return sheet.count(watched, category, cut=(rest,))
    sheet.step(clause, "学完课程，取得 {hours} 学时", hours=hours)
    return sheet.count(hours, category)


def no_makeup(a: Activity, sheet: Sheet) -> Outcome:
    """Refuse make-up: the notice offers none."""
    return sheet.refuse("not_open", None, "ZP23 四(一)", "文件没有开放往年补学")


GUARDS = (
    validity.genuine("ZP23 四(四)"),
    validity.in_study_time("ZP23 四(一)", "dates.last_day"),
)
