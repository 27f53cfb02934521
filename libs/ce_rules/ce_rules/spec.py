"""Declare a rule set (规则集): what a notice says about the hours of some years, as data and small formulas."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeAlias

from ce_rules.accounts import Account, Cap, Spill
from ce_rules.activity import Activity
from ce_rules.days import Years
from ce_rules.decision import Way
from ce_rules.errors import PluginInvalid
from ce_rules.outcome import Outcome
from ce_rules.questions import Question
from ce_rules.rule import Override, Rule
from ce_rules.sheet import Sheet
from ce_rules.standards import Standard
from ce_rules.trace import NotCounted


@dataclass(frozen=True, slots=True)
class Item:
    """One activity among the others of the case, for rules that compare activities."""

    index: int
    id: str
    activity: Activity
    outcome: Outcome


CrossFormula: TypeAlias = Callable[[Sequence[Item], Sheet], Mapping[int, Outcome]]


@dataclass(frozen=True, slots=True)
class CrossRule:
    """Compare activities with each other (相互关系), e.g. one exam mode only, 8 hours on one day.

    It runs when an activity of `types` states one of `triggers` (any activity of these types if empty), and
    gives new outcomes by index.
    """

    name: str
    formula: CrossFormula
    clause: str
    types: tuple[str, ...]
    reads: str
    triggers: tuple[str, ...] = ()
    when: tuple[str, ...] | None = None


class PurposeRule(Protocol):
    """Say how the hours serve a purpose: which activities come too late, who is exempt."""

    @property
    def clause(self) -> str:
        """Give the clause the answer rests on."""

    def waived(self, context: Mapping[str, Any], sheet: Sheet) -> bool:
        """Tell whether the hours are not asked of this person."""

    def too_late(self, activity: Activity, context: Mapping[str, Any], sheet: Sheet) -> NotCounted | None:
        """Tell whether this activity comes too late for the purpose."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """The answer for a purpose (用途): title_review or appointment."""

    name: str
    rule: PurposeRule
    reads: str
    when: tuple[str, ...] | None = None

    @property
    def clause(self) -> str:
        """Give the clause the answer rests on."""
        return self.rule.clause


@dataclass(frozen=True)
class RuleSetSpec:
    """Everything one notice says about hours of some years.

    `years` are the years of the hours. `base` names the rule set this one extends, by (code, id); parts then
    either add to the base or override it, naming the clause (`Override`).
    """

    id: str
    notice: str
    years: Years
    unit: str
    standard: Standard | Override | None = None
    accounts: tuple[Account, ...] = ()
    rules: Mapping[str, Rule | Override] = field(default_factory=dict)
    caps: tuple[Cap, ...] = ()
    spills: tuple[Spill, ...] = ()
    cross_rules: tuple[CrossRule, ...] = ()
    questions: Mapping[str, Question | Override] = field(default_factory=dict)
    purposes: Mapping[str, Purpose | Override] = field(default_factory=dict)
    ways: Mapping[str, tuple[Way, ...]] = field(default_factory=dict)
    no_rule: Mapping[str, str] = field(default_factory=dict)  # type → clause that shows the silence
    silent_clause: str = ""  # clause cited for every other type without a rule
    states_fees: bool = False
    window_years: Years | None = None  # years a window may reach; its own if not said
    needs_record: Years | None = None  # years of which nothing is known without a record
    granted_by_standard: bool = False  # a make-up year is granted when its standard is met
    unit_accounts: Mapping[str, str] = field(default_factory=dict)
    base: tuple[str, str] | None = None
    when: tuple[str, ...] | None = None  # the rule set exists only under this reading
    shared: tuple[str, ...] = ()  # types whose hours are divided among authors
    exceptions: Mapping[str, str] = field(default_factory=dict)  # conformance law → clause and why it does not hold
    platform: Mapping[str, Any] = field(default_factory=dict)

    def on(self, base: RuleSetSpec, where: str) -> RuleSetSpec:
        """Give this rule set laid over the one it extends.

        Raises:
            PluginInvalid: something of the base is replaced without naming its clause.
        """
        taken = {account.name for account in base.accounts}
        clash = [account.name for account in self.accounts if account.name in taken]
        if clash:
            raise PluginInvalid(where, f"账目 {'、'.join(clash)} 已在上级规则中")
        return replace(
            self,
            standard=_over("standard", self.standard, base.standard, where),
            accounts=base.accounts + self.accounts,
            rules=_merge(self.rules, base.rules, where),
            caps=base.caps + self.caps,
            spills=base.spills + self.spills,
            cross_rules=base.cross_rules + self.cross_rules,
            questions=_merge(self.questions, base.questions, where),
            purposes=_merge(self.purposes, base.purposes, where),
            ways={**base.ways, **self.ways},
            no_rule={**base.no_rule, **self.no_rule},
            silent_clause=self.silent_clause or base.silent_clause,
            shared=(*base.shared, *self.shared),
            exceptions={**base.exceptions, **self.exceptions},
            platform={**base.platform, **self.platform},
            states_fees=self.states_fees or base.states_fees,
            needs_record=self.needs_record or base.needs_record,
            window_years=self.window_years or base.window_years,
            granted_by_standard=self.granted_by_standard or base.granted_by_standard,
            unit_accounts={**base.unit_accounts, **self.unit_accounts},
        )


def _merge(own: Mapping[str, Any], base: Mapping[str, Any], where: str) -> dict[str, Any]:
    merged = dict(base)
    for name, part in own.items():
        merged[name] = _over(name, part, base.get(name), where)
    return merged


def _over(name: str, own: Any, base: Any, where: str) -> Any:
    if own is None:
        return base
    if base is None:
        if isinstance(own, Override):
            raise PluginInvalid(where, f"{name} 声明替代 {own.clause}，但上级规则没有这一项")
        return own
    if not isinstance(own, Override):
        raise PluginInvalid(where, f"{name} 已由上级规则 {base.clause} 规定；替代时须用 Override 写明该条款")
    if own.clause != base.clause:
        raise PluginInvalid(where, f"{name} 声明替代 {own.clause}，上级规则的条款却是 {base.clause}")
    return own.by
