"""The certificate for the years a committee asks (继续教育合格证), BZ21 三(四)."""

from ce_rules.authoring import Answer, Facts, Inquiry, Question

STEPS = ("employer", "industry_authority", "hrss")


def certificate(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether a certificate is issued: for the years asked together, never for a single year."""
    clause = "BZ21 三(四)"
    more = {"kind": "继续教育合格证", "span": "committee_years", "carrier": "printed"}
    years, passed = facts.read("years"), facts.read("reviewed")
    if years is not None and len(years) == 1:
        return ask.answer("no", clause, "不单独核发每年度继续教育合格证", **more)
    done = facts.read("all_reviewed") is not False and (passed is None or all(step in passed for step in STEPS))
    if not done:
        return ask.answer("no", clause, "须经逐级审核合格", **more)
    return ask.answer("yes", clause, "根据职称评委会要求的相关年限统一核发", **more)


QUESTIONS = {"certificate": Question(certificate, "BZ21 三(四)")}
