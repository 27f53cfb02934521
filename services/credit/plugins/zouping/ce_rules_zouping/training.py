"""Training of authorities and bases (专业科目培训), ZP23 三(二), 四(三)."""

from ce_rules.authoring import Activity, Outcome, Sheet, hours

READS = f"{hours.READS} organiser approved_by filed_with_hrss passed reviewer_hours"
AUTHORITIES = {None, "hrss", "industry_authority", "ce_base"}


def training(a: Activity, sheet: Sheet) -> Outcome:
    """Count the hours as certified; the value of training by others stands in the annex that is not at hand."""
    clause = "ZP23 三(二)"
    recorded = a.amount("reviewer_hours")
    if recorded is not None:
        sheet.step(clause, "审核人按 2023 年认定说明认定 {recorded} 学时", recorded=recorded)
        return sheet.count(recorded, "professional")
    certified = hours.by_day(a, sheet.scope.year, None)
    by_authority = a.word("organiser") in AUTHORITIES or a.word("approved_by") in AUTHORITIES - {None}
    if certified is None or not (by_authority or a.affirmed("filed_with_hrss")):
        template = "其他培训的认定值在《2023 年度…认定说明》附件，原文未见，须由审核人认定"
        return sheet.unknown("professional", clause, template)
    if a.denied("passed"):
        return sheet.refuse("exam_failed", certified.counted, clause, "培训考核不合格")
    sheet.step(clause, "培训证明载明 {hours} 学时", hours=certified.counted)
    return sheet.count(certified.counted, "professional", cut=hours.other_year_items(sheet, certified, "ZP23 四(一)"))
