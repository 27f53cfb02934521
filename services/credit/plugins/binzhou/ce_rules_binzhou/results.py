"""Prizes, appraised results, patents: level, grade and rank (成果), BZ21 附件一(二), 附件二(五)."""

from ce_rules.authoring import Activity, Amount, Outcome, Sheet
from ce_rules_binzhou import claims

AWARD_READS = "level grade rank kind hrss_recognised reviewer_hours"
MEDALS = {"special": "first", "gold": "first", "silver": "second", "bronze": "third"}
BELOW = {"first": "second", "second": "third"}
GRADES = ("none", "merit", "third", "second", "first", "special")
COLUMN = {"first": "一等奖", "second": "二等奖", "third": "三等奖", "appraised": "鉴定成果"}


def award(a: Activity, sheet: Sheet) -> Outcome:
    """Convert a prize by level, grade and the person's place."""
    table = sheet.param("results.table")
    level, stated = a.need("level"), a.word("grade") or "none"
    if level not in table.value:
        return claims.manual(a, sheet, table.clause, "成果折算表没有该级别，须由审核人认定")
    grade = _grade(stated, sheet)
    if grade is None:
        by_reading = stated != "merit"
        template = "成果折算表没有该等次，须由审核人认定"
        return claims.manual(a, sheet, table.clause, template, undetermined=by_reading)
    column = _column(grade, a.count("rank", 1), sheet)
    value: Amount = 0 if column is None else table.cell(level, column) or 0
    if a.word("kind") == "general_design":
        return sheet.refuse("general_design", value, table, "一般设计奖不在此列")
    if a.denied("hrss_recognised") and a.word("kind") in {None, "competition"}:
        return sheet.refuse("not_recognised_by_hrss", value, table, "竞赛活动未经人力资源社会保障部门认可")
    if column is None:
        return sheet.refuse("zero_share", 0, table, "三等奖第四位以后没有下一等次，不计")
    sheet.step(
        table,
        "{level}{stated}，本人第 {rank} 位，按{column}计 {value} {unit}",
        level=_level_text(level),
        stated=COLUMN.get(grade, "奖项（不分等次）"),
        column=COLUMN[column],
        rank=a.count("rank", 1),
        value=value,
    )
    return claims.enter(a, sheet, value, (_levels(sheet).index(level), GRADES.index(_base(stated))))


def _grade(stated: str, sheet: Sheet) -> str | None:
    """Give the column of the table for a grade, `none` for an ungraded prize, `None` if a person must decide."""
    if stated in {"first", "second", "third", "none"}:
        return stated
    return MEDALS.get(stated) if stated in MEDALS and sheet.reading("BZ-A3") == "R1" else None


def _base(stated: str) -> str:
    return stated if stated in GRADES else MEDALS[stated]


def _column(grade: str, rank: int, sheet: Sheet) -> str | None:
    """Place the person: graded prizes one grade down from the fourth, ungraded by the ladder 1-3, 4-6, 7 on."""
    first = sheet.param("results.own_grade_upto").count
    if grade == "none":
        second = sheet.param("results.second_grade_upto").count
        return "first" if rank <= first else "second" if rank <= second else "third"
    if rank <= first:
        return grade
    if grade in BELOW:
        return BELOW[grade]
    return {"R1": "third", "R2": "appraised", "R3": None}[sheet.reading("BZ-A2")]


def appraised(a: Activity, sheet: Sheet) -> Outcome:
    """Convert an appraised result by level; one level down from the fourth person."""
    return _appraised(a, sheet, a.need("level"), by_rank=True)


def patent(a: Activity, sheet: Sheet) -> Outcome:
    """Convert a patent as an appraised result of the level the notice gives its kind (BZ-A4)."""
    kinds = sheet.param("results.patents")
    return _appraised(a, sheet, kinds.value[a.need("patent")], by_rank=sheet.reading("BZ-A4") == "R1")


def _appraised(a: Activity, sheet: Sheet, level: str, *, by_rank: bool) -> Outcome:
    table, levels = sheet.param("results.table"), _levels(sheet)
    if level not in levels:
        return claims.manual(a, sheet, table.clause, "成果折算表没有该级别，须由审核人认定")
    rank, height = a.count("rank", 1), levels.index(level)
    if by_rank and rank > sheet.param("results.own_grade_upto").count:
        if height == 0:
            value = sheet.param("results.county_later").amount
            sheet.step(table, "县区级鉴定成果第四位以后人员，计 {value} {unit}", value=value)
            return claims.enter(a, sheet, value, (0, 0))
        level = levels[height - 1]
    value = table.cell(level, "appraised") or 0
    sheet.step(
        table,
        "按{level}鉴定成果（本人第 {rank} 位），计 {value} {unit}",
        level=_level_text(level),
        rank=rank,
        value=value,
    )
    return claims.enter(a, sheet, value, (height, 0))


def _levels(sheet: Sheet) -> tuple[str, ...]:
    return tuple(sheet.param("results.table").value)


def _level_text(level: str) -> str:
    return {"county": "县区级", "prefecture": "地市级", "provincial": "省部级", "national": "国家级"}[level]
