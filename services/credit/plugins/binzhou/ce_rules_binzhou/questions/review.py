"""Review step by step, and the employer's duty to inform (逐级审核、单位责任), BZ21 三(三), 三(四)."""

from ce_rules.authoring import Answer, Facts, Inquiry, Question

LAST = {
    "county": ("county_hrss", "county HRSS bureau", "各县（市、区）人力资源社会保障局负责本地区"),
    "development_zone": (
        "zone_organisation_department",
        "组织部(人力资源部) of the zone",
        "各市属开发区组织部（人力资源部）负责本地区",
    ),
    "municipal": ("city_hrss", "city HRSS bureau", "市人力资源社会保障局负责市直各单位"),
}


def review_chain(facts: Facts, ask: Inquiry) -> Answer:
    """Tell who reviews: employer, authority, HRSS, step by step; platform hours are linked by the system."""
    chain = ask.param("review.chain")
    if facts.read("source") == "platform":
        return ask.answer([], "BZ21 三(三)", "系统自动将学时关联到个人账号，无需另行登记")
    steps = [step for step in chain.items if not (step == "industry_authority" and facts.read("no_authority"))]
    return ask.answer(steps, chain, "用人单位、主管部门、人力资源社会保障部门逐级审核")


def last_reviewer(facts: Facts, ask: Inquiry) -> Answer:
    """Tell who reviews last: by where the employer belongs."""
    value, words, reason = LAST[facts.read("employer")]
    return ask.answer(value, "BZ21 三(四)", reason, words=words)


def uninformed(facts: Facts, ask: Inquiry) -> Answer:
    """Tell what follows if the employer did not inform: it is responsible, the hours are still missing."""
    if facts.read("informed"):
        return ask.answer("no", "BZ21 三(三)", "单位已通知，由本人负责完成", responsible="person")
    reason = "因单位未及时通知而未完成学习任务的，由单位负责；学时仍未达到"
    return ask.answer("no", "BZ21 三(三)", reason, responsible="employer")


QUESTIONS = {
    "review_chain": Question(review_chain, "BZ21 三(四)", ("BZ21 三(三)",)),
    "last_reviewer": Question(last_reviewer, "BZ21 三(四)"),
    "uninformed": Question(uninformed, "BZ21 三(三)"),
}
