"""Last days, make-up years, 学习强国, and what rules later years (时间与年度), ZB20 二.1, 三(四), 四."""

from ce_rules.authoring import SILENT, UNKNOWN, Answer, Facts, Inquiry, Question, Years


def study_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the last day of study."""
    last = ask.param("dates.study_last_day")
    return ask.answer(last.day.isoformat(), last, "继续教育培训时间到 12 月 31 日截止")


def filing_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the last day of filing: within the year, for a filing of another year is void (跨年度…提交无效)."""
    last = ask.param("dates.study_last_day")
    return ask.answer(last.day.isoformat(), "ZB20 五(二)", "当年有效，跨年度提交无效")


def title_review_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell until when title applicants must be done: their own closing day."""
    own = facts.read("application_deadline")
    if own is None:
        return ask.answer("application_deadline", "ZB20 四", "申报职称者应于申报时间截止前完成")
    return ask.answer(own.isoformat(), "ZB20 四", "申报职称者应于申报时间截止前完成")


def makeup_years(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the make-up years, or whether one of them is open."""
    first, last = ask.param("makeup.first_year"), ask.param("makeup.last_year")
    year = facts.read("for_year")
    reason = f"补学补修开放 {first.count}-{last.count} 年度，一个年度 {ask.param('fees.makeup_year').count} 元"
    if year is None:
        return ask.answer(list(range(first.count, last.count + 1)), first, reason)
    return ask.answer("yes" if first.count <= year <= last.count else "no", first, reason)


def points_conversion(facts: Facts, ask: Inquiry) -> Answer:
    """Tell what the annual points of 学习强国 give."""
    threshold, hours = ask.param("points.threshold"), ask.param("points.hours")
    points = facts.read("points")
    enough = points > threshold.count or (points == threshold.count and ask.reading("ZB-A2") == "R1")
    return ask.answer(
        hours.count if enough else 0,
        hours,
        f"年度积分 {threshold.count} 分以上折算公需课 {hours.count} 学时，不随积分增加",
        category="public",
        threshold=str(threshold.count),
        filed_by=SILENT,
        class_hours=None,
    )


def rule_set(facts: Facts, ask: Inquiry) -> Answer:
    """Tell which notice rules a year after 2020: none (ZB-A19)."""
    value = "ZB20" if ask.reading("ZB-A19") == "R2" or ask.year == ask.desk.scope.year else UNKNOWN
    return ask.answer(value, "ZB20 二", f"文件规定的是 2020 年度，所问为 {ask.year} 年度")


QUESTIONS = {
    "study_window": Question(study_window, "ZB20 四"),
    "filing_window": Question(filing_window, "ZB20 五(二)"),
    "title_review_window": Question(title_review_window, "ZB20 四"),
    "makeup_years": Question(makeup_years, "ZB20 三(四)"),
    "points_conversion": Question(points_conversion, "ZB20 二.1"),
    "rule_set": Question(rule_set, "ZB20 二", ("ZB20 title", "ZB20 四"), beyond=Years(2021, None)),
}
