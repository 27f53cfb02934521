"""学习强国 points of 2019, filed in a batch by the employer (学习强国折算), WH19 一(一)."""

from ce_rules.authoring import Activity, Once, Outcome, Sheet, validity

READS = "points reached_on filed filed_by"
ONCE_A_YEAR = Once("points", None, "WH19 一(一)", other="duplicate")
GUARDS = (
    validity.genuine("WH19 二(三)3"),
    validity.not_rejected("WH19 二(三)3"),
)


def points(a: Activity, sheet: Sheet) -> Outcome:
    """Count five public hours if 2000 points stood before the year's hours were filed."""
    if sheet.scope.year != sheet.param("points.year").count:
        return sheet.refuse("no_rule", None, "WH19 一(一)", "只规定了 2019 年度的学习强国折算")
    threshold, hours = sheet.param("points.threshold"), sheet.param("points.hours")
    reached = a.read("points")
    if reached is not None and reached < threshold.count:
        template = "申报时 {points} 积分，未达到 {threshold} 积分"
        return sheet.refuse(
            "below_points", hours.amount, threshold, template, points=reached, threshold=threshold.count
        )
    on, filed = a.day("reached_on"), a.day("filed")
    if on is not None and filed is not None and (on > filed or (on == filed and sheet.reading("WH-A9") == "R2")):
        template = "须在申报本年度学时前达到 {threshold} 积分：{on} 达到，{filed} 申报"
        return sheet.refuse(
            "below_points",
            hours.amount,
            threshold,
            template,
            threshold=threshold.count,
            on=on.isoformat(),
            filed=filed.isoformat(),
        )
    if a.word("filed_by") == "person" and sheet.reading("WH-A9") == "R1":
        template = "折算的学时由用人单位统计并批量申报，个人不能申报"
        return sheet.refuse("not_filed_by_employer", hours.amount, "WH19 一(一)", template)
    template = "学习强国达到 {threshold} 积分，由用人单位申报，折算公需 {hours} 学时（可选学 25 学时班级）"
    sheet.step(hours, template, threshold=threshold.count, hours=hours.amount)
    return sheet.count(hours.amount, "public_points")
