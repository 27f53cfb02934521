"""Papers, abstracts, collections, conferences, and their sharing (论文), BZ21 附件一(三)1-2, 附件二(六)."""

from ce_rules.authoring import Activity, Amount, Outcome, Sheet, sharing
from ce_rules.errors import MissingFact
from ce_rules_binzhou import claims

READS = "serial level scope grade grade_recognised authors position published reviewer_hours"
LEVEL = {"prefecture": "地市级", "provincial": "省部级", "national": "国家级", "international": "国际级"}
MEDALS = {"special": "first", "gold": "first", "silver": "second", "bronze": "third"}


def paper(a: Activity, sheet: Sheet) -> Outcome:
    """Convert a paper or translated article by the serial number of what it appeared in."""
    level = _serial(a)
    table = sheet.param("papers.table")
    if level == "none" or a.denied("published"):
        return sheet.refuse("no_serial_number", None, table, "在无刊号的印刷物上发表的文章，不记{unit}")
    if level == "international" and sheet.reading("BZ-A6") != "R1":
        if sheet.reading("BZ-A6") == "R3" or a.count("authors", 1) > 1:
            template = "国际级论文没有分级办法，须由审核人认定"
            return claims.manual(a, sheet, table.clause, template, undetermined=True)
        level = "national"
    return _enter(a, sheet, level, table.cell(level, "paper"), "论文", journal=True)


def abstract(a: Activity, sheet: Sheet) -> Outcome:
    """Convert an abstract as a conference paper, third prize, of the journal's level (BZ-A18)."""
    level = _serial(a)
    table = sheet.param("papers.table")
    if level == "none":
        return sheet.refuse("no_serial_number", None, table, "在无刊号的印刷物上发表的文摘，不记{unit}")
    bound = sheet.reading("BZ-A18") == "R2"
    return _enter(a, sheet, level, table.cell(level, "third"), "文摘（按交流论文三等奖）", needs_length=bound)


def collection(a: Activity, sheet: Sheet) -> Outcome:
    """Convert a paper of a collection or supplement: third prize, by the scope papers were invited from."""
    level = a.word("scope") or a.word("level")
    if level is None:
        raise MissingFact("scope", None, "论文征集范围：national、provincial 或 prefecture")
    table = sheet.param("papers.table")
    value = table.cell(level, "third") if level in {"prefecture", "provincial", "national"} else None
    return _enter(a, sheet, level, value, "论文集（增刊）论文，按交流论文三等奖")


def conference(a: Activity, sheet: Sheet) -> Outcome:
    """Convert a conference paper by the society's range; a grade counts only if recognised (BZ-A5)."""
    level, stated = a.need("level"), a.word("grade") or "none"
    grade = MEDALS.get(stated, stated if stated in {"first", "second", "third"} else "third")
    if stated not in {"none", "third"}:
        reading = sheet.reading("BZ-A5")
        if reading == "R3" or (reading == "R1" and not a.affirmed("grade_recognised")):
            grade = "third"
            sheet.step(sheet.param("papers.table"), "一般交流论文不认定所评等次，按三等奖计")
    name = {"first": "一等奖", "second": "二等奖", "third": "三等奖"}[grade]
    return _enter(a, sheet, level, sheet.param("papers.table").cell(level, grade), f"交流论文{name}")


def _serial(a: Activity) -> str:
    level: str | None = a.word("serial") or a.word("level")
    if level is None:
        raise MissingFact("serial", None, "刊号：national、provincial、prefecture、international 或 none")
    return level


def _enter(
    a: Activity,
    sheet: Sheet,
    level: str,
    total: Amount | None,
    what: str,
    *,
    journal: bool = False,
    needs_length: bool = True,
) -> Outcome:
    table, least = sheet.param("papers.table"), sheet.param("papers.min_chars")
    if total is None:
        return claims.manual(a, sheet, table.clause, "论文折算表没有该级别，须由审核人认定")
    value = _share(a, sheet, total, journal=journal)
    chars = a.read("chars")
    if needs_length and chars is not None and chars < least.count:
        template = "{chars} 字，未达到 {least} 字"
        return sheet.refuse("too_short", value, least, template, chars=str(chars), least=str(least.count))
    if value == 0:
        return sheet.refuse("zero_share", 0, table, "合著分配后本人份额为 0")
    sheet.step(table, "{level}{what}，计 {total} {unit}", level=LEVEL[level], what=what, total=total)
    if value != total:
        template = "{authors} 人合著，取整平均、余数依次给前几位，第 {position} 位分得 {value} {unit}"
        sheet.step(table, template, authors=a.count("authors", 1), position=a.count("position", 1), value=value)
    return claims.enter(a, sheet, value)


def _share(a: Activity, sheet: Sheet, total: Amount, *, journal: bool) -> Amount:
    authors, position = a.read("authors"), a.count("position", 1)
    if authors is None and position > 1:
        raise MissingFact("authors", None, "作者人数（合著论文须填写）")
    if authors is None or (authors == 1 and position == 1):
        return total
    if not journal and sheet.reading("BZ-A7") == "R2":
        return total
    return sharing.share(total, authors, position)
