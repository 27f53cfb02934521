"""Contests without a prize, superior rules, make-up (其他), BZ21 二(二), 附件一."""

from ce_rules.authoring import Activity, Outcome, Sheet
from ce_rules_binzhou import claims


def participation(a: Activity, sheet: Sheet) -> Outcome:
    """Give nothing for a contest without a prize: the table values prizes only (BZ-A13)."""
    clause = sheet.param("results.table").clause
    if sheet.reading("BZ-A13") == "R2":
        return claims.manual(a, sheet, clause, "参加竞赛未获奖的折算值文件未写，须由审核人认定", undetermined=True)
    return sheet.refuse("no_rule", None, clause, "折算表只列奖项，参加竞赛未获奖没有折算值")


def superior(a: Activity, sheet: Sheet) -> Outcome:
    """Follow a national or provincial rule, outside the caps of the notice (BZ-A21)."""
    hours, clause = a.need("hours"), "BZ21 二(二)"
    sheet.step(clause, "国家、省另有规定的从其规定：{hours} 学时", hours=hours)
    if sheet.reading("BZ-A21") == "R2":
        return claims.enter(a, sheet, hours)
    return sheet.count(hours, f"superior_{a.word('category') or 'professional'}")


def no_makeup(a: Activity, sheet: Sheet) -> Outcome:
    """Refuse make-up: the notice offers none."""
    return sheet.refuse("not_open", None, "BZ21 三(一)", "文件没有开放往年补学")
