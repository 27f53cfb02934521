"""Self-study with an employer's archive (自学), ZB20 五(二)2(2)."""

from ce_rules.authoring import Activity, Outcome, Sheet, hours
from ce_rules_zibo.recognition import FIELDS
from ce_rules_zibo.training import enter, studied

READS = f"{hours.READS} archive no_employer {FIELDS}"


def self_study(a: Activity, sheet: Sheet) -> Outcome:
    """Count actual hours, at most eight a day, if the employer keeps a study archive."""
    per_day = sheet.param("self_study.per_day")
    filed = studied(a, sheet, "self_study.per_day")
    if filed is None:
        return sheet.refuse("proof_insufficient", None, per_day, "未载明实际学时，不能登记")
    if a.denied("archive") or (a.affirmed("no_employer") and not a.affirmed("archive")):
        return sheet.refuse("no_archive", filed.counted, "ZB20 五(二)2(2)", "用人单位未建立学习档案的不予登记")
    template = "自学按实际学时登记：实际 {hours} 学时，可折算 {counted} 学时"
    sheet.step(per_day, template, hours=filed.hours, counted=filed.counted)
    return enter(filed, sheet, "self_study.per_day")
