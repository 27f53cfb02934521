"""The explanation of a year, as the person reads it."""

from typing import Any

from ce.credit.v1 import credit_service_pb2 as credit
from ce_demo.client import Session
from ce_demo.story.tale import Tale

VERDICT = {credit.COMPLIANCE_YES: "合格", credit.COMPLIANCE_NO: "未合格", credit.COMPLIANCE_UNKNOWN: "待定"}
COMPLIANT = {credit.COMPLIANCE_YES: "yes", credit.COMPLIANCE_NO: "no", credit.COMPLIANCE_UNKNOWN: "unknown"}


def year(session: Session, number: int) -> credit.YearAssessment:
    """Return the person's own year."""
    return session.credit.GetYear(credit.GetYearRequest(year=number)).assessment


def tell(tale: Tale, who: str, assessment: credit.YearAssessment) -> None:
    """Print what counted, what was cut, what was refused, each with its clause."""
    verdict = VERDICT[assessment.compliant]
    tale.say(
        who,
        f"{assessment.year} 年度：公需 {assessment.public_amount} + 专业 {assessment.professional_amount} = "
        f"{assessment.total_amount} 学时，{verdict}（{assessment.source}）",
    )
    for activity in assessment.activities:
        tale.detail(f"{activity.title or activity.activity_type}：计 {activity.counted or '—'} 学时")
        for cut in activity.not_counted:
            tale.detail(f"　　不计 {cut.amount or '（数额未定）'}：{cut.text}（{cut.clause}）")
    for missing in assessment.missing:
        tale.detail(f"尚缺 {missing.amount}：{missing.label}（{missing.clause}）")


def reported(assessment: credit.YearAssessment) -> dict[str, Any]:
    """Return the year as it stands in the report."""
    return {
        "year": assessment.year,
        "rule_set": assessment.rule_set,
        "public": assessment.public_amount,
        "professional": assessment.professional_amount,
        "total": assessment.total_amount,
        "met": COMPLIANT[assessment.compliant],
        "activities": [
            {"type": one.activity_type, "title": one.title, "counted": one.counted, "converted": one.converted}
            for one in assessment.activities
        ],
        "not_counted": [
            {
                "title": one.title,
                "amount": cut.amount,
                "reason": cut.reason,
                "clause": cut.clause,
                "text": cut.text,
            }
            for one in assessment.activities
            for cut in one.not_counted
        ],
    }
