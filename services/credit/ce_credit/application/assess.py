"""Assess persons' years anew and post what changed (年度核定); used inside the transactions of other use cases."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from ce_credit.application.ports import CreditUnitOfWork, RuleBook
from ce_credit.domain import amounts
from ce_credit.domain.activity import Activity, PersonYear
from ce_credit.domain.assessment import Assessment, Standing
from ce_credit.domain.case import case_of
from ce_credit.domain.course import Attempt
from ce_credit.domain.decision import Place, sha256_of, total
from ce_credit.domain.employment import jurisdiction_of
from ce_credit.domain.errors import NoRuleSet
from ce_credit.domain.ledger import Entry, postings
from ce_kit.facts import Fact
from ce_kit.ids import new_id


@dataclass(frozen=True, slots=True)
class Office:
    """What an assessment needs beside the facts: the rules, the platform's own code, the time."""

    book: RuleBook
    platform: str
    now: datetime


@dataclass(frozen=True, slots=True)
class YearFile:
    """Everything known of a person's year, read while the person is locked."""

    jurisdiction: str
    activities: list[Activity]
    attempts: list[Attempt]


def open_files(uow: CreditUnitOfWork, office: Office, keys: Collection[PersonYear]) -> dict[PersonYear, YearFile]:
    """Read the files of these years, with one query per table."""
    employments = uow.employments.of({person_id for person_id, _ in keys})
    activities, attempts = uow.activities.of(keys), uow.attempts.of(keys)
    return {
        key: YearFile(
            jurisdiction_of(employments.get(key[0], ()), key[1], office.platform),
            activities.get(key, []),
            attempts.get(key, []),
        )
        for key in sorted(keys)
    }


def assess(uow: CreditUnitOfWork, office: Office, keys: Collection[PersonYear]) -> None:
    """Decide these years by the rules; where a decision changed, keep it, post the difference and tell of both.

    The caller holds the persons' locks. A year for which there are no rules keeps its facts and is left as it
    stands.
    """
    files = open_files(uow, office, keys)
    standing, sums = uow.years.standing(keys), uow.ledger.sums(keys)
    changed: list[Assessment] = []
    entries: list[Entry] = []
    for key, file in files.items():
        assessment = _decide(office, key, file, standing.get(key))
        if assessment is not None:
            changed.append(assessment)
            entries += _entries(assessment, file, sums.get(key, {}))
    uow.years.save(changed)
    uow.ledger.post(entries)
    uow.outbox.extend([*(hours_recorded(entry) for entry in entries), *(assessment_changed(one) for one in changed)])
    for one in changed:
        detail = {"revision": one.revision, "compliant": one.decision["compliant"], "decision_sha256": one.sha256}
        uow.audit.record("year.assessed", one.assessment_id, detail)


def _decide(office: Office, key: PersonYear, file: YearFile, before: Standing | None) -> Assessment | None:
    """Return the next revision, None when the year stands as it is."""
    if not file.activities and before is None:
        return None
    try:
        rules = office.book.rules(file.jurisdiction, key[1])
    except NoRuleSet:
        return None
    decision = rules.decide(case_of(file.activities, file.attempts, rules))
    sha256 = sha256_of(decision)
    if before is not None and (before.sha256, before.jurisdiction) == (sha256, file.jurisdiction):
        return None
    assessment_id, revision = (before.assessment_id, before.revision + 1) if before else (new_id(), 1)
    return Assessment(assessment_id, revision, *key, file.jurisdiction, decision, sha256, office.now)


def _entries(assessment: Assessment, file: YearFile, present: Mapping[Place, Decimal]) -> list[Entry]:
    known = {one.activity_id: one for one in file.activities}
    entries = []
    for posting in postings(present, assessment.decision):
        activity = known[posting.activity_id.partition(":")[0]]
        entries.append(
            Entry(
                new_id(),
                assessment.person_id,
                assessment.jurisdiction,
                assessment.year,
                posting.category,
                posting.amount,
                assessment.decision["unit"],
                posting.activity_id,
                activity.type,
                activity.title,
                posting.reason,
                posting.clause,
                assessment.assessment_id,
                assessment.revision,
                assessment.assessed_at,
            )
        )
    return entries


def hours_recorded(entry: Entry) -> Fact:
    """Tell of a ledger entry."""
    data: dict[str, Any] = {
        "entry_id": entry.entry_id,
        "person_id": entry.person_id,
        "jurisdiction": entry.jurisdiction,
        "year": entry.year,
        "category": entry.category,
        "amount": amounts.text(entry.amount),
        "unit": entry.unit,
        "activity_id": entry.activity_id,
        "activity_type": entry.activity_type,
        "title": entry.title,
        "clause": entry.clause,
        "recorded_at": entry.recorded_at.isoformat(),
    }
    return Fact("credit.hours.recorded.v1", entry.entry_id, 1, data)


def assessment_changed(one: Assessment) -> Fact:
    """Tell of a new revision of a year's assessment."""
    decision = one.decision
    data: dict[str, Any] = {
        "assessment_id": one.assessment_id,
        "revision": one.revision,
        "person_id": one.person_id,
        "jurisdiction": one.jurisdiction,
        "year": one.year,
        "unit": decision["unit"],
        "public_amount": amounts.text(total(decision, "public")),
        "professional_amount": amounts.text(total(decision, "professional")),
        "total_amount": amounts.text(total(decision, "total")),
        "compliant": decision["compliant"],
        "decision": decision,
        "assessed_at": one.assessed_at.isoformat(),
    }
    return Fact("credit.assessment.changed.v1", one.assessment_id, one.revision, data)
