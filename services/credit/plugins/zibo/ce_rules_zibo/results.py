"""Results: awards, patents, other results (成果类), ZB20 五(二)3(1)."""

from ce_rules.authoring import Activity, Outcome, Sheet
from ce_rules_zibo.recognition import FIELDS

READS = f"related comprehensive employer_recognised level grade rank {FIELDS}"
LEVELS = ("county", "prefecture", "provincial", "national", "international")
GRADES = ("none", "merit", "bronze", "third", "silver", "second", "gold", "first", "special")


def result(a: Activity, sheet: Sheet) -> Outcome:
    """Count ten hours for each result; no levels, no ranks, but one result only once."""
    each = sheet.param("results.each")
    if a.denied("related"):
        return sheet.refuse("unrelated", each.amount, each, "与本专业技术工作无关的成果，不认定")
    if a.affirmed("comprehensive"):
        return sheet.refuse("comprehensive", each.amount, each, "综合性奖励（如“工作先进个人”）不认定")
    if a.type == "other_result" and a.denied("employer_recognised"):
        return sheet.refuse("not_recognised_by_employer", each.amount, each, "不是用人单位认可的重要成果")
    if a.count("rank", 1) > 1 and sheet.reading("ZB-A7") != "R1":
        return sheet.refuse("zero_share", each.amount, each, "只计第一完成人")
    sheet.step(each, "成果每项计 {each} 学时", each=each.amount)
    return sheet.count(each.amount, "recognised", rank=_height(a))


def _height(a: Activity) -> tuple[int, int]:
    level, grade = a.word("level"), a.word("grade")
    return (LEVELS.index(level) if level else -1, GRADES.index(grade) if grade else -1)
