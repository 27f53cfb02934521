"""Results, papers, books: ten hours each (科研成果、论文著作), NY22 二(三)3."""

from ce_rules.authoring import Activity, Outcome, Sheet, sharing

RESULT_READS = "employer_recognised level grade"
PAPER_READS = "published cn issn isbn authors position"
LEVELS = ("county", "prefecture", "provincial", "national", "international")
GRADES = ("none", "merit", "bronze", "third", "silver", "second", "gold", "first", "special")


def result(a: Activity, sheet: Sheet) -> Outcome:
    """Count ten hours for a result, whatever its level; one result once (NY-A10)."""
    each = sheet.param("research.each")
    if a.type == "other_result" and a.denied("employer_recognised"):
        return sheet.refuse("not_recognised_by_employer", each.amount, each, "不是用人单位认可的重要成果")
    sheet.step(each, "成果每项计 {each} 学时", each=each.amount)
    level, grade = a.word("level"), a.word("grade")
    rank = (LEVELS.index(level) if level else -1, GRADES.index(grade) if grade else -1)
    return sheet.count(each.amount, _account(sheet, "results"), rank=rank)


def paper(a: Activity, sheet: Sheet) -> Outcome:
    """Count ten hours for a published paper or book; serial numbers are not asked (NY-A10)."""
    each = sheet.param("research.each")
    if a.denied("published"):
        return sheet.refuse("no_rule", each.amount, each, "论文著作须公开发表（出版）")
    value = each.amount
    if sheet.reading("NY-A10") == "R2":
        if a.denied("isbn"):
            return sheet.refuse("no_isbn", value, each, "出版物须有 ISBN 书号")
        if a.denied("cn") or a.denied("issn"):
            return sheet.refuse("no_cn_issn", value, each, "“公开发表”须有合法刊号")
        value = sharing.share(value, a.count("authors", 1), a.count("position", 1))
    sheet.step(each, "论文著作每篇（本）计 {value} 学时", value=value)
    return sheet.count(value, _account(sheet, "papers"))


def _account(sheet: Sheet, name: str) -> str:
    return "open_research" if sheet.reading("NY-A1") == "R2" else name
