"""Divide converted hours between public and professional (折算学时的分配与上限), BZ21 二(二), 附件一."""

from ce_rules.authoring import Activity, Amount, Cap, Outcome, Sheet, Spill, validity
from ce_rules.errors import InvalidFact

READS = "claim_as claim"
PUBLIC, PROFESSIONAL, AUTO = "converted_public", "converted_professional", "converted_auto"
CLAUSE = "BZ21 二(二)"

CAPS = (
    Cap(
        PROFESSIONAL,
        "年度折算抵专业科目的学时",
        (PROFESSIONAL,),
        "conversion.professional_cap",
        "over_cap_professional",
    ),
    Cap(PUBLIC, "年度折算抵公需科目的学时", (PUBLIC,), "conversion.public_cap", "over_cap_public"),
)

SPILLS = (
    Spill(AUTO, (PROFESSIONAL, PUBLIC), "over_cap_professional", CLAUSE, ("BZ-A1", "R1")),
    Spill(AUTO, (PROFESSIONAL,), "over_cap_professional", CLAUSE, ("BZ-A1", "R2")),
    Spill(AUTO, (PUBLIC, PROFESSIONAL), "over_cap_professional", CLAUSE, ("BZ-A1", "R3")),
    Spill(AUTO, (PROFESSIONAL, PUBLIC), "over_cap_professional", CLAUSE, ("BZ-A1", "R4"), together=True),
)


def enter(a: Activity, sheet: Sheet, value: Amount, rank: tuple[int, ...] = ()) -> Outcome:
    """Enter a converted value where the applicant claims it; credits of 2019 and before are not divided."""
    if sheet.desk.unit == "credits":
        return sheet.count(value, "professional", year=validity.year_of(a, sheet), rank=rank)
    split = a.read("claim")
    if split is None:
        account = {"public": PUBLIC, "auto": AUTO}.get(a.word("claim_as") or "", PROFESSIONAL)
        if account == AUTO:
            sheet.reading("BZ-A1")
        return sheet.count(value, account, rank=rank)
    public, professional = split
    if public + professional > value:
        raise InvalidFact("claim", f"{public}+{professional}", f"合计不超过折算值 {value} 的分配")
    return sheet.outcome(value, ((PUBLIC, public), (PROFESSIONAL, value - public)), rank=rank)


def manual(a: Activity, sheet: Sheet, by: str, template: str, *, undetermined: bool = False) -> Outcome:
    """Leave a value the tables do not hold to the reviewer; the category's sum is open under such a reading."""
    value = a.amount("reviewer_hours") if "reviewer_hours" in a.readable else None
    if value is not None:
        sheet.step(by, "审核人认定 {value} {unit}", value=value)
        return enter(a, sheet, value)
    account = "professional" if sheet.desk.unit == "credits" else PROFESSIONAL
    return sheet.unknown(account, by, template, open=("professional",) if undetermined else ())
