"""Write a decision of the rules as the messages of the contract (学时说明)."""

import re
from collections.abc import Mapping
from typing import Any

from ce_credit.domain.assessment import Assessment

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?::\w+)?")


def explain(one: Assessment, titles: Mapping[str, str]) -> dict[str, Any]:
    """Return a YearAssessment; `titles` are those of the activities by id."""
    decision, rule_set = one.decision, one.decision["rule_set"]
    return {
        "person_id": one.person_id,
        "year": one.year,
        "jurisdiction": one.jurisdiction,
        "revision": one.revision,
        "assessed_at": one.assessed_at if one.revision else None,
        "rule_set": rule_set["id"],
        "rule_version": rule_set["version"],
        "source": rule_set["source"],
        "unit": decision["unit"],
        "public_amount": _amount(decision["public"]),
        "professional_amount": _amount(decision["professional"]),
        "total_amount": _amount(decision["total"]),
        "compliant": decision["compliant"],
        "minimums": decision["minimums"],
        "caps": decision["caps"],
        "missing": decision["missing"],
        "next_steps": [_named(step, titles) for step in decision["next_steps"]],
        "activities": [outcome(activity, titles) for activity in decision["activities"]],
        "notes": [_step(step, titles) for step in decision["notes"]],
        "fees_yuan": _amount(decision["fees_yuan"]),
        "readings": decision["readings"],
    }


def outcome(activity: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    """Return an ActivityOutcome."""
    return {
        "activity_id": activity["id"],
        "activity_type": activity["type"],
        "title": titles.get(_known(activity["id"]), ""),
        "year": activity["year"],
        "converted": _amount(activity["converted"]),
        "counted_public": activity["counted_public"],
        "counted_professional": activity["counted_professional"],
        "counted": activity["counted"],
        "not_counted": [
            {**_named(item, titles), "amount": _amount(item["amount"])} for item in activity["not_counted"]
        ],
        "steps": [_step(step, titles) for step in activity["steps"]],
        "readings": activity["readings"],
    }


def _step(step: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    pairs = {name: {key: _amount(value) for key, value in step[name].items()} for name in ("inputs", "numbers")}
    return {**_named(step, titles), **pairs}


def _named(item: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    """Name activities in the text by their titles: people do not know ids."""

    def name(found: re.Match[str]) -> str:
        title = titles.get(_known(found[0]))
        return f"“{title}”" if title else found[0]

    return {**item, "text": _ID.sub(name, item["text"])}


def _known(activity_id: str) -> str:
    """Return the id under which the activity is on record; a course in a second exam mode has a suffix."""
    return activity_id.partition(":")[0]


def _amount(value: str | None) -> str:
    return "" if value is None else value
