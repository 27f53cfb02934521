"""Training projects: yearly plan, filing, yearly report (培训项目管理), WH19 三."""

from datetime import date, timedelta

from ce_rules.authoring import Answer, Facts, Inquiry, Parameter, Question, Years, last_day_before, workdays_before


def project_filing(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether a class was filed 20 working days before it starts, or until when it must be (WH-A3)."""
    ahead = ask.param("projects.workdays_ahead")
    needed = ahead.count + (1 if ask.reading("WH-A3") == "R2" else 0)
    start, filed = facts.read("start"), facts.read("filed")
    last = last_day_before(start, needed)
    reason = f"应于开班 {ahead.count} 个工作日前备案，最迟 {last.isoformat()}"
    if filed is None:
        return ask.answer(last.isoformat(), ahead, reason, last_day=last.isoformat())
    days = workdays_before(start, filed)
    value = "yes" if days >= needed else "no"
    return ask.answer(value, ahead, f"{reason}；实际提前 {days} 个工作日", working_days=days, last_day=last.isoformat())


def year_plan(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether the year plan was sent by the end of January."""
    limit = ask.param("dates.year_plan")
    last = _in_year(limit, ask.year)
    return ask.answer("yes" if facts.read("sent") <= last else "no", limit, f"每年 1 月底前报送（{last.isoformat()}）")


def year_report(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether the year report was sent by 25 November (WH-A14)."""
    limit = ask.param("dates.year_report")
    last = _in_year(limit, ask.year)
    if ask.reading("WH-A14") == "R2":
        last -= timedelta(days=1)
    return ask.answer(
        "yes" if facts.read("sent") <= last else "no", limit, f"每年 11 月 25 日前报送（最迟 {last.isoformat()}）"
    )


def _in_year(limit: Parameter, year: int) -> date:
    return date(year, int(limit.value["month"]), int(limit.value["day"]))


QUESTIONS = {
    "project_filing": Question(project_filing, "WH19 三(二)", beyond=Years(2020, None)),
    "year_plan": Question(year_plan, "WH19 三(一)", beyond=Years(2020, None)),
    "year_report": Question(year_report, "WH19 三(二)", beyond=Years(2020, None)),
}
