"""What services ask about Weihai beside the hours (业务问答)."""

from ce_rules_weihai.questions import certificates, exam, projects, review, subjects

HOURS = {
    **subjects.QUESTIONS,
    **exam.QUESTIONS,
    **review.QUESTIONS,
    **certificates.QUESTIONS,
    **projects.QUESTIONS,
}

TERM = {
    "makeup_years": subjects.QUESTIONS["makeup_years"],
    "review_chain": review.QUESTIONS["review_chain"],
    "false_filing": review.QUESTIONS["false_filing"],
}
