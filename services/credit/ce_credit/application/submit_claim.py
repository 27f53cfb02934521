"""File a claim and say at once what the rules would count (学时申报)."""

from collections.abc import Mapping, Sequence
from typing import Any

from ce_credit.application.assess import Office, YearFile, assess, open_files
from ce_credit.application.claims import decide_recognised, preview, shown
from ce_credit.application.ports import CreditUnitOfWork, EvidenceBox, Rules
from ce_credit.domain.claim import Claim, ClaimState, chain_of
from ce_credit.domain.decision import outcome_of
from ce_credit.domain.employment import on_day
from ce_credit.domain.errors import EvidenceMissing, NoEmployment
from ce_credit.domain.evidence import distinct
from ce_kit.clock import local_date
from ce_kit.ids import new_id


def submit_claim(
    uow: CreditUnitOfWork,
    office: Office,
    box: EvidenceBox,
    *,
    person_id: str,
    year: int,
    activity_type: str,
    title: str,
    facts: Mapping[str, Any],
    file_tickets: Sequence[str],
) -> dict[str, Any]:
    """File a claim with the units that review it today.

    Returns:
        {claim, preview}: the preview takes everything under review, this claim included, as recognised.

    Raises:
        NoEmployment, ReviewChainUnknown: there is nobody who reviews.
        NoRuleSet, InvalidFact, MissingFact: the rules cannot judge it.
        EvidenceTypeRefused, EvidenceMissing, BadFileTicket: about the files.
    """
    evidence = distinct([box.open(ticket, person_id) for ticket in file_tickets])
    today = local_date(office.now)
    with uow:
        uow.people.lock([person_id])
        held = on_day(uow.employments.of([person_id]).get(person_id, ()), today)
        if not held:
            raise NoEmployment("您目前没有在任单位，无人审核；请先加入用人单位，经其确认后再申报")
        employer = held[0]
        file = open_files(uow, office, [(person_id, year)])[person_id, year]
        asked = {"source": "other", "no_authority": not employer.authority_id}
        steps = office.book.ask(file.jurisdiction, year, "review_chain", asked)["value"]
        claim = Claim(
            claim_id=new_id(),
            person_id=person_id,
            person_name=uow.people.name_of(person_id),
            employer_id=employer.employer_id,
            employer_name=employer.employer_name,
            authority_id=employer.authority_id,
            hrss_id=employer.hrss_id,
            jurisdiction=file.jurisdiction,
            year=year,
            activity_type=activity_type,
            title=title,
            facts=dict(facts),
            evidence=evidence,
            chain=chain_of(steps if isinstance(steps, list) else [], employer),
            state=ClaimState.SUBMITTED,
            recorded={},
            filed_on=today,
            filed_at=office.now,
        )
        expected = _preview(office.book.rules(file.jurisdiction, year), file, claim)
        uow.claims.add(claim)
        uow.activities.put_all([claim.activity()])
        assess(uow, office, [(person_id, year)])
        uow.audit.record("claim.submitted", claim.claim_id, {"year": year, "type": activity_type})
        uow.commit()
    return {"claim": shown(claim), "preview": expected}


def _preview(rules: Rules, file: YearFile, claim: Claim) -> dict[str, Any]:
    """Return what the rules would count.

    Raises:
        EvidenceMissing: nothing was handed in and the rules ask for proof.
    """
    decision = decide_recognised(rules, file, claim.activity())
    found = outcome_of(decision, claim.claim_id)
    missing = [one for one in (found or {}).get("not_counted", ()) if one["reason"] == "proof_missing"]
    if missing:
        clause = missing[0]["clause"]
        raise EvidenceMissing(f"此类申报须附证明材料（{clause}），请上传 PDF、PNG 或 JPEG 文件后再申报", clause=clause)
    return preview(decision, file, claim)
