"""Training of authorities and bases away from the platform (线下培训), WH19 一(二), 二(二)."""

from ce_rules.authoring import Activity, Outcome, Sheet, hours

READS = f"{hours.READS} project_filed passed category claim_as"


def training(a: Activity, sheet: Sheet) -> Outcome:
    """Count the hours as certified; the computing rule of 威人社函〔2011〕24号 is not at hand (WH-A1)."""
    certified = hours.by_day(a, sheet.scope.year, None)
    clause = "WH19 一(二)"
    if certified is None:
        return sheet.unknown("professional", clause, "未载明学时，须按威人社函〔2011〕24号由审核人认定")
    if sheet.reading("WH-A1") == "R2":
        template = "折算办法在威人社函〔2011〕24号，原文未见，须由审核人认定"
        return sheet.unknown("professional", clause, template, open=("professional",))
    if a.denied("project_filed") and sheet.reading("WH-A4") == "R1":
        template = "培训项目未在服务平台备案，学时不予认定"
        return sheet.refuse("not_filed_or_approved", certified.counted, "WH19 三(二)", template)
    if a.denied("passed"):
        return sheet.refuse("exam_failed", certified.counted, "WH19 二(三)1", "考试考核不合格")
    sheet.step(clause, "培训证明载明 {hours} 学时", hours=certified.counted)
    cut = hours.other_year_items(sheet, certified, "WH19 二(一)")
    return sheet.count(certified.counted, "professional", cut=cut)
