"""Hours or credits on file for a year (在册学时、学分), WH19 二(一): 100 hours stand beside 20 credits."""

from collections.abc import Mapping, Sequence

from ce_rules.authoring import Activity, CrossRule, Item, Outcome, Rule, Sheet, records, validity

CLAUSE = "WH19 二(一)"
UNITS = {"recorded_credits": "credits"}


def record(a: Activity, sheet: Sheet) -> Outcome:
    """Enter what is on file; credits stay credits as long as nothing else is counted in hours."""
    value = a.amount("credits")
    if value is None:
        return records.year_record(a, sheet)
    year = validity.year_of(a, sheet)
    sheet.step(CLAUSE, "{year} 年度在册 {value} 学分", year=str(year), value=value)
    return sheet.count(value, "recorded_credits", year=year, is_record=True)


def one_unit(items: Sequence[Item], sheet: Sheet) -> Mapping[int, Outcome]:
    """Turn credits into hours where a term has both: the brackets give five hours for a credit (WH-A10)."""
    mixed = any(account not in UNITS and amount for i in items for account, amount in i.outcome.entries)
    if not mixed:
        return {}
    rate = sheet.param("term.hours_per_credit", 2017)
    changed = {}
    for item in items:
        entries = item.outcome.entries
        if entries and entries[0][0] in UNITS:
            hours = entries[0][1] * rate.amount
            sheet.step(
                rate,
                "{credits} 学分按每学分 {rate} 学时折合 {hours} 学时",
                credits=entries[0][1],
                rate=rate.amount,
                hours=hours,
            )
            steps = (*item.outcome.steps, sheet.outcome(0, ()).steps[-1])
            changed[item.index] = item.outcome.also(converted=hours, entries=((records.UNSPLIT, hours),), steps=steps)
    return changed


RULE = Rule(record, CLAUSE, records.READS)
ONE_UNIT = CrossRule(
    "one_unit", one_unit, CLAUSE, ("year_record", "platform_course", "training", "makeup_course"), "", ("credits",)
)
