"""Review, certificate, proof for the title review (审核、电子证书), NY22 三."""

from ce_rules.authoring import Answer, Facts, Inquiry, Override, Question

STEPS = ("employer", "industry_authority", "hrss")


def review_chain(facts: Facts, ask: Inquiry) -> Answer:
    """Tell who reviews: employer, authority, HRSS; hours of the platforms flow over."""
    chain = ask.param("review.chain")
    if facts.read("source") == "platform":
        return ask.answer([], "NY22 三(二)", "平台学时整体接入省平台，无需重复申报")
    return ask.answer(list(chain.items), chain, "个人申报、单位审核、主管部门审查、人社部门审验")


def certificate(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether the provincial e-certificate may be printed: after registration and review."""
    passed = facts.read("reviewed")
    done = facts.read("all_reviewed") is not False and (passed is None or all(step in passed for step in STEPS))
    reason = "省平台登记并经审核认定后，登录个人账号自行打印全省统一制式的电子证书"
    return ask.answer(
        "yes" if done else "no", "NY22 三(二)", reason, kind="山东省继续教育电子证书", span="year", carrier="electronic"
    )


def title_review_proof(facts: Facts, ask: Inquiry) -> Answer:
    """Tell which form of proof the title review takes."""
    if facts.read("medium") == "provincial_platform":
        return ask.answer("yes", "NY22 三", "省平台登记情况直接关联职称评审申报系统")
    return ask.answer("no", "NY22 三", "职称申报评审系统原则上不再接收其他方式上报的证明材料")


QUESTIONS: dict[str, Question | Override] = {
    "review_chain": Question(review_chain, "NY22 三(二)"),
    "certificate": Question(certificate, "NY22 三(二)"),
    "title_review_proof": Override("SD 职称评审系统", Question(title_review_proof, "NY22 三")),
}
