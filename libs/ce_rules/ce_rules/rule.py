"""Declare how one type of activity is judged (单项规则): formula, facts it reads, checks around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol, TypeAlias

from ce_rules.activity import Activity
from ce_rules.days import iso_days
from ce_rules.outcome import Outcome
from ce_rules.sheet import Desk, Sheet
from ce_rules.trace import NotCounted

Formula: TypeAlias = Callable[[Activity, Sheet], Outcome]


class Plain(Protocol):
    """Tell when a fact is in order at first sight, so that its exact value matters no further."""

    def test(self, desk: Desk) -> frozenset[str] | int | None:
        """Give the ISO days that pass, or the least whole number that passes; `None`: no short cut."""


@dataclass(frozen=True, slots=True)
class Between:
    """A day from `first` to `last`, both included, passes."""

    first: Callable[[Desk], date]
    last: Callable[[Desk], date]

    def test(self, desk: Desk) -> frozenset[str] | None:
        """Give the days that pass; a window of years has no short cut."""
        return None if desk.scope.window else iso_days(self.first(desk), self.last(desk))


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A whole number not below the parameter passes; with `above`, one that exceeds it by as much."""

    parameter: str
    above: int = 0

    def test(self, desk: Desk) -> int | None:
        """Give the least number that passes; a window of years has no short cut."""
        return None if desk.scope.window else desk.param(self.parameter).count + self.above


@dataclass(frozen=True, slots=True)
class Guard:
    """Check a condition around a formula (有效性审查): `check` gives what is not counted, or `None` if all is well.

    It is asked only where at least one fact it reads is stated; absent facts mean that all is well.
    """

    check: Callable[[Activity, Sheet, Outcome], NotCounted | None]
    reads: tuple[str, ...]
    plain: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Once:
    """Say that of several activities with the same key only one counts (同一项只计一次).

    `field` names the fact that is the key, `None` makes all activities of the group one (once a year).
    `alike` is the reason if the records are the same, `other` if another grade of the same thing counts.
    """

    group: str
    field: str | None = "result"
    clause: str = ""
    alike: str = "duplicate"
    other: str = "lower_grade_same_result"
    per_year: bool = False
    when: tuple[str, ...] | None = None
    label: str = ""


@dataclass(frozen=True)
class Rule:
    """How one type of activity becomes hours or credits."""

    formula: Formula
    clause: str
    reads: str = ""
    guards: tuple[Guard, ...] = ()
    once: tuple[Once, ...] = ()
    plain: Mapping[str, Plain] = field(default_factory=dict)

    @cached_property
    def exact(self) -> frozenset[str]:
        """Give the facts whose exact value the outcome depends on."""
        names = set(self.reads.split())
        for guard in self.guards:
            names.update(name for name in guard.reads if name not in guard.plain)
        return frozenset(names)

    @cached_property
    def guarded(self) -> frozenset[str]:
        """Give the facts the checks around the formula read."""
        return frozenset(name for guard in self.guards for name in guard.reads)

    @cached_property
    def all_reads(self) -> frozenset[str]:
        """Give every fact the formula and its checks read."""
        return self.guarded.union(self.reads.split(), self.plain)

    @cached_property
    def shortcuts(self) -> dict[str, tuple[Plain, ...]]:
        """Give the facts that pass at first sight and need not be looked at closely."""
        found: dict[str, tuple[Plain, ...]] = {}
        for source in (self.plain, *(guard.plain for guard in self.guards)):
            for name, plain in source.items():
                if name not in self.exact:
                    found[name] = (*found.get(name, ()), plain)
        return found


@dataclass(frozen=True, slots=True)
class Override:
    """Replace a part of the plugin this one extends, naming the clause that is replaced."""

    clause: str
    by: object
