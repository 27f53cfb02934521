"""Registration on the service platform (服务平台注册), ZB20 一."""

from ce_rules.authoring import SILENT, Answer, Facts, Inquiry, Question

ORDER = ("hrss_registered", "authority_registered", "employer_registered")
LEVELS = {"industry_authority": 1, "employer": 2, "person": 3}


def registration_order(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether a level may register: each only after the one above it."""
    actor = facts.read("actor") or "person"
    missing = [name for name in ORDER[: LEVELS[actor]] if facts.read(name) is False]
    reason = "按人社部门→行业主管部门→用人单位→个人的次序依次注册"
    return ask.answer("no" if missing else "yes", "ZB20 一.1", reason)


def first_login(facts: Facts, ask: Inquiry) -> Answer:
    """Tell how someone signs in for the first time."""
    actor, preset, legacy = facts.read("actor"), facts.read("preset"), facts.read("legacy")
    if actor == "industry_authority":
        if preset:
            words = "last 6 of the administrator's ID number"
            return ask.answer(
                "administrator_id_last_6", "ZB20 一.2", "密码为管理员身份证后6位，登录后完善信息", words=words
            )
        words = "submit data, wait for review, then log in"
        return ask.answer("submit_and_wait", "ZB20 一.2", "提交相关信息，经审核通过后完成内置，随后登录", words=words)
    if actor == "employer":
        if preset:
            return ask.answer(
                "fuzzy_search", "ZB20 一.3", "单位信息已内置，注册时可以模糊搜索", words="search and register"
            )
        words = "hotline 400-806-8255 or online service confirms, then registration"
        return ask.answer(
            "confirmed_by_service", "ZB20 一.3", "拨打客服热线或联系在线客服，确认后按提示注册", words=words
        )
    if legacy:
        words = "log in with the ID number, password last 6; complete the data before use"
        return ask.answer(
            "id_number_last_6", "ZB20 一.4", "账号为身份证号，密码为身份证后6位，补全信息后使用", words=words
        )
    return ask.answer("register_first", "ZB20 一.4", "首次登录需按程序注册", words="register at first login")


def registration_approver(facts: Facts, ask: Inquiry) -> Answer:
    """Tell who approves a registration; the notice names the reviewer only loosely."""
    if facts.read("actor") == "employer":
        words = "customer service confirms an employer that is not built in"
        return ask.answer("customer_service", "ZB20 一.3", "未内置的单位经客服确认后注册", words=words)
    return ask.answer(SILENT, "ZB20 一.2", "文件只说“经审核通过”，没有写明审核单位")


QUESTIONS = {
    "registration_order": Question(registration_order, "ZB20 一.1"),
    "first_login": Question(first_login, "ZB20 一.2", ("ZB20 一.3", "ZB20 一.4")),
    "registration_approver": Question(registration_approver, "ZB20 一.2", ("ZB20 一.3",)),
}
