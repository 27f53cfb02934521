"""Describe a rule set for the services that configure themselves by it (配置信息)."""

from __future__ import annotations

from typing import Any

from ce_rules import amounts
from ce_rules.accounts import Cap
from ce_rules.decision import RuleSetRef
from ce_rules.rule import Rule
from ce_rules.sheet import Desk
from ce_rules.spec import RuleSetSpec
from ce_rules.standards import ByYears, Minimum, Standard, YearlyMinimums


def describe(spec: RuleSetSpec, desk: Desk, ref: RuleSetRef) -> dict[str, Any]:
    """Give standards, caps, accounts and, per type, the facts a claim should carry; JSON primitives only."""
    return {
        "rule_set": dict(ref._asdict()),
        "unit": spec.unit,
        "standard": {m.name: amounts.wire(desk.param(m.parameter).amount) for m in _minimums(spec.standard, desk)},
        "minimums": [
            {
                "name": m.name,
                "label": m.label,
                "needed": amounts.wire(desk.param(m.parameter).amount),
                "category": m.category,
                "special": m.special,
                "clause": desk.param(m.parameter).clause,
            }
            for m in _minimums(spec.standard, desk)
        ],
        "caps": [_cap(cap, desk) for cap in spec.caps if desk.applies(cap.when)],
        "types": {
            name: {"clause": rule.clause, "reads": sorted(rule.all_reads)}
            for name, rule in sorted(spec.rules.items())
            if isinstance(rule, Rule)
        },
        "questions": sorted(spec.questions),
        "settings": {name: desk.readings[name] for name in sorted(desk.readings)},
        **{name: _value(value, desk) for name, value in spec.platform.items()},
    }


def _minimums(standard: object, desk: Desk) -> list[Minimum]:
    if isinstance(standard, ByYears):
        parts: list[Standard] = [part for years, part in standard.parts if desk.scope.year in years]
        return [minimum for part in parts for minimum in _minimums(part, desk)]
    if isinstance(standard, YearlyMinimums):
        return [minimum for minimum in standard.minimums if desk.applies(minimum.when)]
    return []


def _cap(cap: Cap, desk: Desk) -> dict[str, Any]:
    limit = desk.param(cap.limit) if isinstance(cap.limit, str) else None
    return {
        "name": cap.name,
        "label": cap.label,
        "limit": amounts.wire(limit.amount) if limit else None,
        "clause": limit.clause if limit else cap.clause,
    }


def _value(value: Any, desk: Desk) -> Any:
    """Look up what a plugin publishes: a parameter by "=file.key", or the value itself."""
    if isinstance(value, str) and value.startswith("="):
        parameter = desk.param(value[1:])
        return amounts.wire(parameter.amount)
    if isinstance(value, dict):
        return {name: _value(one, desk) for name, one in value.items()}
    return value
