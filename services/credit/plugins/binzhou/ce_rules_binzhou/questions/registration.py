"""Registration on the Binzhou platform (平台注册), BZ21 三(二)."""

from ce_rules.authoring import Answer, Facts, Inquiry, Question

CLAUSE = "BZ21 三(二)"


def registration_approver(facts: Facts, ask: Inquiry) -> Answer:
    """Tell who approves: the authority, the local HRSS where there is none, the employer for its people."""
    actor = facts.read("actor")
    if facts.says_none("authority"):
        return ask.answer(
            "local_hrss", CLAUSE, "无主管部门的单位由属地人力资源社会保障部门审核", words="local HRSS department"
        )
    if actor == "person" or facts.read("batch") is not None:
        if facts.read("batch"):
            return ask.answer(
                "employer", CLAUSE, "由用人单位批量导入，无需另行审核", words="the employer, by batch import"
            )
        words = "the employer, after its own registration"
        return ask.answer("employer", CLAUSE, "单位注册完毕后个人自行注册，由单位审核", words=words)
    table = {"employer": "industry_authority", "industry_authority": "hrss"}
    if actor in table:
        return ask.answer(table[actor], CLAUSE, "分级分类审核注册信息")
    return ask.answer({**table, "person": "employer"}, CLAUSE, "分级分类审核注册信息")


def batch_import(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether the employer may import its people: with the form of the platform."""
    return ask.answer("yes", CLAUSE, "登录单位账户后点击“批量导入”下载《专业技术人员信息导入表》")


def staff_responsible(facts: Facts, ask: Inquiry) -> Answer:
    """Tell who is responsible for agency and dispatched staff: the employer that uses them."""
    words = "用人单位 (the using employer)"
    return ask.answer("using_employer", CLAUSE, "办理人事代理或劳务派遣的由用人单位负责组织", words=words)


QUESTIONS = {
    "registration_approver": Question(registration_approver, CLAUSE),
    "batch_import": Question(batch_import, CLAUSE),
    "staff_responsible": Question(staff_responsible, CLAUSE),
}
