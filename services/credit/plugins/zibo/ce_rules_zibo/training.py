"""Training and further study away from the platform (培训进修类), ZB20 五(二)1."""

from ce_rules.authoring import Activity, Outcome, Sheet, hours
from ce_rules_zibo.recognition import FIELDS

READS = f"{hours.READS} organiser approved_by filed_with_hrss passed {FIELDS}"
TYPES = ("training", "lecture", "advanced_seminar", "study_abroad")
QUALIFIED = {None, "hrss", "industry_authority"}


def training(a: Activity, sheet: Sheet) -> Outcome:
    """Count actual hours, at most eight a day, if held, approved by or filed with the authorities."""
    per_day = sheet.param("training.per_day")
    filed = studied(a, sheet, "training.per_day")
    if filed is None:
        return sheet.refuse("proof_insufficient", None, per_day, "未载明实际学时，不能登记")
    if a.denied("passed"):
        return sheet.refuse("exam_failed", filed.counted, "ZB20 五(一)2", "考试（考核）不合格")
    if not _authorised(a):
        template = "既非人社部门、行业主管部门举办或批准，也未经人社部门备案"
        return sheet.refuse("not_filed_or_approved", filed.counted, "ZB20 五(二)1(1)", template)
    sheet.step(
        per_day,
        "培训按实际学时登记：实际 {hours} 学时，可折算 {counted} 学时",
        hours=filed.hours,
        counted=filed.counted,
    )
    return enter(filed, sheet, "training.per_day")


def abroad(a: Activity, sheet: Sheet) -> Outcome:
    """Count study abroad only by actual hours; the notice has no table of months."""
    if hours.filed_hours(a) is None:
        return sheet.refuse("no_rule", None, "ZB20 五(二)1", "本市没有按出国月数折算学时的规定，只按实际学时登记")
    return training(a, sheet)


def studied(a: Activity, sheet: Sheet, per_day: str) -> hours.Filed | None:
    """Read the hours by day; a training over the year's end is read by ZB-A22."""
    most, year = sheet.param(per_day).amount, sheet.scope.year
    dates = a.read("dates")
    if not dates or len({day.year for day in dates}) == 1:
        return hours.by_day(a, year, most)
    reading = sheet.reading("ZB-A22")
    if reading == "R1":
        return hours.by_day(a, year, most)
    whole = hours.by_day(a, year, most, split_years=False)
    if whole is not None and (reading == "R3" or dates[-1].year != year):
        return hours.Filed(whole.hours, 0, whole.hours)
    return whole


def enter(filed: hours.Filed, sheet: Sheet, per_day: str) -> Outcome:
    """Enter the hours with what the day cap and the year's end cut off."""
    cut = (
        *hours.other_year_items(sheet, filed, "ZB20 五(二)"),
        *hours.day_items(sheet, filed, sheet.param(per_day)),
    )
    return sheet.count(filed.counted, "recognised", cut=cut, days=filed.days)


def _authorised(a: Activity) -> bool:
    return (
        a.word("organiser") in QUALIFIED or a.word("approved_by") in QUALIFIED - {None} or a.affirmed("filed_with_hrss")
    )
