"""Papers, books and translations (论文著作类), ZB20 五(二)3(2)."""

from ce_rules.authoring import Activity, Outcome, Parameter, Sheet, sharing
from ce_rules_zibo.recognition import FIELDS

READS = f"cn issn isbn published authors position {FIELDS}"


def paper(a: Activity, sheet: Sheet) -> Outcome:
    """Count ten hours for a paper in a journal with CN and ISSN."""
    each = sheet.param("papers.each")
    if a.denied("cn") or a.denied("issn"):
        both = a.denied("cn") and a.denied("issn")
        if both or sheet.reading("ZB-A8") == "R1":
            missing = "、".join(name for name, fact in (("CN 刊号", "cn"), ("ISSN 刊号", "issn")) if a.denied(fact))
            template = "期刊须具有 CN 刊号、ISSN 刊号，本刊缺 {missing}"
            return sheet.refuse("no_cn_issn", each.amount, each, template, missing=missing)
    return _published(a, sheet, each, "论文每篇计 {each} 学时")


def unnumbered(a: Activity, sheet: Sheet) -> Outcome:
    """Count ten hours for a conference or collected paper; numbers are asked of journals (ZB-A9)."""
    each = sheet.param("papers.each")
    if (a.denied("cn") or a.denied("issn")) and sheet.reading("ZB-A9") == "R2":
        return sheet.refuse("no_cn_issn", each.amount, each, "所载刊物没有 CN 刊号、ISSN 刊号")
    return _published(a, sheet, each, "学术会议交流（论文集）论文每篇计 {each} 学时")


def book(a: Activity, sheet: Sheet) -> Outcome:
    """Count ten hours for a book or translation with an ISBN."""
    each = sheet.param("papers.each")
    if a.denied("isbn"):
        return sheet.refuse("no_isbn", each.amount, each, "著作须为出版社正式出版物，有 ISBN 书号")
    return _published(a, sheet, each, "著作（译著）每本计 {each} 学时")


def _published(a: Activity, sheet: Sheet, each: Parameter, template: str) -> Outcome:
    if a.denied("published"):
        return sheet.refuse("no_rule", each.amount, each, "须公开发表（出版）")
    authors, position = a.count("authors", 1), a.count("position", 1)
    if authors > 1 or position > 1:
        value = _share(sheet, int(each.amount), max(authors, position), position)
        if not value:
            return sheet.refuse("zero_share", each.amount, each, "只计第一作者")
        if value != each.amount:
            sheet.step(
                each,
                "{authors} 人合著，第 {position} 作者分得 {value} 学时",
                authors=authors,
                position=position,
                value=value,
            )
            return sheet.count(value, "recognised")
    sheet.step(each, template, each=each.amount)
    return sheet.count(each.amount, "recognised")


def _share(sheet: Sheet, total: int, authors: int, position: int) -> int:
    reading = sheet.reading("ZB-A7")
    if reading == "R1":
        return total
    return sharing.share(total, authors, position) if reading == "R2" else total * (position == 1)
