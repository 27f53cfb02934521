"""What 2022 itself does not offer (补学), NY22 四(三)."""

from ce_rules.authoring import Activity, Outcome, Sheet


def no_makeup(a: Activity, sheet: Sheet) -> Outcome:
    """Refuse make-up of 2022: only earlier years are offered, and study of 2022 has no time limit."""
    return sheet.refuse(
        "not_open", None, "NY22 四(三)", "补学只开放 2018-2021 年度；2022 年度学习时间不限，直接学习即可"
    )
