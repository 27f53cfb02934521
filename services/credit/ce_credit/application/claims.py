"""Shared by the use cases of claims: how a claim is shown, and what the rules would make of it."""

from dataclasses import replace
from typing import Any

from ce_credit.application.assess import YearFile
from ce_credit.application.explain import outcome
from ce_credit.application.ports import Rules
from ce_credit.domain.activity import Activity
from ce_credit.domain.case import as_if_recognised, case_of
from ce_credit.domain.claim import Claim
from ce_credit.domain.decision import Decision, outcome_of


def shown(claim: Claim) -> dict[str, Any]:
    """Return a Claim message, evidence without tickets."""
    return {
        "claim_id": claim.claim_id,
        "person_id": claim.person_id,
        "person_name": claim.person_name,
        "employer_name": claim.employer_name,
        "jurisdiction": claim.jurisdiction,
        "year": claim.year,
        "activity_type": claim.activity_type,
        "title": claim.title,
        "facts": dict(claim.facts),
        "evidence": [
            {"name": one.name, "media_type": one.media_type, "size": one.size, "sha256": one.sha256}
            for one in claim.evidence
        ],
        "state": claim.state,
        "chain": list(claim.chain),
        "awaits": claim.awaits,
        "reviews": claim.reviews,
        "filed_at": claim.filed_at,
    }


def decide_recognised(rules: Rules, file: YearFile, claimed: Activity | None = None) -> Decision:
    """Judge a year as if everything under review were recognised, `claimed` included.

    Raises:
        InvalidFact, MissingFact: a fact cannot be used, or the rules cannot do without an absent one.
    """
    activities = [*file.activities, *([claimed] if claimed else [])]
    recognised = [replace(one, facts=as_if_recognised(one.facts)) for one in activities]
    return rules.decide(case_of(recognised, file.attempts, rules))


def preview(decision: Decision, file: YearFile, claim: Claim) -> dict[str, Any]:
    """Return the ActivityOutcome of a claim out of a decision."""
    titles = {claim.claim_id: claim.title, **{one.activity_id: one.title for one in file.activities}}
    found = outcome_of(decision, claim.claim_id)
    if found is None:
        raise LookupError(f"the decision does not speak of claim {claim.claim_id}")
    return outcome(found, titles)
