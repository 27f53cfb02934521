"""Training and further study, also abroad (培训进修类), NY22 二(三)1."""

from ce_rules.authoring import Activity, Outcome, Sheet, hours

READS = f"{hours.READS} organiser approved_by filed_with_hrss plan_approved passed category"
TYPES = ("training", "lecture", "advanced_seminar", "study_abroad")
AUTHORITIES = {"hrss", "industry_authority"}


def training(a: Activity, sheet: Sheet) -> Outcome:
    """Count actual hours, at most eight a day and without a yearly cap, if the class was authorised."""
    per_day = sheet.param("training.per_day")
    filed = hours.by_day(a, sheet.scope.year, per_day.amount)
    if filed is None:
        return sheet.refuse("proof_insufficient", None, per_day, "未载明实际学时，不能登记")
    if a.denied("plan_approved"):
        template = "未经核准举办继续教育培训班的，不进行学时认定"
        return sheet.refuse("not_filed_or_approved", filed.counted, "NY22 二(二)", template)
    if not _authorised(a):
        template = "既非人社部门、行业主管部门举办或批准，也未经人社部门备案"
        return sheet.refuse("not_filed_or_approved", filed.counted, per_day, template)
    if a.denied("passed"):
        return sheet.refuse("exam_failed", filed.counted, "NY22 三(三)", "培训结束考试合格后方可登记")
    template = "培训按实际学时登记：实际 {hours} 学时，可计 {counted} 学时"
    sheet.step(per_day, template, hours=filed.hours, counted=filed.counted)
    cut = (
        *hours.other_year_items(sheet, filed, "NY22 二(三)"),
        *hours.day_items(sheet, filed, per_day),
    )
    return sheet.count(filed.counted, _account(a, sheet), cut=cut, days=filed.days)


def abroad(a: Activity, sheet: Sheet) -> Outcome:
    """Count study abroad by actual hours like any training; the notice has no table of months."""
    if hours.filed_hours(a) is None:
        return sheet.refuse("no_rule", None, "NY22 二(三)1", "出国学习按实际学时登记，没有按月数折算的规定")
    return training(a, sheet)


def _authorised(a: Activity) -> bool:
    organiser = a.word("organiser")
    if organiser is None or organiser in AUTHORITIES or a.word("approved_by") in AUTHORITIES:
        return True
    if a.affirmed("filed_with_hrss") or a.affirmed("plan_approved"):
        return True
    return organiser == "ce_base"  # its plan is approved unless it is said not to be


def _account(a: Activity, sheet: Sheet) -> str:
    if sheet.reading("NY-A1") == "R2":
        return "open_training"
    return "public" if a.word("category") == "public" else "professional"
