"""Degrees, results, papers: values stand in a text that is not at hand (折算), WH19 一(二)."""

from ce_rules.authoring import Activity, Outcome, Sheet

READS = "reviewer_hours category claim_as"
TYPES = (
    "self_study",
    "self_study_exam",
    "degree_education",
    "study_abroad",
    "award",
    "appraised_result",
    "patent",
    "other_result",
    "competition_participation",
    "paper",
    "abstract",
    "collection_paper",
    "conference_paper",
    "monograph",
    "translation",
)
CLAUSE = "WH19 一(二)"


def conversion(a: Activity, sheet: Sheet) -> Outcome:
    """Take the reviewer's value if one is recorded, else leave the value to a person (WH-A1)."""
    return recorded_or_unknown(a, sheet, "professional")


def earlier(a: Activity, sheet: Sheet) -> Outcome:
    """Do the same for years before 2018, which know no categories."""
    return recorded_or_unknown(a, sheet, "recorded_unsplit")


def recorded_or_unknown(a: Activity, sheet: Sheet, account: str) -> Outcome:
    """Count a recorded value into the account, or say which text holds it."""
    value = a.amount("reviewer_hours")
    if value is not None:
        sheet.step(CLAUSE, "审核人按威人社函〔2011〕24号认定 {value} 学时", value=value)
        return sheet.count(value, account)
    by_hand = sheet.reading("WH-A1") == "R2" and account == "professional"
    template = "折算值在威人社函〔2011〕24号，原文未见，须由审核人认定并记录学时"
    return sheet.unknown(account, CLAUSE, template, open=("professional",) if by_hand else ())
