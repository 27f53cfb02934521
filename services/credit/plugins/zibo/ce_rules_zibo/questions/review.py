"""Review of recognised hours and false filings (认定程序、弄虚作假), ZB20 五(一), 六(三)."""

from ce_rules.authoring import Answer, Facts, Inquiry, Question

CONSEQUENCES = ("reject", "record_in_file", "publish_dishonesty", "grave_to_departments")
IN_WORDS = (
    "reject",
    "record in file",
    "publish on the platform or 信用中国(山东淄博) 失信黑名单",
    "grave: pass to the departments concerned",
)


def review_chain(facts: Facts, ask: Inquiry) -> Answer:
    """Tell who reviews: employer, then industry authority; no HRSS step; platform hours need none."""
    chain = ask.param("recognition.review_chain")
    if facts.read("source") == "platform":
        return ask.answer([], "ZB20 二.2", "平台学时由平台记录，无需申报")
    if facts.read("no_authority"):
        last = "hrss" if ask.reading("ZB-A18") == "R2" else "employer"
        steps = [step for step in chain.items if step != "industry_authority"]
        return ask.answer(steps if last in steps else [*steps, last], "ZB20 五", "没有行业主管部门的，按“（单位）”办理")
    return ask.answer(list(chain.items), chain, "个人登记、用人单位审核、行业主管部门审验；没有人社部门审核环节")


def false_filing(facts: Facts, ask: Inquiry) -> Answer:
    """Tell what follows a false filing."""
    if facts.read("forged") is False or facts.read("fraud") is False:
        return ask.answer([], "ZB20 六(三)", "没有弄虚作假")
    return ask.answer(
        list(CONSEQUENCES),
        "ZB20 六(三)",
        "驳回；失信行为记录在案并曝光；情节严重的提请有关部门处理",
        words=list(IN_WORDS),
    )


QUESTIONS = {
    "review_chain": Question(review_chain, "ZB20 五(一)", ("ZB20 五", "ZB20 二.2")),
    "false_filing": Question(false_filing, "ZB20 六(三)", ("ZB20 五(一)3",)),
}
