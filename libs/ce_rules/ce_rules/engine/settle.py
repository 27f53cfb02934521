"""Settle what activities have to do with each other, then enter them into the books of their years (相互关系)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ce_rules.activity import Activity
from ce_rules.amounts import Amount
from ce_rules.engine.caps import Books, Entry
from ce_rules.outcome import Outcome
from ce_rules.rule import Once, Rule
from ce_rules.sheet import Desk, Sheet
from ce_rules.spec import CrossRule, Item
from ce_rules.trace import Step
from ce_rules.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcomes after comparison, and the books of each year before caps."""

    outcomes: list[Outcome]
    books: dict[int, Books]
    entries: dict[int, list[Entry]]  # (account, amount, activity's index)


def settle(
    activities: Sequence[Mapping[str, Any]],
    outcomes: list[Outcome],
    rules: Mapping[str, Rule],
    cross_rules: Sequence[CrossRule],
    desk: Desk,
    zero: Mapping[str, Amount],
) -> Settled:
    """Compare the activities of a case, then enter what counts."""
    for cross in cross_rules:
        items = _items(cross, activities, outcomes)
        if items:
            for index, outcome in cross.formula(items, Sheet(desk, items[0].activity.type)).items():
                outcomes[index] = outcome
    _once(activities, outcomes, rules, desk)
    entries = _entries(outcomes, desk)
    return Settled(outcomes, {year: _sums(mine, zero) for year, mine in entries.items()}, entries)


def _items(cross: CrossRule, activities: Sequence[Mapping[str, Any]], outcomes: Sequence[Outcome]) -> list[Item]:
    mine = [index for index, raw in enumerate(activities) if raw["type"] in cross.types]
    if cross.triggers and not any(name in activities[index] for index in mine for name in cross.triggers):
        return []
    reads = frozenset(cross.reads.split())
    return [
        Item(
            index,
            activities[index]["id"],
            Activity(activities[index], activities[index]["type"], reads),
            outcomes[index],
        )
        for index in mine
    ]


def _once(
    activities: Sequence[Mapping[str, Any]], outcomes: list[Outcome], rules: Mapping[str, Rule], desk: Desk
) -> None:
    groups: dict[tuple[Any, ...], list[tuple[int, Once]]] = {}
    text = vocabulary().fields
    for index, raw in enumerate(activities):
        rule = rules.get(raw["type"])
        if rule is None or not (outcomes[index].entries or outcomes[index].unknown):
            continue  # an invalid activity neither counts nor stands in the way of another
        for once in rule.once:
            value = None if once.field is None else raw.get(once.field)
            if not desk.applies(once.when) or (once.field is not None and value is None):
                continue
            key: tuple[Any, ...] = (
                once.group,
                None if once.field is None else text[once.field].read(value, once.field),
            )
            if once.per_year:
                key = (*key, outcomes[index].year)
            groups.setdefault(key, []).append((index, once))
    for key, members in groups.items():
        if len(members) > 1:
            _keep_best(key, members, activities, outcomes, desk)


def _keep_best(
    key: tuple[Any, ...],
    members: list[tuple[int, Once]],
    activities: Sequence[Mapping[str, Any]],
    outcomes: list[Outcome],
    desk: Desk,
) -> None:
    standing = [(index, once) for index, once in members if outcomes[index].entries or outcomes[index].unknown]
    if len(standing) < 2:
        return
    best = max(standing, key=lambda m: (_worth(outcomes[m[0]]), outcomes[m[0]].rank, -m[0]))[0]
    for index, once in standing:
        if index == best:
            continue
        outcome, winner = outcomes[index], outcomes[best]
        alike = outcome.type == winner.type and outcome.rank == winner.rank
        reason = once.alike if alike else once.other
        sheet = Sheet(desk, outcome.type)
        template = "与 {winner} 属同一项，只计一次" if alike else "与 {winner} 属同一成果，按最高等级计算一次"
        item = sheet.item(reason, outcome.would_count, once.clause, template, winner=str(activities[best]["id"]))
        outcomes[index] = outcome.refused(item, Step(item.clause, desk.source(item.clause), template, (), item.numbers))


def _worth(outcome: Outcome) -> Amount:
    return -1 if outcome.converted is None else outcome.converted


def _entries(outcomes: Sequence[Outcome], desk: Desk) -> dict[int, list[Entry]]:
    entries: dict[int, list[Entry]] = {year: [] for year in desk.scope.years}
    for index, outcome in enumerate(outcomes):
        year = desk.scope.year if outcome.year is None else outcome.year
        for account, amount in outcome.entries:
            entries.setdefault(year, []).append((account, amount, index))
    return dict(sorted(entries.items()))


def _sums(entries: Sequence[Entry], zero: Mapping[str, Amount]) -> Books:
    sums = dict(zero)
    for account, amount, _ in entries:
        sums[account] += amount
    return sums
