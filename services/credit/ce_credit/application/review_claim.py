"""Review, reject and take back claims (审核、驳回、撤回)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ce_credit.application.assess import Office, assess
from ce_credit.application.claims import shown
from ce_credit.application.ports import CreditUnitOfWork, RuleBook
from ce_credit.domain import amounts
from ce_credit.domain.claim import Claim, Step
from ce_credit.domain.errors import ClaimNotFound, ValueIsRuled
from ce_kit.call import Actor
from ce_kit.clock import local_date

_UNKNOWN = "没有这项申报，或不在您的审核范围内"


def approve_claim(
    uow: CreditUnitOfWork,
    office: Office,
    actor: Actor,
    *,
    claim_id: str,
    step: Step | None,
    reviewer_hours: Decimal | None,
) -> dict[str, Any]:
    """Pass the step that awaits this reviewer; the last step recognises the claim.

    Raises:
        ClaimNotFound, OwnClaim, ClaimAlreadyDecided, ClaimNotAtStep: the reviewer may not decide, or not now.
        ValueIsRuled: hours were given where the notice fixes them.
    """
    with uow:
        claim, at = _for_decision(uow, actor, claim_id, step)
        recorded = _recorded(office.book, claim, at, reviewer_hours)
        claim.approve(at, reviewer_id=actor.id, recorded=recorded, now=office.now)
        _keep(uow, office, claim)
        uow.audit.record("claim.approved", claim_id, {"step": at, "reviewer_hours": amounts.text(reviewer_hours)})
        uow.commit()
    return {"claim": shown(claim)}


def reject_claim(
    uow: CreditUnitOfWork, office: Office, actor: Actor, *, claim_id: str, step: Step | None, reason: str
) -> dict[str, Any]:
    """Reject at the step that awaits this reviewer. Raises as `approve_claim`."""
    with uow:
        claim, at = _for_decision(uow, actor, claim_id, step)
        claim.reject(at, reviewer_id=actor.id, reason=reason, now=office.now)
        _keep(uow, office, claim)
        uow.audit.record("claim.rejected", claim_id, {"step": at, "reason": reason})
        uow.commit()
    return {"claim": shown(claim)}


def withdraw_claim(uow: CreditUnitOfWork, office: Office, *, person_id: str, claim_id: str) -> dict[str, Any]:
    """Take back one's own claim while it is under review.

    Raises:
        ClaimNotFound: there is none of one's own.
        ClaimAlreadyDecided: it is no longer under review.
    """
    with uow:
        claim = uow.claims.get_for_decision(claim_id)
        if claim.person_id != person_id:
            raise ClaimNotFound("没有这项申报", claim_id=claim_id)
        claim.withdraw()
        _keep(uow, office, claim)
        uow.audit.record("claim.withdrawn", claim_id)
        uow.commit()
    return {"claim": shown(claim)}


def _for_decision(uow: CreditUnitOfWork, actor: Actor, claim_id: str, step: Step | None) -> tuple[Claim, Step]:
    claim = uow.claims.get_for_decision(claim_id)
    if not claim.is_readable_by(actor.id, actor.roles):
        raise ClaimNotFound(_UNKNOWN, claim_id=claim_id)
    return claim, claim.decide(step, actor.roles, actor.id)


def _keep(uow: CreditUnitOfWork, office: Office, claim: Claim) -> None:
    uow.claims.save(claim)
    uow.people.lock([claim.person_id])
    uow.activities.put_all([claim.activity(local_date(office.now))])
    assess(uow, office, [(claim.person_id, claim.year)])


def _recorded(book: RuleBook, claim: Claim, step: Step, hours: Decimal | None) -> Mapping[str, str]:
    """Return the fact in which the rules read a reviewer's value.

    An authority with rules of its own gives its hours (ZB20 五(二)); elsewhere a reviewer gives the value of a
    text that is not at hand.
    """
    if hours is None:
        return {}
    value = amounts.text(hours)
    reads = book.rules(claim.jurisdiction, claim.year).reads(claim.activity_type) or frozenset()
    if step is Step.INDUSTRY_AUTHORITY and "authority_hours" in reads:
        return {"authority_hours": value}
    if "reviewer_hours" in reads:
        return {"reviewer_hours": value}
    raise ValueIsRuled(
        "这类活动的学时由文件规定，审核人不能另行认定；如不认可请驳回", activity_type=claim.activity_type
    )
