"""学习强国 annual points (年度积分折算公需课), ZB20 二.1."""

from ce_rules.authoring import Activity, AtLeast, Once, Outcome, Sheet, validity

READS = "lifetime_points"
PLAIN = {"points": AtLeast("points.threshold", above=1)}
ONCE_A_YEAR = Once("points", None, "ZB20 二.1", other="duplicate")
GUARDS = (
    validity.genuine("ZB20 六(三)"),
    validity.not_rejected("ZB20 五(一)3"),
    validity.proven("ZB20 五(一)1"),
    validity.of_the_year("ZB20 二.1"),
    validity.reviewed("recognition.review_chain"),
)


def points(a: Activity, sheet: Sheet) -> Outcome:
    """Count ten public hours for the annual points, never more, whatever the points."""
    hours, threshold = sheet.param("points.hours"), sheet.param("points.threshold")
    reached = a.read("points")
    if reached is None and a.stated("lifetime_points"):
        reached = 0
    strictly = sheet.reading("ZB-A2") == "R2"
    if reached is not None and (reached < threshold.count or (strictly and reached == threshold.count)):
        template = "年度积分 {points} 分，未达到 {threshold} 分"
        if not a.stated("points"):
            template = "只有历年总积分，未提供年度积分（须达到 {threshold} 分）"
        return sheet.refuse(
            "below_points", hours.amount, threshold, template, points=reached, threshold=threshold.count
        )
    sheet.step(
        hours,
        "学习强国年度积分达到 {threshold} 分，折算公需课 {hours} 学时",
        threshold=threshold.count,
        hours=hours.amount,
    )
    return sheet.count(hours.amount, "public_points")
