"""Take over hours or credits already on file for a year (已登记在册的学时、学分)."""

from __future__ import annotations

from ce_rules.activity import Activity
from ce_rules.amounts import Amount
from ce_rules.errors import MissingFact
from ce_rules.formulas.validity import year_of
from ce_rules.outcome import Outcome
from ce_rules.sheet import Sheet

READS = "for_year public professional hours credits"
PUBLIC, PROFESSIONAL, UNSPLIT = "recorded_public", "recorded_professional", "recorded_unsplit"


def year_record(a: Activity, sheet: Sheet) -> Outcome:
    """Enter what an earlier review put on file; a sum without categories stays without categories."""
    clause = "SD 在册学时"
    year = year_of(a, sheet)
    public, professional = a.amount("public"), a.amount("professional")
    if public is not None or professional is not None:
        entries: tuple[tuple[str, Amount], ...] = ((PUBLIC, public or 0), (PROFESSIONAL, professional or 0))
        sheet.step(
            clause,
            "{year} 年度在册公需 {public} {unit}、专业 {professional} {unit}",
            year=str(year),
            public=public or 0,
            professional=professional or 0,
        )
    else:
        total = a.amount("credits") if sheet.desk.unit == "credits" else a.amount("hours")
        if total is None:
            raise MissingFact(
                "public", None, "在册的 public 与 professional，或不分科目的 hours（学分制年度为 credits）"
            )
        entries = ((UNSPLIT, total),)
        sheet.step(clause, "{year} 年度在册 {total} {unit}（未分科目）", year=str(year), total=total)
    return sheet.outcome(sum(amount for _, amount in entries), entries, year=year, is_record=True)
