"""Offline classes and their plans (线下培训班、培训计划), NY22 二(二), 三(三), 四(四)."""

from datetime import timedelta

from ce_rules.authoring import Answer, Facts, Inquiry, Question

STEPS = ("upload_plan", "hrss_approves", "class", "exam", "register_hours")
IN_WORDS = ("upload plan to the provincial platform", "HRSS approves", "class", "exam", "register hours")


def class_plan(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether a plan is good: sent by 20 May, or approved later all the same (NY-A9, NY-A16)."""
    limit = ask.param("classes.plan_by")
    last = limit.day - timedelta(days=1) if ask.reading("NY-A16") == "R2" else limit.day
    approved = facts.read("approved")
    if approved is False:
        return ask.answer(
            "no", "NY22 二(二)", "未经核准举办继续教育培训班的，不进行学时认定", last_day=last.isoformat()
        )
    if facts.read("sent") <= last:
        return ask.answer("yes", limit, "5 月 20 日前报送", last_day=last.isoformat())
    if approved and ask.reading("NY-A9") == "R1":
        return ask.answer("yes", "NY22 二(二)", "只有未经核准的培训班不予认定", last_day=last.isoformat())
    return ask.answer("no", limit, f"晚于 {last.isoformat()}", last_day=last.isoformat())


def offline_class(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the order of an offline class."""
    reason = "通过省平台上传培训计划，经人社部门审核通过后开展培训，考试合格后登记学时"
    return ask.answer(list(STEPS), "NY22 三(三)", reason, words=list(IN_WORDS))


QUESTIONS = {
    "class_plan": Question(class_plan, "NY22 二(二)", ("NY22 四(四)",)),
    "offline_class": Question(offline_class, "NY22 三(三)"),
}
