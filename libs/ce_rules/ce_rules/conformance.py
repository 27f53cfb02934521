"""Laws every rule set keeps (一致性测试). A plugin runs them by one line in its tests:

    TestZibo = conformance("370300")

Each law is tried on seeded random cases of every rule set of the plugin. A rule set for which a law does not hold
says so in `exceptions`, with the clause.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

from ce_rules.activity import Activity
from ce_rules.book import RuleBook
from ce_rules.decision import ActivityDecision, Decision, Totals
from ce_rules.errors import InvalidFact, NoRuleSet
from ce_rules.generate import draw_case
from ce_rules.rule import Guard, Rule
from ce_rules.ruleset import RuleSet
from ce_rules.sheet import Sheet
from ce_rules.trace import NotCounted

TRIALS = 20


class Laws:
    """The laws, as test methods; `code` names the jurisdiction."""

    code = ""
    trials = TRIALS

    def test_caps_are_never_exceeded_at_any_prefix(self) -> None:
        """Whatever was filed so far, no yearly cap counts more than its limit."""
        for rules, case in self._cases():
            for decision in _prefixes(rules, case):
                for cap in decision.caps:
                    assert cap.counted <= cap.limit, (rules.ref.id, cap, case)

    def test_order_of_filing_never_changes_totals(self) -> None:
        """The same facts in another order give the same figures and the same answer."""
        for rules, case in self._cases():
            figures = _figures(rules.decide(case))
            shuffled = dict(case, activities=random.Random(7).sample(case["activities"], len(case["activities"])))
            assert _figures(rules.decide(shuffled)) == figures, (rules.ref.id, case)

    def test_adding_an_activity_never_lowers_the_total(self) -> None:
        """One more activity never costs hours, unless the rule set states the clause by which it does."""
        for rules, case in self._cases():
            if "monotone" in rules.spec.exceptions:
                continue
            totals = [decision.total for decision in _prefixes(rules, case) if decision.total is not None]
            assert totals == sorted(totals), (rules.ref.id, totals, case)

    def test_author_shares_add_up_to_the_whole(self) -> None:
        """Where hours of a joint work are divided, the shares of all authors are the whole."""
        for rules in self._rule_sets():
            for type_ in rules.spec.shared:
                for seed in range(self.trials):
                    _check_shares(rules, type_, seed)

    def test_parts_add_up_to_totals(self) -> None:
        """What counts of each activity is all that counts, category by category."""
        for rules, case in self._cases():
            decision = rules.decide(case)
            if decision.public is not None:
                assert sum(a.counted_public for a in decision.activities) == decision.public, (rules.ref.id, case)
            if decision.professional is not None:
                counted = sum(a.counted_professional for a in decision.activities)
                assert counted == decision.professional, (rules.ref.id, case)
            for activity in decision.activities:
                if activity.converted is not None:
                    assert activity.counted + _cut(activity) == activity.converted, (rules.ref.id, activity)

    def test_replays_are_identical_byte_for_byte(self) -> None:
        """Judging again, without memory, or after a journey over the wire, gives the same bytes."""
        for rules, case in self._cases():
            message = _bytes(rules.decide(case))
            assert _bytes(rules.decide(case)) == message
            assert _bytes(Decision.from_wire(json.loads(message))) == message, (rules.ref.id, case)
        again = {(r.ref.id, r.year): r for r in self._rule_sets(RuleBook.installed())}
        for rules, case in self._cases():
            fresh = again[rules.ref.id, rules.year].decide(case)
            assert _bytes(fresh) == _bytes(rules.decide(case)), (rules.ref.id, case)

    def test_guards_have_nothing_to_say_of_absent_facts(self) -> None:
        """A check none of whose facts is stated lets the activity pass; it is not even asked."""
        for rules, case in self._cases():
            for raw in case["activities"]:
                rule = rules.spec.rules.get(raw["type"])
                if not isinstance(rule, Rule):
                    continue
                for guard in rule.guards:
                    bare = {name: value for name, value in raw.items() if name not in guard.reads}
                    assert _item(rules, rule, guard, bare) is None, (rules.ref.id, guard, bare)

    def test_totals_are_those_of_the_trace(self) -> None:
        """Without a trace the figures are the same."""
        for rules, case in self._cases():
            assert _figures(rules.decide(case, trace=False)) == _figures(rules.decide(case)), (rules.ref.id, case)

    def test_every_reading_can_be_judged(self) -> None:
        """Each reading of each open question gives a decision, and says so where it was used."""
        for rules in self._rule_sets():
            for setting in rules.settings.values():
                for reading in setting.readings:
                    case = draw_case(rules, 11)
                    try:
                        decision = rules.decide(case, settings={setting.id: reading})
                    except NoRuleSet:
                        continue
                    assert decision.readings.get(setting.id, reading) == reading

    # ----------------------------------------------------------------------------------------------------------

    def _rule_sets(self, book: RuleBook | None = None) -> Iterator[RuleSet]:
        book = book or _book()
        for spec in book.plugin(self.code).rule_sets:
            for year in {spec.years.last, spec.years.first} - {None}:
                rules = book.rule_set(self.code, year)  # type: ignore[arg-type]
                if rules.ref.id == spec.id:
                    yield rules

    def _cases(self) -> Iterator[tuple[RuleSet, dict[str, Any]]]:
        if self.code not in _DRAWN or _DRAWN[self.code][0] != self.trials:
            _DRAWN[self.code] = self.trials, list(self._drawn())
        yield from _DRAWN[self.code][1]

    def _drawn(self) -> Iterator[tuple[RuleSet, dict[str, Any]]]:
        for rules in self._rule_sets():
            allowed = rules.spec.window_years or rules.spec.years
            spans = [None] if allowed.first == allowed.last else [None, (rules.year - 1, rules.year)]
            for seed in range(self.trials):
                span = spans[seed % len(spans)]
                if span is not None and span[0] not in allowed:
                    span = None
                case = draw_case(rules, seed, window=span)
                try:
                    rules.decide(case)
                except InvalidFact:
                    continue
                yield rules, case


def conformance(code: str, trials: int = TRIALS) -> type[Laws]:
    """Give the test class for a jurisdiction."""
    return type(f"Test{code.capitalize()}", (Laws,), {"code": code, "trials": trials})


_OPEN: list[RuleBook] = []
_DRAWN: dict[str, tuple[int, list[tuple[RuleSet, dict[str, Any]]]]] = {}  # the cases of a plugin, drawn once


def _book() -> RuleBook:
    if not _OPEN:
        _OPEN.append(RuleBook.installed())
    return _OPEN[0]


def _prefixes(rules: RuleSet, case: dict[str, Any]) -> Iterator[Decision]:
    for n in range(len(case["activities"]) + 1):
        yield rules.decide(dict(case, activities=case["activities"][:n]))


def _figures(found: Decision | Totals) -> tuple[Any, ...]:
    return found.unit, found.public, found.professional, found.total, found.compliant, dict(found.by_year)


def _bytes(decision: Decision) -> str:
    return json.dumps(decision.to_wire(), ensure_ascii=False)


def _item(rules: RuleSet, rule: Rule, guard: Guard, raw: dict[str, Any]) -> NotCounted | None:
    """Ask one check of an activity, unless its formula cannot do without the facts that were left out."""
    activity, sheet = Activity(raw, raw["type"], rule.all_reads), Sheet(rules.desk(), raw["type"])
    try:
        return guard.check(activity, sheet, rule.formula(activity, sheet))
    except InvalidFact:
        return None


def _cut(activity: ActivityDecision) -> Any:
    """Give what yearly caps cut; the day cap is already in the converted value."""
    cuts = (i for i in activity.not_counted if i.reason.startswith("over_cap_") and i.reason != "over_cap_day")
    return sum(item.amount or 0 for item in cuts)


def _check_shares(rules: RuleSet, type_: str, seed: int) -> None:
    rule = rules.spec.rules[type_]
    assert isinstance(rule, Rule)
    (one,) = draw_case(rules, seed, 1, only=type_)["activities"]
    whole = {name: value for name, value in one.items() if name not in {"authors", "position", "reviewer_hours"}}
    value = _converted(rules, whole)
    authors = 2 + seed % 8
    shares = [_converted(rules, {**whole, "authors": authors, "position": n + 1}) for n in range(authors)]
    if value is not None:
        assert sum(share or 0 for share in shares) == value, (rules.ref.id, whole, authors, shares)
        assert shares == sorted(shares, key=lambda share: -(share or 0)), (rules.ref.id, whole, shares)


def _converted(rules: RuleSet, activity: dict[str, Any]) -> Any:
    decision = rules.decide({"activities": [activity]}).activities[0]
    reason = decision.not_counted[0].reason if decision.not_counted else ""
    return 0 if reason == "zero_share" else decision.converted
