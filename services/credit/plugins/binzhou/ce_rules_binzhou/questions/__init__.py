"""What services ask about Binzhou beside the hours (业务问答)."""

from ce_rules_binzhou.questions import certificates, registration, review, study

HOURS = {
    **registration.QUESTIONS,
    **study.QUESTIONS,
    **review.QUESTIONS,
    **certificates.QUESTIONS,
}

CREDITS = {
    **{name: study.QUESTIONS[name] for name in ("makeup_years", "points_conversion")},
    **review.QUESTIONS,
    **certificates.QUESTIONS,
}
