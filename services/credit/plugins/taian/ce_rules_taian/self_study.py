"""Self-study, self-study examination, in-service degree (自学类), NY22 二(三)2."""

from ce_rules.authoring import Activity, Outcome, Sheet, hours

READS = f"{hours.READS} archive no_employer"


def self_study(a: Activity, sheet: Sheet) -> Outcome:
    """Count the hours the employer fixed in its archive; forty a year together, no cap by the day."""
    clause = "NY22 二(三)2"
    value = hours.filed_hours(a)
    account = "open_self_study" if sheet.reading("NY-A1") == "R2" else "self_study"
    alone = a.affirmed("no_employer")
    kept = not a.denied("archive") if not alone else a.affirmed("archive") or sheet.reading("NY-A6") == "R2"
    if not kept:
        return sheet.refuse("no_archive", value, clause, "用人单位未建立学习档案的不予登记")
    if value is None:
        return sheet.unknown(account, clause, "具体学时由用人单位确定，尚未填写")
    sheet.step(clause, "自学类学时由用人单位建档并确定为 {value} 学时", value=value)
    return sheet.count(value, account)
