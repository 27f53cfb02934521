"""Stays abroad by full months (考察、留学), BZ21 附件一(一), 附件二(四)."""

from collections.abc import Mapping, Sequence

from ce_rules.authoring import Activity, Amount, CrossRule, Item, Outcome, Sheet, months
from ce_rules.errors import InvalidFact, MissingFact
from ce_rules_binzhou import claims

READS = "months start end report"


def abroad(a: Activity, sheet: Sheet) -> Outcome:
    """Convert a stay by the table of months; without a report it does not count."""
    table = sheet.param("abroad.table")
    length = _length(a, sheet)
    value = _value(sheet, length)
    if a.denied("report"):
        return sheet.refuse("proof_missing", value, table, "没有考察报告或总结")
    sheet.step(table, "出国 {months} 个月，计 {value} {unit}", months=length, value=value)
    return claims.enter(a, sheet, value)


def _length(a: Activity, sheet: Sheet) -> Amount:
    stated = a.amount("months")
    if stated is not None:
        return stated
    start, end = a.day("start"), a.day("end")
    if start is None or end is None:
        raise MissingFact("months", None, "月数，或首日与末日")
    if end < start:
        raise InvalidFact("end", end.isoformat(), f"不早于首日 {start.isoformat()} 的日期")
    by_thirty = sheet.desk.unit == "hours" and sheet.reading("BZ-A11") == "R2"
    return months.thirty_day_months(start, end) if by_thirty else months.full_months(start, end)


def _value(sheet: Sheet, length: Amount) -> Amount:
    value = months.step_of(sheet.param("abroad.table"), length)
    if sheet.desk.unit == "hours":
        return value
    year, each = sheet.param("abroad.full_year"), sheet.param("abroad.each_further")
    over = length - year.amount
    if over <= 0:
        return value
    extra = sheet.param("abroad.extra").amount
    further = int(over // each.amount)
    if sheet.reading("BC-A6") == "R2" and further and further * each.amount == over:
        further -= 1
    return value + further * extra


def stays_added(items: Sequence[Item], sheet: Sheet) -> Mapping[int, Outcome]:
    """Add the lengths of all stays of the year before the table is read (reading BZ-A11 R2)."""
    total: Amount = 0
    before: Amount = 0
    changed = {}
    for item in items:
        if not item.outcome.entries:
            continue
        total += _length(item.activity, sheet)
        upto = _value(sheet, total)
        value, before = upto - before, upto
        if value != item.outcome.converted:
            account = item.outcome.entries[0][0]
            changed[item.index] = item.outcome.also(converted=value, entries=((account, value),))
    return changed


STAYS_ADDED = CrossRule("stays", stays_added, "BZ21 附件一(一)", ("study_abroad",), READS, (), ("BZ-A11", "R2"))
