"""What services ask about Zibo beside the hours (业务问答)."""

from ce_rules_zibo.questions import dates, exam, money, registration, review

HOURS = {
    **registration.QUESTIONS,
    **exam.QUESTIONS,
    **money.QUESTIONS,
    **review.QUESTIONS,
    **dates.QUESTIONS,
}

MAKEUP = {"fee": money.QUESTIONS["fee"], "makeup_years": dates.QUESTIONS["makeup_years"]}
