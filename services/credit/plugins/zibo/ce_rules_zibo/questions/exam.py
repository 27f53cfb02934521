"""Exams: attempts, modes, the offline session, the app (考试), ZB20 三(一), 三(二)."""

from ce_rules.authoring import Answer, Facts, Inquiry, Question


def exam_attempts(facts: Facts, ask: Inquiry) -> Answer:
    """Tell how many chances there are: resits without number, each paid; none needed for professional courses."""
    if facts.read("category") == "professional":
        return ask.answer("none_needed", "ZB20 三(二)1", "专业科目随机答题，不需要考试", chances=None, questions=True)
    resit = ask.param("fees.resit")
    return ask.answer(
        "paid_resit", resit, "考试不合格可补考，每次收费，次数没有限制", chances=None, fee_yuan=str(resit.amount)
    )


def next_attempt(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether another attempt may be sat: yes once the resit is paid."""
    if facts.read("category") == "professional":
        return ask.answer("no", "ZB20 三(二)1", "专业科目不需要考试")
    if facts.read("failed") and facts.read("paid") is False:
        return ask.answer("no", "ZB20 三(三)", "补考须先缴费")
    return ask.answer("yes", "ZB20 三(三)", "补考次数没有限制")


def exam_mode(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether the other mode may be chosen: one of the two only (ZB-A12)."""
    chosen, asks = facts.read("chosen"), facts.read("asks")
    if chosen == asks:
        return ask.answer("yes", "ZB20 三(二)3", "仍为已选的方式")
    later = facts.read("failed") is True and facts.read("same_time") is not True
    if later and ask.reading("ZB-A12") == "R2":
        return ask.answer("yes", "ZB20 三(二)3", "已选方式考试不合格，不属于同时选择")
    return ask.answer("no", "ZB20 三(二)3", "线上考试、集中定点考试只能二选一")


def offline_exam(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether an offline session is in time (ZB-A17)."""
    last = ask.param("dates.offline_exam_last_day")
    registered = facts.read("registered")
    day = facts.read("session")
    if registered is not None and ask.reading("ZB-A17") == "R2":
        day = registered
    value = "yes" if day <= last.day else "no"
    return ask.answer(value, last, f"集中定点考试截至 {last.day.isoformat()}", last_day=last.day.isoformat())


def app_available(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether the app can be had for a phone."""
    if facts.read("os") == "android":
        return ask.answer("yes", "ZB20 三(一)", "安卓系统可正常下载安装")
    return ask.answer("no", "ZB20 三(一)", "苹果手机系统将择期上线")


QUESTIONS = {
    "exam_attempts": Question(exam_attempts, "ZB20 三(三)", ("ZB20 三(二)1",)),
    "next_attempt": Question(next_attempt, "ZB20 三(三)"),
    "exam_mode": Question(exam_mode, "ZB20 三(二)3"),
    "offline_exam": Question(offline_exam, "ZB20 三(二)2"),
    "app_available": Question(app_available, "ZB20 三(一)"),
}
