"""Fees, payment, invoices (缴费), ZB20 三(三), 三(四)."""

from ce_rules.authoring import UNKNOWN, Answer, Facts, Inquiry, Question


def fee(facts: Facts, ask: Inquiry) -> Answer:
    """Tell the fee in yuan: public free, resits, make-up years; the price of professional courses is not stated."""
    what, years = facts.read("what"), facts.read("years")
    resits = max(0, (facts.read("attempts") or 1) - 1)
    if what == "professional":
        return ask.answer(UNKNOWN, "ZB20 三(三)", "文件没有写明金额，由网络公司定价")
    resit = ask.param("fees.resit")
    if years or what == "makeup":
        each = ask.param("fees.makeup_year")
        asked, first, last = set(years or ()), ask.param("makeup.first_year"), ask.param("makeup.last_year")
        if closed := sorted(year for year in asked if not first.count <= year <= last.count):
            named = "、".join(map(str, closed))
            return ask.answer(None, first, f"补学补修只开放 {first.count}-{last.count} 年度，不含 {named} 年度")
        extra = resits * resit.count if resits and ask.reading("ZB-A13") == "R1" else 0
        return ask.answer(each.count * max(1, len(asked)) + extra, each, "补学补修按年度收费，补考另计", unit="yuan")
    if facts.read("exam_mode") == "offline" and resits and ask.reading("ZB-A13") == "R2":
        return ask.answer(None, resit, "只规定了线上考试的补考费")
    base = ask.param("fees.first_exam").count
    return ask.answer(base + resits * resit.count, resit, "公需学习和正常考试不收费，补考按次收费", unit="yuan")


def payment_before_study(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether a course is paid before it is studied."""
    if facts.read("category") == "professional":
        return ask.answer("yes", "ZB20 三(三)", "专业科目缴费后学习")
    return ask.answer("no", "ZB20 三(三)", "公需科目学习和正常考试不收费")


def course_opening(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether a course may be opened now."""
    if facts.read("category") == "public" or facts.read("paid"):
        return ask.answer("yes", "ZB20 三(三)", "公需科目免费；专业科目已缴费")
    return ask.answer("no", "ZB20 三(三)", "缴费后学习")


def invoice(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether an e-invoice may be asked for, by a person or by an employer for all."""
    if not facts.read("paid"):
        return ask.answer("no", "ZB20 三(三)", "缴费后方可申请电子发票")
    if facts.read("payer") == "employer":
        return ask.answer("yes", "ZB20 三(三)", "单位可集中缴费和申请电子发票")
    return ask.answer("yes", "ZB20 三(三)", "缴费后可在服务平台申请电子发票")


def payee(facts: Facts, ask: Inquiry) -> Answer:
    """Tell who may receive the money: the network company only."""
    if facts.read("payee") == "network_company":
        return ask.answer("yes", "ZB20 三(三)", "由个人直接网上向网络公司缴费")
    return ask.answer("no", "ZB20 三(三)", "人社部门不收取任何继续教育费用，由个人直接向网络公司缴费")


QUESTIONS = {
    "fee": Question(fee, "ZB20 三(三)", ("ZB20 三(四)",)),
    "payment_before_study": Question(payment_before_study, "ZB20 三(三)"),
    "course_opening": Question(course_opening, "ZB20 三(三)"),
    "invoice": Question(invoice, "ZB20 三(三)"),
    "payee": Question(payee, "ZB20 三(三)"),
}
