"""What services ask about Zouping beside the hours (业务问答), ZP23."""

from ce_rules.authoring import Answer, Facts, Inquiry, Question

STEPS = ("employer", "industry_authority", "hrss")


def registration_approver(facts: Facts, ask: Inquiry) -> Answer:
    """Tell who approves: the level above; the local HRSS where there is no authority."""
    clause, actor = "ZP23 四(二)", facts.read("actor")
    if facts.says_none("authority"):
        words = "local HRSS department"
        return ask.answer("local_hrss", clause, "无主管部门的单位由属地人力资源社会保障部门审核", words=words)
    table = {"industry_authority": "hrss", "employer": "industry_authority", "person": "employer"}
    return ask.answer(table.get(actor, table), clause, "指定系统管理员，分级分类审核注册信息")


def account_scope(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether the accounts suffice: new ones on both platforms (ZP-A7)."""
    clause = "ZP23 四(二)"
    both = facts.read("city") is not False and facts.read("province") is not False
    if both:
        return ask.answer("yes", clause, "省、市两级平台均已注册")
    if not facts.read("new") and ask.reading("ZP-A7") == "R1" and facts.read("city") is not False:
        return ask.answer("yes", clause, "只要求新注册账号同时注册")
    return ask.answer("no", clause, "需同时注册省、市两级平台账号")


def uninformed(facts: Facts, ask: Inquiry) -> Answer:
    """Tell what follows if the employer did not inform: it is responsible, the hours are still missing."""
    who = "person" if facts.read("informed") else "employer"
    return ask.answer("no", "ZP23 四(三)", "因单位未及时通知而未完成的由单位负责；学时仍未达到", responsible=who)


def review_chain(facts: Facts, ask: Inquiry) -> Answer:
    """Tell who reviews: employer, authority, HRSS; platform hours are linked by the system."""
    chain = ask.param("review.chain")
    if facts.read("source") == "platform":
        return ask.answer([], "ZP23 四(三)", "系统自动将学时关联到个人账号，无需另行认定")
    return ask.answer(list(chain.items), chain, "用人单位、主管部门、人力资源社会保障部门逐级审核")


def certificate(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether the person may download the e-certificate: after the last step."""
    passed = facts.read("reviewed")
    more = {"kind": "继续教育电子合格证书", "span": "year", "carrier": "electronic"}
    if facts.read("all_reviewed") is False or (passed is not None and not all(step in passed for step in STEPS)):
        return ask.answer("no", "ZP23 四(四)", "逐级审核，审核合格后方可下载", **more)
    words = "person downloads the e-certificate from the personal account"
    return ask.answer("yes", "ZP23 四(四)", "审核合格后登录个人账号下载电子合格证书", words=words, **more)


def study_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the last day of study."""
    return ask.answer(ask.desk.day("dates.last_day").isoformat(), ask.param("dates.last_day"), "公需、专业科目学习截止")


def filing_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the last day of filing for recognition (ZP-A8)."""
    what = "须在此日前完成认定" if ask.reading("ZP-A8") == "R2" else "须在此日前申请认定"
    return ask.answer(ask.desk.day("dates.last_day").isoformat(), ask.param("dates.last_day"), f"学时认定截止，{what}")


def title_review_window(facts: Facts, ask: Inquiry) -> Answer:
    """Tell until when title applicants must be done and have applied for recognition."""
    own = facts.read("application_deadline")
    value = "application_deadline" if own is None else own.isoformat()
    return ask.answer(value, "ZP23 四(一)", "应于申报评审材料前完成学习培训及学时认定申请")


def exam_attempts(facts: Facts, ask: Inquiry) -> Answer:
    """Tell that public courses need no exam; nothing is said of professional ones."""
    if facts.read("category") == "professional":
        return ask.silent("ZP23 三(二)", "平台专业课是否考试文件没有规定")
    return ask.answer("none_needed", "ZP23 三(一)", "学完相关课程即可取得相应学时", chances=None)


def fee(facts: Facts, ask: Inquiry) -> Answer:
    """Tell that no fee is stated; what was free before is not repeated."""
    return ask.silent("ZP23 三(一)", "文件没有规定收费，也没有重申免费；没有收费标准即不得收费")


def makeup_years(facts: Facts, ask: Inquiry) -> Answer:
    """Tell that the notice offers no make-up."""
    return ask.silent("ZP23 四(一)", "文件没有往年补学的规定")


def points_conversion(facts: Facts, ask: Inquiry) -> Answer:
    """Tell that 学习强国 is not mentioned."""
    return ask.silent("ZP23 三(一)", "文件没有学习强国折算的规定")


QUESTIONS = {
    "registration_approver": Question(registration_approver, "ZP23 四(二)"),
    "account_scope": Question(account_scope, "ZP23 四(二)"),
    "uninformed": Question(uninformed, "ZP23 四(三)"),
    "review_chain": Question(review_chain, "ZP23 四(四)", ("ZP23 四(三)",)),
    "certificate": Question(certificate, "ZP23 四(四)"),
    "study_window": Question(study_window, "ZP23 四(一)"),
    "filing_window": Question(filing_window, "ZP23 四(一)"),
    "title_review_window": Question(title_review_window, "ZP23 四(一)"),
    "exam_attempts": Question(exam_attempts, "ZP23 三(一)"),
    "fee": Question(fee, "ZP23 三(一)"),
    "makeup_years": Question(makeup_years, "ZP23 四(一)"),
    "points_conversion": Question(points_conversion, "ZP23 三(一)"),
}
