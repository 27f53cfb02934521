"""Ask minimums of one year: total, categories, special parts (年度标准与分项最低)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ce_rules.accounts import Account, Sums
from ce_rules.amounts import Amount
from ce_rules.decision import Requirement
from ce_rules.sheet import Desk
from ce_rules.standards.base import Judge, Judgement, Least, View, together

_new = tuple.__new__
REMEMBER = 10_000
_FIGURES = ("total", "public", "professional")


@dataclass(frozen=True, slots=True)
class Minimum:
    """One minimum: over a category, over named accounts, or over everything if neither is named."""

    name: str
    label: str
    parameter: str
    category: str | None = None
    accounts: tuple[str, ...] = ()
    special: bool = False
    when: tuple[str, ...] | None = None

    def over(self, accounts: Sequence[Account]) -> tuple[str, ...]:
        """Name the accounts this minimum adds up."""
        if self.accounts:
            return self.accounts
        return tuple(a.name for a in accounts if self.category is None or a.category == self.category)


@dataclass(frozen=True, slots=True)
class YearlyMinimums:
    """Ask the same minimums of every year by itself; surplus never covers another category or year."""

    clause: str
    minimums: tuple[Minimum, ...]

    def compile(self, desk: Desk, accounts: Sequence[Account]) -> Judge:
        """Look up the values for each year of the scope."""
        minimums = tuple(
            _compiled(m, desk, accounts, year)
            for year in desk.scope.years
            for m in self.minimums
            if desk.applies(m.when)
        )
        here = [m for m in minimums if m.year == desk.scope.year]
        others = any(m.over == "accounts" for m in here)
        least = tuple(max((m.needed for m in here if m.over == over), default=0) for over in _FIGURES)
        unsplit = frozenset(account.name for account in accounts if account.category is None)
        asked = tuple((m.over, m.needed, m.accounts, _Met(m)) for m in here)
        return _YearlyJudge(minimums, asked, unsplit, None if others else least)  # type: ignore[arg-type]


class _Compiled(NamedTuple):
    name: str
    label: str
    needed: Amount
    accounts: tuple[str, ...]
    clause: str
    special: bool
    category: str | None
    over: str  # one of the figures, or named accounts
    year: int


def _compiled(minimum: Minimum, desk: Desk, accounts: Sequence[Account], year: int) -> _Compiled:
    parameter = desk.param(minimum.parameter, year)
    over = "accounts" if minimum.accounts else minimum.category or "total"
    return _Compiled(
        minimum.name,
        minimum.label,
        parameter.amount,
        minimum.over(accounts),
        parameter.clause,
        minimum.special,
        minimum.category,
        over,
        year,
    )


def _have(accounts: Sequence[str], sums: Sums) -> Amount:
    total: Amount = 0
    for name in accounts:
        total += sums[name]
    return total


class _Met(dict[Amount, Requirement]):
    """The answers to one minimum by what somebody has; people with equal sums share one."""

    def __init__(self, minimum: _Compiled) -> None:
        super().__init__()
        self._minimum = minimum

    def __missing__(self, have: Amount) -> Requirement:
        if len(self) >= REMEMBER:
            self.clear()
        name, label, needed, _, clause, special, _, _, year = self._minimum
        met = "yes" if have >= needed else "no"
        self[have] = found = Requirement(name, label, needed, have, met, clause, special, year)
        return found


@dataclass(frozen=True, slots=True)
class _YearlyJudge:
    minimums: tuple[_Compiled, ...]
    here: tuple[tuple[str, Amount, tuple[str, ...], _Met], ...]  # of the year asked about
    unsplit: frozenset[str]
    least: Least | None

    def judge_plain(self, sums: Sums, public: Amount, professional: Amount, total: Amount) -> Judgement:
        """Judge one year of which everything is known, by the figures already added up."""
        figures = {"total": total, "public": public, "professional": professional}
        found = []
        compliant = "yes"
        for over, needed, accounts, answers in self.here:
            have = _have(accounts, sums) if over == "accounts" else figures[over]
            if have < needed:
                compliant = "no"
            found.append(answers[have])
        return _new(Judgement, (compliant, tuple(found), ()))

    def judge(self, view: View) -> Judgement:
        found = []
        for name, label, needed, accounts, clause, special, category, _, year in self.minimums:
            have = _have(accounts, view.books[year])
            met = "yes" if have >= needed else self._unmet(year, accounts, category, view)
            found.append(Requirement(name, label, needed, have, met, clause, special, year))
        return Judgement(together([item.met for item in found]), tuple(found))

    def _unmet(self, year: int, accounts: Sequence[str], category: str | None, view: View) -> str:
        """Tell whether a minimum that is short is settled otherwise, could still be met, or fails."""
        if year in view.whole:
            return "yes"
        unsplit = category is not None and any(view.books[year][name] for name in self.unsplit)
        open_here = category is not None and bool(view.open)
        unknown = unsplit or open_here or any((year, name) in view.unknown for name in accounts)
        return "unknown" if unknown else "no"
