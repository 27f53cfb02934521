"""Professional training with a certificate that shows the hours (专业科目培训), BZ21 二(二), 三(三)."""

from ce_rules.authoring import Activity, Amount, Outcome, Sheet, hours
from ce_rules_binzhou import claims

READS = f"{hours.READS} organiser approved_by filed_with_hrss passed category {claims.READS}"
AUTHORITIES = {"hrss", "industry_authority", "ce_base"}
QUALIFIED = {None, *AUTHORITIES}


def training(a: Activity, sheet: Sheet) -> Outcome:
    """Count hours as certified; training by others is a conversion inside the cap (BZ-A20)."""
    clause = "BZ21 二(二)"
    certified = hours.by_day(a, sheet.scope.year, None)
    if certified is None:
        return sheet.refuse("proof_insufficient", None, clause, "证明材料未载明学时")
    value = certified.counted
    if a.word("category") == "public":
        return sheet.refuse("professional_only", value, clause, "公需科目在平台学习，线下培训只计专业科目")
    if a.denied("passed"):
        return sheet.refuse("exam_failed", value, clause, "培训考核不合格，没有结业证明")
    cut = hours.other_year_items(sheet, certified, "BZ21 附件一")
    if a.word("organiser") in QUALIFIED or a.word("approved_by") in AUTHORITIES or a.affirmed("filed_with_hrss"):
        sheet.step(clause, "专业科目培训证明载明 {value} 学时", value=value)
        return sheet.count(value, "professional", cut=cut)
    outcome = _by_others(a, sheet, value)
    return outcome.also(not_counted=(*outcome.not_counted, *cut))


def _by_others(a: Activity, sheet: Sheet, value: Amount) -> Outcome:
    """Read what training by a company or an employer is worth (BZ-A20)."""
    reading = sheet.reading("BZ-A20")
    if reading == "R2":
        template = "不是行业主管部门或继续教育基地组织的培训"
        return sheet.refuse("not_filed_or_approved", value, "BZ21 二(二)", template)
    if reading == "R3":
        sheet.step("BZ21 二(二)", "专业科目培训证明载明 {value} 学时", value=value)
        return sheet.count(value, "professional")
    sheet.step("BZ21 三(三)", "以其他培训方式折算 {value} 学时，计入折算上限", value=value)
    return claims.enter(a, sheet, value)
