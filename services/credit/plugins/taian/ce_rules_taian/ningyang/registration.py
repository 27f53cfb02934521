"""Registration on the provincial platform (省平台注册), NY22 三(一)."""

from datetime import timedelta

from ce_rules.authoring import SILENT, Answer, Facts, Inquiry, Question

CLAUSE = "NY22 三(一)"
APPROVERS = {"township_or_authority": "county_hrss", "employer": "industry_authority", "person": "employer"}
IN_WORDS = {"township_or_authority": "county HRSS", "employer": "authority", "person": "employer"}


def registration_approver(facts: Facts, ask: Inquiry) -> Answer:
    """Tell who approves an account: county HRSS, authority, employer, each for the level below."""
    actor = facts.read("actor")
    reason = "乡镇、主管部门账号由县人社局审核，单位账号由主管部门审核，个人账号由单位审核或批量导入"
    if actor is None:
        return ask.answer(APPROVERS, CLAUSE, reason, words=IN_WORDS)
    level = "township_or_authority" if actor in {"industry_authority", "township"} else actor
    return ask.answer(APPROVERS[level], CLAUSE, reason, words=IN_WORDS[level])


def registration_order(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether a level may register: authority, then employer, then person."""
    needs = {
        "industry_authority": (),
        "employer": ("authority_registered",),
        "person": ("authority_registered", "employer_registered"),
    }
    missing = [name for name in needs[facts.read("actor") or "person"] if facts.read(name) is False]
    return ask.answer("no" if missing else "yes", CLAUSE, "主管部门先完成注册，再指导用人单位注册，然后指导个人注册")


def registration_deadline(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether accounts were registered and reviewed in time (NY-A16); a late account loses no hours."""
    name = "registration.persons_by" if facts.read("actor") == "person" else "registration.units_by"
    limit = ask.param(name)
    last = limit.day - timedelta(days=1) if ask.reading("NY-A16") == "R2" else limit.day
    value = "yes" if facts.read("done") <= last else "no"
    return ask.answer(value, limit, f"最迟 {last.isoformat()} 完成注册审核；逾期不影响学时", last_day=last.isoformat())


def batch_import(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether the employer may import its people."""
    return ask.answer("yes", CLAUSE, "由单位管理员登录单位账号查询统计模块批量导入学员（《单位批量导入学员模板》）")


def supervising_authority(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the authority of a private body: its township or street."""
    if facts.read("ownership") == "public":
        return ask.answer(SILENT, CLAUSE, "只规定了非公有制经济组织")
    reason = "非公有制经济组织按照属地原则，选择所在乡镇、街道为主管部门"
    return ask.answer("township_or_street", CLAUSE, reason, words="its township or street")


QUESTIONS = {
    "registration_approver": Question(registration_approver, CLAUSE),
    "registration_order": Question(registration_order, CLAUSE),
    "registration_deadline": Question(registration_deadline, CLAUSE),
    "batch_import": Question(batch_import, CLAUSE),
    "supervising_authority": Question(supervising_authority, CLAUSE),
}
