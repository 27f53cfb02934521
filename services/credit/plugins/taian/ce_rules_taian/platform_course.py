"""Courses of the four platforms (平台课程), NY22 二(二), 二(四)."""

from collections.abc import Mapping, Sequence

from ce_rules.authoring import Activity, CrossRule, Guard, Item, NotCounted, Outcome, Sheet, validity
from ce_rules.formulas import courses
from ce_rules_taian.validity import FIRST, on_provincial_platform

READS = f"{courses.READS} block"
CLAUSE = "NY22 二(二)"


def platform_course(a: Activity, sheet: Sheet) -> Outcome:
    """Count a course once finished and its exam passed; rural revitalisation is professional."""
    hours, category = a.need("hours"), a.need("category")
    if courses.unfinished(a):
        return sheet.refuse(
            "course_unfinished", hours, CLAUSE, "只学了 {watched} 学时，课程未学完", watched=a.amount("watched")
        )
    result = courses.exam_result(a)
    if result == "failed":
        return sheet.refuse("exam_failed", hours, CLAUSE, "考试不合格，不登记学时")
    if result != "passed":
        return sheet.refuse("exam_missing", hours, CLAUSE, "公需、专业科目均须考试合格登记学时")
    if a.word("block") == "rural_revitalisation":
        sheet.step(CLAUSE, "乡村振兴板块 {hours} 学时计入专业科目", hours=hours)
        return sheet.count(hours, "professional")
    names = {"public": "公需科目", "professional": "专业科目"}
    sheet.step(CLAUSE, "{name} {hours} 学时，考试合格", name=names[category], hours=hours)
    return sheet.count(hours, category)


def _no_time_limit() -> Guard:
    """Let study of the year be finished at any later time (NY-A8)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        year, done = validity.year_of(a, sheet), a.day("done")
        if year not in sheet.scope.years:
            return sheet.item("wrong_year", outcome.would_count, "NY22 二(四)", "申报计入 {year} 年度", year=str(year))
        if done is None or done.year == year:
            return None
        if done.year > year and sheet.reading("NY-A8") == "R1":
            return None
        template = "{day} 完成，不属于 {year} 年度"
        return sheet.item(
            "wrong_year", outcome.would_count, "NY22 二(四)", template, day=done.isoformat(), year=str(year)
        )

    return Guard(check, ("for_year", "done"))


def _flows_over() -> Guard:
    """Ask a review of hours from a platform that does not flow into the provincial one (NY-A2)."""
    reviewed = validity.reviewed("review.chain")

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        host = a.word("platform")
        if host is None or host in flowing(sheet.reading("NY-A2"), sheet.param("platforms.hosts").items):
            return None
        return reviewed.check(a, sheet, outcome)

    return Guard(check, ("platform", "review"))


def flowing(reading: str, hosts: Sequence[str]) -> Sequence[str]:
    """Name the platforms whose hours flow over by themselves."""
    return hosts if reading == "R1" else hosts[:1]


def one_platform(items: Sequence[Item], sheet: Sheet) -> Mapping[int, Outcome]:
    """Count the hours of one platform only, the one with most (reading NY-A12 R3)."""
    sums: dict[str, int] = {}
    for item in items:
        host = item.activity.word("platform")
        if host and item.outcome.entries:
            sums[host] = sums.get(host, 0) + int(item.outcome.converted or 0)
    best = max(sums, key=lambda host: sums[host], default=None)
    changed = {}
    for item in items:
        host = item.activity.word("platform")
        if host and host != best and item.outcome.entries:
            template = "只计一个平台的学时（{best}）"
            line = sheet.item("duplicate", item.outcome.would_count, CLAUSE, template, best=str(best))
            changed[item.index] = item.outcome.refused(line)
    return changed


ONE_PLATFORM = CrossRule(
    "one_platform", one_platform, CLAUSE, ("platform_course",), "platform", ("platform",), ("NY-A12", "R3")
)
GUARDS = (*FIRST, _no_time_limit(), on_provincial_platform(), _flows_over())
