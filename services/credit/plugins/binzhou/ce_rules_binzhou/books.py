"""Books by press and place of the writer (专著), BZ21 附件一(三)3, 附件二(六)3."""

from ce_rules.authoring import Activity, Outcome, Sheet, sharing
from ce_rules.errors import InvalidFact
from ce_rules_binzhou import claims

READS = "publisher_level position authors reviewer_hours"
GRADE = {"excellent": "优秀", "good": "良好", "fair": "一般"}
LEVEL = {"prefecture": "地市级", "provincial": "省部级", "national": "国家级"}


def monograph(a: Activity, sheet: Sheet) -> Outcome:
    """Convert a book: first writer excellent, second good, third fair, later ones as a paper (BZ-A8)."""
    table, grades = sheet.param("papers.table"), sheet.param("papers.book_grades")
    level, position = a.need("publisher_level"), a.count("position", 1)
    authors = a.read("authors")
    if authors is not None and position > authors:
        raise InvalidFact("position", position, f"不大于作者人数 {authors} 的位次")
    if level == "international":
        if sheet.reading("BZ-A8") == "R1":
            return claims.manual(a, sheet, grades.clause, "没有国际级出版社的折算值，须由审核人认定")
        level = "national"
    if position <= len(grades.items):
        grade = grades.items[position - 1]
        value = table.cell(level, grade) or 0
        template = "{level}出版社专著第 {position} 撰稿人，按{grade}等次计 {value} {unit}"
        sheet.step(grades, template, level=LEVEL[level], position=position, grade=GRADE[grade], value=value)
        return claims.enter(a, sheet, value)
    value = table.cell(level, "paper") or 0
    if sheet.reading("BZ-A8") == "R2":
        value = sharing.share(value, authors or position, position)
    if value == 0:
        return sheet.refuse("zero_share", 0, grades, "按同级论文分配后本人份额为 0")
    template = "专著第三位以后人员（第 {position} 位）按同级发表论文计 {value} {unit}"
    sheet.step(grades, template, position=position, value=value)
    return claims.enter(a, sheet, value)


def translation(a: Activity, sheet: Sheet) -> Outcome:
    """Leave a translated book to the reviewer: the table holds monographs only."""
    clause = sheet.param("papers.book_grades").clause
    return claims.manual(a, sheet, clause, "折算表只列专著，没有译著的折算值，须由审核人认定")
