"""Read a decision of the rules in its wire form (认定结论): what counts, and by which clause."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from ce_credit.domain import amounts

Decision: TypeAlias = Mapping[str, Any]
"""`ce_rules.Decision.to_wire()`: JSON primitives, amounts as text."""

Place: TypeAlias = tuple[str, str]
"""(activity id, category): what the ledger and a decision are compared by."""

PUBLIC, PROFESSIONAL, UNSPLIT = "public", "professional", "unsplit"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why an activity counts as it does."""

    counts_by: str
    cut_reason: str
    cut_by: str


def counted(decision: Decision) -> dict[Place, Decimal]:
    """Return what the decision counts per activity and category; nothing where it counts nothing."""
    found: dict[Place, Decimal] = {}
    for one in decision["activities"]:
        public, professional = Decimal(one["counted_public"]), Decimal(one["counted_professional"])
        parts = {
            PUBLIC: public,
            PROFESSIONAL: professional,
            UNSPLIT: Decimal(one["counted"]) - public - professional,
        }
        found.update({(one["id"], category): amount for category, amount in parts.items() if amount})
    return found


def grounds(decision: Decision) -> dict[str, Ground]:
    """Return by which clause each activity counts, and why the rest of it does not."""
    found = {}
    for one in decision["activities"]:
        counts_by = one["steps"][-1]["clause"] if one["steps"] else ""
        cut = one["not_counted"][0] if one["not_counted"] else {"reason": "", "clause": ""}
        found[one["id"]] = Ground(counts_by, cut["reason"], cut["clause"])
    return found


def outcome_of(decision: Decision, activity_id: str) -> Mapping[str, Any] | None:
    """Return what the decision says of one activity."""
    return next((one for one in decision["activities"] if one["id"] == activity_id), None)


def total(decision: Decision, name: str) -> Decimal | None:
    """Return `public`, `professional` or `total`; None where the notice gives no number."""
    return amounts.read(decision[name])


def sha256_of(decision: Decision) -> str:
    """Return the hash by which two decisions are known to be the same."""
    return hashlib.sha256(json.dumps(decision, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
