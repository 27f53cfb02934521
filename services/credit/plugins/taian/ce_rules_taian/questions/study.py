"""Study time, exams, make-up, the four platforms (学习、考试、补学), NY22 二, 三(二), 四(三)."""

from ce_rules.authoring import SILENT, Answer, Facts, Inquiry, Question, Years
from ce_rules_taian.platform_course import flowing


def study_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell that registration and study time are not limited since 2022."""
    return ask.answer("none", "NY22 二(四)", "自 2022 年起不再限制继续教育报名和学习时间")


def filing_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell that no last day of filing is stated for the year."""
    return ask.silent("NY22 三(二)", "年度学时的申报没有截止日；职称评审另有时间要求")


def title_review_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell until when title applicants must be done: their own closing day."""
    own = facts.read("application_deadline")
    value = "application_deadline" if own is None else own.isoformat()
    return ask.answer(value, "NY22 三", "省平台登记情况直接关联职称评审申报系统")


def exam_attempts(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the chances: an exam is asked in both subjects, attempts and resits are not stated."""
    return ask.answer(SILENT, "NY22 二(二)", "公需、专业科目均须考试合格，次数和补考没有规定", chances=None, exam=True)


def makeup_years(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the make-up years, or whether one of them is open."""
    first, last, since = ask.param("makeup.first_year"), ask.param("makeup.last_year"), ask.param("makeup.since")
    year, on = facts.read("for_year"), facts.read("on")
    reason = f"自 {since.count} 年起开放 {first.count}-{last.count} 年度公需、专业科目补学"
    if on is not None and on.year < since.count:
        return ask.answer("no" if year else [], first, reason)
    if year is None:
        return ask.answer(list(range(first.count, last.count + 1)), first, reason)
    return ask.answer("yes" if first.count <= year <= last.count else "no", first, reason)


def refile_platform_hours(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether hours of a platform must be filed again (NY-A2)."""
    hosts = flowing(ask.reading("NY-A2"), ask.param("platforms.hosts").items)
    if facts.read("platform") in hosts:
        return ask.answer("no", "NY22 三(二)", "泰安市专业技术人员继续教育平台学时整体接入省平台，无需重复申报")
    return ask.answer("yes", "NY22 三(二)", "其他学时按个人申报、单位审核、主管部门审查、人社部门审验在省平台登记")


def points_conversion(facts: Facts, ask: Inquiry) -> Answer:
    """Tell that 学习强国 is not mentioned."""
    return ask.silent("NY22 二(三)", "文件没有学习强国折算的规定")


QUESTIONS = {
    "study_window": Question(study_window, "NY22 二(四)"),
    "filing_window": Question(filing_window, "NY22 三(二)"),
    "title_review_window": Question(title_review_window, "NY22 三"),
    "exam_attempts": Question(exam_attempts, "NY22 二(二)"),
    "makeup_years": Question(makeup_years, "NY22 四(三)", beyond=Years(2023, None)),
    "refile_platform_hours": Question(refile_platform_hours, "NY22 三(二)"),
    "points_conversion": Question(points_conversion, "NY22 二(三)"),
}
