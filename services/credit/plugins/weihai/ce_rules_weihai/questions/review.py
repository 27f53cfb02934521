"""Review, false filings, changes of units (审验、弄虚作假、单位变更), WH19 二(三), 五(三)."""

from ce_rules.authoring import Answer, Facts, Inquiry, Question

CONSEQUENCES = ("reject_unit_filings", "order_to_put_right", "record_in_integrity_file", "hold_responsible")
IN_ORDER = (
    "reject the unit's filing",
    "order to put right in time",
    "record in the integrity file",
    "hold those responsible",
)
CHANGE = (
    "administrator of authority or employer collects",
    "county HRSS gathers",
    "市人社综合培训指导中心 adjusts",
)


def review_chain(facts: Facts, ask: Inquiry) -> Answer:
    """Tell who reviews: employer's personnel department, then authority; HRSS supervises (WH-A11)."""
    if facts.read("source") == "platform":
        return ask.answer([], "WH19 二(二)", "线上学时自动记录，无需再次申报")
    name = "review.chain_with_hrss" if ask.reading("WH-A11") == "R2" else "review.chain"
    chain = ask.param(name)
    return ask.answer(list(chain.items), chain, "单位人事部门审核、主管部门审验；人社部门监督检查")


def false_filing(facts: Facts, ask: Inquiry) -> Answer:
    """Tell what follows fraud: for the unit, the person, and those responsible."""
    if facts.read("forged") is False or facts.read("fraud") is False:
        return ask.answer([], "WH19 二(三)3", "没有弄虚作假")
    return ask.answer(
        list(CONSEQUENCES),
        "WH19 二(三)3",
        "驳回该部门（单位）申报，责令限期整改，记入诚信档案，追究有关人员责任",
        words=list(IN_ORDER),
    )


def unit_change(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the way of a change of a unit after the reform."""
    return ask.answer(
        ["administrator_collects", "county_hrss_gathers", "training_centre_adjusts"],
        "WH19 五(三)",
        "主管部门或用人单位管理员采集，报区市人社部门汇总，提交市人社综合培训指导中心调整",
        words=list(CHANGE),
    )


QUESTIONS = {
    "review_chain": Question(review_chain, "WH19 二(三)", ("WH19 二(二)",)),
    "false_filing": Question(false_filing, "WH19 二(三)3"),
    "unit_change": Question(unit_change, "WH19 五(三)"),
}
