"""The ledger only grows: what a decision changes is posted as the difference (学时台账)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ce_credit.domain.decision import Decision, Ground, Place, counted, grounds

COUNTED, WITHDRAWN, REASSESSED = "counted", "withdrawn", "reassessed"


@dataclass(frozen=True, slots=True)
class Posting:
    """An amount to be posted: positive when more counts, negative (冲销) when less does."""

    activity_id: str
    category: str
    amount: Decimal
    reason: str
    clause: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the ledger; never changed once written."""

    entry_id: str
    person_id: str
    jurisdiction: str
    year: int
    category: str
    amount: Decimal
    unit: str
    activity_id: str
    activity_type: str
    title: str
    reason: str
    clause: str
    assessment_id: str
    revision: int
    recorded_at: datetime


def postings(present: Mapping[Place, Decimal], decision: Decision) -> list[Posting]:
    """Return what must be posted so that the ledger's sums equal the decision, for each activity and category."""
    wanted, why = counted(decision), grounds(decision)
    found = []
    for place in sorted({*present, *wanted}):
        difference = wanted.get(place, Decimal(0)) - present.get(place, Decimal(0))
        if difference:
            reason, clause = _ground(why.get(place[0]), more=difference > 0)
            found.append(Posting(*place, difference, reason, clause))
    return found


def _ground(ground: Ground | None, *, more: bool) -> tuple[str, str]:
    if ground is None:
        return WITHDRAWN, ""
    if more:
        return COUNTED, ground.counts_by
    return (ground.cut_reason, ground.cut_by) if ground.cut_reason else (REASSESSED, ground.counts_by)
