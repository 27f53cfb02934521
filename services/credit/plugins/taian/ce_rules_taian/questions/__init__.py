"""What services ask about Tai'an beside the hours (业务问答)."""

from ce_rules.authoring import Override, Question
from ce_rules_taian.questions import certificates, study

HOURS: dict[str, Question | Override] = {**study.QUESTIONS, **certificates.QUESTIONS}
MAKEUP: dict[str, Question | Override] = {
    "makeup_years": study.QUESTIONS["makeup_years"],
    "certificate": certificates.QUESTIONS["certificate"],
}
