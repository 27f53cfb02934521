"""The provincial platform and the title review (省平台、职称评审系统)."""

from ce_rules.authoring import SILENT, Answer, Facts, Inquiry, Question


def title_review_proof(facts: Facts, ask: Inquiry) -> Answer:
    """Tell which form of proof the title review takes (职称评审系统), NY22 三."""
    since = ask.param("platform.linked_since")
    if ask.year < since.count:
        return ask.answer(SILENT, since, f"{since.value} 年以前没有规定")
    if facts.read("medium") == "provincial_platform":
        return ask.answer("yes", since, "省平台登记情况直接关联职称评审申报系统")
    return ask.answer("no", since, "职称申报评审系统原则上不再接收其他方式上报的证明材料")


QUESTIONS = {"title_review_proof": Question(title_review_proof, "SD 职称评审系统")}
