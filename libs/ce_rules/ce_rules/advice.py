"""Say what is missing and the shortest way to get there (差额与补足途径), from nothing but the decision itself."""

from __future__ import annotations

from collections.abc import Mapping

from ce_rules.amounts import Amount
from ce_rules.decision import Advice, Decision, Requirement, Way
from ce_rules.trace import pairs
from ce_rules.vocabulary import vocabulary


def next_steps(decision: Decision, ways: Mapping[str, tuple[Way, ...]]) -> tuple[Advice, ...]:
    """Name first what can still be put right, then what has to be studied anew."""
    if decision.compliant == "yes":
        return ()
    unit = vocabulary().units[decision.unit]
    return (*_cures(decision, unit), *_ways(decision, ways, unit))


def _cures(decision: Decision, unit: str) -> list[Advice]:
    """Name what can be put right; an activity a yearly cap already cuts would gain nothing."""
    found = []
    yearly = [(activity, i.reason) for activity, i in decision.not_counted if i.reason != "over_cap_day"]
    cut = {activity for activity, reason in yearly if reason.startswith("over_cap_")}
    full = any(use.counted >= use.limit for use in decision.caps)
    for activity, item in decision.not_counted:
        cure = vocabulary().reasons[item.reason].cure
        if not cure or item.amount == 0 or activity in cut:
            continue
        template = "{id}：{cure}，最多可再计 {amount} {unit}（{clause}）"
        if full:
            template = "{id}：{cure}，不超出年度上限的，最多可再计 {amount} {unit}（{clause}）"
        if item.amount is None:
            template = "{id}：{cure}（{clause}）"
        numbers = {"id": activity, "cure": cure, "amount": item.amount, "unit": unit, "clause": item.clause}
        found.append(Advice(item.clause, template, pairs(numbers)))
    return found


def _ways(decision: Decision, ways: Mapping[str, tuple[Way, ...]], unit: str) -> list[Advice]:
    """Offer ways for each unmet minimum, special ones first, and do not ask for the same hour twice."""
    planned: dict[str, Amount] = {}
    found = []
    for item in sorted(decision.missing, key=lambda r: (not r.special, r.name == "total")):
        category = _category(item)
        covered = sum(planned.values()) if item.name == "total" else planned.get(category, 0)
        missing = max(0, item.missing - covered)
        if not missing:
            continue
        planned[category] = planned.get(category, 0) + missing
        for way in ways.get(item.name, ()):
            room = _room(decision, way.cap)
            if way.cap and not room:
                continue
            numbers = {"missing": missing, "room": room, "unit": unit, "clause": way.clause}
            found.append(Advice(way.clause, way.template + "（{clause}）", pairs(numbers)))
    return found


def _room(decision: Decision, cap: str) -> Amount | None:
    """Give what a yearly cap still leaves, or `None` if the rule set has no such cap."""
    return next((max(0, use.limit - use.counted) for use in decision.caps if use.name == cap), None)


def _category(item: Requirement) -> str:
    return "public" if item.name.startswith("public") else "professional"
