"""The certificate of hours and its stamps (学时验证书), WH19 二(三)."""

from ce_rules.authoring import Answer, Facts, Inquiry, Question

KIND = "威海市专业技术人员继续教育学时验证书"
STEPS = ("employer", "industry_authority")


def certificate(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whether the certificate may be printed: after employer and authority have passed the hours."""
    passed = facts.read("reviewed")
    done = facts.read("all_reviewed") is not False and (passed is None or all(step in passed for step in STEPS))
    return ask.answer(
        "yes" if done else "no",
        "WH19 二(三)",
        "审核审验通过后由本人打印，单位和行业主管部门盖章",
        kind=KIND,
        span="year",
        carrier="printed_and_stamped",
    )


def certificate_stamps(facts: Facts, ask: Inquiry) -> Answer:
    """Tell whose stamps the certificate bears."""
    if not facts.read("approved"):
        return ask.answer([], "WH19 二(三)", "审核审验通过后方可盖章")
    return ask.answer(list(STEPS), "WH19 二(三)", "由单位和行业主管部门盖章")


QUESTIONS = {
    "certificate": Question(certificate, "WH19 二(三)"),
    "certificate_stamps": Question(certificate_stamps, "WH19 二(三)"),
}
