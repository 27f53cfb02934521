"""Turn a decision into JSON primitives and back (消息与存储格式): amounts as strings, keys in a fixed order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ce_rules import amounts
from ce_rules.decision import ActivityDecision, Advice, CapUse, Decision, Line, Requirement, RuleSetRef
from ce_rules.trace import NotCounted, Pairs, Step, as_written


def to_wire(decision: Decision) -> dict[str, Any]:
    """Give the decision as JSON primitives."""
    return {
        "rule_set": dict(decision.rule_set._asdict()),
        "unit": decision.unit,
        "public": amounts.wire(decision.public),
        "professional": amounts.wire(decision.professional),
        "total": amounts.wire(decision.total),
        "compliant": decision.compliant,
        "by_year": {str(year): amounts.wire(total) for year, total in decision.by_year.items()},
        "activities": [_activity(activity) for activity in decision.activities],
        "minimums": [_plain(item) for item in decision.minimums],
        "caps": [_plain(item) for item in decision.caps],
        "notes": [_step(step) for step in decision.notes],
        "missing": [
            {"name": r.name, "label": r.label, "amount": amounts.wire(r.missing), "clause": r.clause}
            for r in decision.missing
        ],
        "next_steps": [{"clause": advice.clause, "text": advice.text} for advice in decision.next_steps],
        "purpose": decision.purpose,
        "purpose_answer": decision.purpose_answer,
        "purpose_notes": [_step(step) for step in decision.purpose_notes],
        "title_review": decision.title_review,
        "fees_yuan": amounts.wire(decision.fees_yuan),
        "granted": decision.granted,
        "readings": dict(decision.readings),
    }


def _activity(activity: ActivityDecision) -> dict[str, Any]:
    return {
        "id": activity.id,
        "type": activity.type,
        "year": activity.year,
        "converted": amounts.wire(activity.converted),
        "counted_public": amounts.wire(activity.counted_public),
        "counted_professional": amounts.wire(activity.counted_professional),
        "counted": amounts.wire(activity.counted),
        "not_counted": [
            {"amount": amounts.wire(i.amount), "reason": i.reason, "clause": i.clause, "text": i.text}
            for i in activity.not_counted
        ],
        "steps": [_step(step) for step in activity.steps],
        "readings": dict(activity.readings),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "clause": step.clause,
        "source": step.source,
        "text": step.text,
        "inputs": {name: _value(value) for name, value in step.inputs},
        "numbers": {name: _value(value) for name, value in step.numbers},
    }


def _value(value: object) -> Any:
    return amounts.text(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def _plain(item: Requirement | CapUse) -> dict[str, Any]:
    keep = {"year", "met", "special", "name", "label", "clause"}
    return {name: value if name in keep else amounts.wire(value) for name, value in item._asdict().items()}


def from_wire(message: Mapping[str, Any]) -> Decision:
    """Read a decision back; its sentences are kept as they were written."""
    number = amounts.from_wire
    return Decision(
        rule_set=RuleSetRef(**message["rule_set"]),
        unit=message["unit"],
        public=number(message["public"]),
        professional=number(message["professional"]),
        total=number(message["total"]),
        compliant=message["compliant"],
        by_year={int(year): number(total) or 0 for year, total in message["by_year"].items()},
        lines={one["id"]: _read_line(one) for one in message["activities"]},
        minimums=tuple(
            Requirement(**{**one, "needed": number(one["needed"]) or 0, "have": number(one["have"]) or 0})
            for one in message["minimums"]
        ),
        caps=tuple(
            CapUse(**{**one, **{key: number(one[key]) or 0 for key in ("limit", "filed", "counted")}})
            for one in message["caps"]
        ),
        notes=_read_steps(message["notes"]),
        advice=tuple(
            Advice(one["clause"], as_written(one["text"]), _written(one["text"])) for one in message["next_steps"]
        ),
        purpose=message["purpose"],
        purpose_answer=message["purpose_answer"],
        purpose_notes=_read_steps(message["purpose_notes"]),
        fees_yuan=number(message["fees_yuan"]),
        granted=message["granted"],
    )


def _written(text: str) -> Pairs:
    """Give a sentence that was protected by doubling its braces something to be filled with."""
    return (("", ""),) if "{" in text or "}" in text else ()


def _read_steps(raw: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    return tuple(
        Step(
            one["clause"],
            one["source"],
            as_written(one["text"]),
            tuple(one["inputs"].items()),
            tuple(one["numbers"].items()) or _written(one["text"]),
        )
        for one in raw
    )


def _read_line(raw: Mapping[str, Any]) -> Line:
    number = amounts.from_wire
    return Line(
        type=raw["type"],
        year=raw["year"],
        converted=number(raw["converted"]),
        counted_public=number(raw["counted_public"]) or 0,
        counted_professional=number(raw["counted_professional"]) or 0,
        counted=number(raw["counted"]) or 0,
        not_counted=tuple(
            NotCounted(number(i["amount"]), i["reason"], i["clause"], as_written(i["text"]), _written(i["text"]))
            for i in raw["not_counted"]
        ),
        steps=_read_steps(raw["steps"]),
        readings=tuple(raw["readings"].items()),
    )
