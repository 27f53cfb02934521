"""Show claims to their owners and reviewers."""

from typing import Any

from ce_credit.application.assess import Office, open_files
from ce_credit.application.claims import decide_recognised, preview, shown
from ce_credit.application.explain import outcome
from ce_credit.application.pages import key_of, limit_of
from ce_credit.application.ports import CreditUnitOfWork, EvidenceBox
from ce_credit.domain.claim import Claim, ClaimState
from ce_credit.domain.decision import outcome_of
from ce_credit.domain.errors import ClaimNotFound
from ce_kit.call import Actor
from ce_kit.pages import cut


def my_claims(uow: CreditUnitOfWork, *, person_id: str, year: int, page_size: int, page_token: str) -> dict[str, Any]:
    """List one's own claims, newest first."""
    with uow:
        last = key_of(page_token, str)
        rows = uow.claims.filed_by(person_id, year, last, limit_of(page_size))
    page, token = cut(rows, page_size, lambda claim: [claim.claim_id])
    return {"claims": [shown(claim) for claim in page], "next_page_token": token}


def claims_awaiting(
    uow: CreditUnitOfWork, actor: Actor, *, year: int, page_size: int, page_token: str
) -> dict[str, Any]:
    """List the claims that await the caller's review, oldest first."""
    with uow:
        last = key_of(page_token, str)
        rows = uow.claims.awaiting_review_by(actor.roles, year, last, limit_of(page_size))
    page, token = cut(rows, page_size, lambda claim: [claim.claim_id])
    return {"claims": [shown(claim) for claim in page], "next_page_token": token}


def get_claim(
    uow: CreditUnitOfWork, office: Office, box: EvidenceBox, actor: Actor, *, claim_id: str
) -> dict[str, Any]:
    """Return a claim with what the rules make of it, and tickets for its files made for the caller.

    Raises:
        ClaimNotFound: there is none that is the caller's business.
    """
    with uow:
        claim = uow.claims.find(claim_id)
        if claim is None or not claim.is_readable_by(actor.id, actor.roles):
            raise ClaimNotFound("没有这项申报，或不在您的审核范围内", claim_id=claim_id)
        found = _outcome(uow, office, claim)
    message = shown(claim)
    for row, file in zip(message["evidence"], claim.evidence, strict=True):
        row["file_ticket"] = box.ticket(file, actor.id)
    return {"claim": message, "outcome": found}


def _outcome(uow: CreditUnitOfWork, office: Office, claim: Claim) -> dict[str, Any] | None:
    if claim.state is ClaimState.SUBMITTED:
        key = claim.person_id, claim.year
        file = open_files(uow, office, [key])[key]
        return preview(decide_recognised(office.book.rules(file.jurisdiction, claim.year), file), file, claim)
    standing = uow.years.latest(claim.person_id, claim.year)
    found = outcome_of(standing.decision, claim.claim_id) if standing else None
    return outcome(found, {claim.claim_id: claim.title}) if found else None
