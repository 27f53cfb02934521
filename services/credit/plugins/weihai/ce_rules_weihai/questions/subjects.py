"""Subjects, last days, make-up, fees, 学习强国 (科目、时间、补学), WH19 一."""

from ce_rules.authoring import SILENT, Answer, Facts, Inquiry, Question, Years


def study_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the last day of study: 30 September for public subjects (WH-A5 for professional ones)."""
    if facts.read("category") == "public":
        last = ask.param("dates.public_last_day")
        return ask.answer(last.day.isoformat(), last, "本年度公需科目培训时间截止到 9 月 30 日")
    if ask.reading("WH-A5") == "R2":
        return ask.answer("none", "WH19 一(二)", "专业科目没有规定截止日")
    return ask.answer(f"{ask.year}-12-31", "WH19 一(二)", "专业科目没有单独规定截止日，以年度终了为限")


def makeup_years(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the make-up years of the public subject; after the last day nothing of the past is offered."""
    first, last = ask.param("makeup.first_year"), ask.param("makeup.last_year")
    last_day = ask.param("makeup.last_day")
    on, year = facts.read("on"), facts.read("for_year")
    closed = ask.year > last_day.day.year or (on is not None and on > last_day.day)
    if closed:
        return ask.answer(
            "no" if year else [], last_day, f"补学截至 {last_day.day.isoformat()}，以后年度不再提供往年补学内容"
        )
    if facts.read("category") == "professional":
        return ask.answer("no" if year else [], first, "只提供公需科目补学")
    if year is None:
        return ask.answer(
            list(range(first.count, last.count + 1)), first, f"公需科目补学截至 {last_day.day.isoformat()}"
        )
    return ask.answer(
        "yes" if first.count <= year <= last.count else "no", first, f"补学 {first.count}-{last.count} 年度公需科目"
    )


def points_conversion(facts: Facts, ask: Inquiry) -> Answer:
    """Tell what the points of 学习强国 give and who files them (WH-A9)."""
    if ask.year != ask.param("points.year").count:
        return ask.answer(SILENT, "WH19 一(一)", "只规定了 2019 年度")
    threshold, hours = ask.param("points.threshold"), ask.param("points.hours")
    lenient = ask.reading("WH-A9") == "R2"
    reached, filed = facts.read("reached_on"), facts.read("filed")
    in_time = reached is None or filed is None or reached < filed or (reached == filed and not lenient)
    by_employer = facts.read("filed_by") != "person" or lenient
    enough = facts.read("points") >= threshold.count and in_time and by_employer
    return ask.answer(
        hours.count if enough else 0,
        hours,
        f"申报前达到 {threshold.count} 积分折 {hours.count} 学时，由用人单位批量申报，可选 25 学时班级",
        category="public",
        threshold=str(threshold.count),
        filed_by="employer",
        class_hours=str(ask.param("points.class_hours").amount),
    )


def fee(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the fee: public subjects are free; nothing else is stated."""
    if facts.read("what") in {"public", None} and not facts.read("years"):
        free = ask.param("fees.public")
        return ask.answer(free.count, free, "公需科目采取在线免费学习的方式", unit="yuan")
    return ask.silent("WH19 一(一)", "文件没有规定收费")


def payment_before_study(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether a course is paid before it is studied: public ones are free."""
    if facts.read("category") == "public":
        return ask.answer("no", "WH19 一(一)", "公需科目免费学习")
    return ask.silent("WH19 一(二)", "专业科目是否收费文件没有规定")


QUESTIONS = {
    "study_window": Question(study_window, "WH19 一(一)", ("WH19 一(二)",)),
    "makeup_years": Question(makeup_years, "WH19 一(一)", beyond=Years(2020, None)),
    "points_conversion": Question(points_conversion, "WH19 一(一)"),
    "fee": Question(fee, "WH19 一(一)"),
    "payment_before_study": Question(payment_before_study, "WH19 一(一)"),
}
