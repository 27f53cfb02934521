"""Judge one activity alone: its formula, then the checks around it (单项认定)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ce_rules.activity import Activity
from ce_rules.amounts import Amount
from ce_rules.errors import InvalidFact, PluginInvalid
from ce_rules.formulas.validity import year_of
from ce_rules.outcome import Outcome
from ce_rules.rule import Rule
from ce_rules.sheet import Desk, Sheet
from ce_rules.spec import RuleSetSpec
from ce_rules.trace import Step
from ce_rules.vocabulary import vocabulary


def rule_of(spec: RuleSetSpec, raw: Mapping[str, Any]) -> Rule | None:
    """Give the rule for an activity's type, or `None` if the notice has no such conversion.

    Raises:
        InvalidFact: the type is not one of the vocabulary.
    """
    type_ = raw.get("type")
    if not isinstance(type_, str) or type_ not in vocabulary().types:
        raise InvalidFact("type", type_, f"活动类型：{'、'.join(vocabulary().types)} 之一")
    return spec.rules.get(type_)  # type: ignore[return-value]  # overrides are resolved when laid over the base


def assess(spec: RuleSetSpec, desk: Desk, raw: Mapping[str, Any]) -> Outcome:
    """Judge one activity; nothing but its own facts, the parameters and the readings is looked at.

    Raises:
        InvalidFact, MissingFact: a fact the rule reads cannot be used.
    """
    rule = rule_of(spec, raw)
    sheet = Sheet(desk, raw["type"])
    if rule is None:
        clause = spec.no_rule.get(raw["type"]) or spec.silent_clause
        type_text = vocabulary().types[raw["type"]]
        return sheet.refuse("no_rule", None, clause, "文件没有“{type}”折算{unit}的规定", type=type_text)
    activity = Activity(raw, raw["type"], rule.all_reads)
    outcome = rule.formula(activity, sheet)
    stated = rule.guarded.intersection(raw)
    for guard in rule.guards:
        if stated.isdisjoint(guard.reads):
            continue  # nothing it checks is stated: its condition is met
        item = guard.check(activity, sheet, outcome)
        if item is not None:
            step = Step(item.clause, desk.source(item.clause), item.template, (), item.numbers)
            return outcome.refused(item, step)
    _check(outcome, desk)
    if desk.scope.window is not None and outcome.year is None and "for_year" in rule.all_reads:
        return outcome.also(year=year_of(activity, sheet))
    return outcome


def _check(outcome: Outcome, desk: Desk) -> None:
    """Check that a formula's entries are exact amounts and add up to what it converted."""
    entered: Amount = 0
    for _, amount in outcome.entries:
        if amount.__class__ is not int and not isinstance(amount, Decimal):
            raise PluginInvalid(outcome.type, f"公式给出 {amount!r}；学时、学分只能是整数或 Decimal，不得使用浮点数")
        entered += amount
    if outcome.entries and outcome.converted != entered:
        raise PluginInvalid(outcome.type, f"换算值 {outcome.converted} 与入账合计 {entered} 不符")
