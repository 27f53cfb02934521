"""Study, test, last days, fees (学习、测试、时间、收费), BZ21 二, 三(一)."""

from ce_rules.authoring import SILENT, Answer, Facts, Inquiry, Question


def study_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the last day of study and test."""
    return ask.answer(_last(ask), ask.param("dates.last_day"), "公需学习、考试和专业学习截止 12 月 31 日")


def filing_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the last day of filing: the same day."""
    return ask.answer(_last(ask), ask.param("dates.last_day"), "学时备案截止 12 月 31 日")


def _last(ask: Inquiry) -> str:
    return ask.desk.day("dates.last_day").isoformat()


def title_review_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell until when title applicants must be done and have applied for the certificate."""
    own = facts.read("application_deadline")
    value = "application_deadline" if own is None else own.isoformat()
    return ask.answer(value, "BZ21 三(一)", "应于申报评审材料前完成培训任务及合格证申报工作")


def exam_attempts(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the chances: a test is asked for public subjects, their number is not stated."""
    if facts.read("category") == "professional":
        return ask.silent("BZ21 二(二)", "平台专业课是否考试文件没有规定")
    return ask.answer(SILENT, "BZ21 二(一)", "须通过在线答题测试，次数和补考没有规定", chances=None, test=True)


def fee(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the fee: public study is free; nothing else is stated."""
    if facts.read("what") in {"public", None} and not facts.read("years"):
        free = ask.param("fees.public")
        return ask.answer(free.count, free, "免费参加在线学习", unit="yuan")
    return ask.silent("BZ21 二(一)", "文件没有规定收费")


def payment_before_study(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether a course is paid before it is studied: public ones are free."""
    if facts.read("category") == "public":
        return ask.answer("no", "BZ21 二(一)", "公需科目免费参加在线学习")
    return ask.silent("BZ21 二(二)", "专业科目是否收费文件没有规定")


def makeup_years(facts: Facts, ask: Inquiry) -> Answer:
    """Tell that the notice offers no make-up of past years."""
    return ask.silent("BZ21 三(一)", "文件没有往年补学的规定")


def points_conversion(facts: Facts, ask: Inquiry) -> Answer:
    """Tell what 学习强国 gives: credits in 2019 only."""
    clause = "BZ21 附件二(一)"
    if ask.desk.unit == "hours":
        return ask.silent(clause, "2020 年起没有学习强国折算的规定")
    year, threshold, value = ask.param("points.year"), ask.param("points.threshold"), ask.param("points.credits")
    if ask.year != year.count:
        return ask.silent(clause, "只规定了 2019 年度")
    enough = facts.read("points") >= threshold.count
    return ask.answer(
        value.count if enough else 0,
        value,
        f"2019 年度满 {threshold.count} 分计公需 {value.count} 学分",
        category="public",
        threshold=str(threshold.count),
        filed_by=SILENT,
        class_hours=None,
    )


QUESTIONS = {
    "study_window": Question(study_window, "BZ21 三(一)"),
    "filing_window": Question(filing_window, "BZ21 三(一)"),
    "title_review_window": Question(title_review_window, "BZ21 三(一)"),
    "exam_attempts": Question(exam_attempts, "BZ21 二(一)"),
    "fee": Question(fee, "BZ21 二(一)"),
    "payment_before_study": Question(payment_before_study, "BZ21 二(一)"),
    "makeup_years": Question(makeup_years, "BZ21 三(一)"),
    "points_conversion": Question(points_conversion, "BZ21 附件二(一)"),
}
