"""Ask a sum over a window of years, or a number of every year by itself (计分年限合计、逐年标准)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ce_rules.accounts import Account, Sums
from ce_rules.amounts import Amount
from ce_rules.decision import Requirement
from ce_rules.sheet import Desk
from ce_rules.standards.base import Judge, Judgement, OneWay, View, answer, together
from ce_rules.trace import Step, pairs


@dataclass(frozen=True, slots=True)
class WindowSum:
    """Ask the sum stated for exactly this window; another window has no standard.

    `parameter` is a table "first-last" → sum. `each` is a parameter for every year by itself, used only under
    the reading `each_when`.
    """

    clause: str
    parameter: str
    each: str = ""
    each_when: tuple[str, ...] | None = None

    def compile(self, desk: Desk, accounts: Sequence[Account]) -> Judge:
        """Look up the sum for the window asked."""
        years = desk.scope.years
        table = desk.param(self.parameter)
        needed = table.cell(f"{years[0]}-{years[-1]}")
        clause = table.clause
        if needed is None and self.each and desk.applies(self.each_when):
            each = desk.param(self.each)
            needed, clause = each.amount * len(years), each.clause
        if needed is None:
            stated = "、".join(str(window) for window in table.value)
            note = Step(
                clause,
                desk.source(clause),
                "文件只规定了 {stated} 年度的合计标准，没有 {asked} 的标准，须人工认定",
                numbers=pairs({"stated": stated, "asked": f"{years[0]}-{years[-1]} 年度"}),
            )
            return _Unstated(desk.scope.year, note)
        return _SumJudge(desk.scope.year, ((years, needed),), tuple(a.name for a in accounts), clause, "合计学分")


@dataclass(frozen=True, slots=True)
class EachYear:
    """Ask the same number of every year of the window (每年度累计), whatever the categories."""

    clause: str
    parameter: str
    label: str = "年度累计学分"

    def compile(self, desk: Desk, accounts: Sequence[Account]) -> Judge:
        """Look up the number for each year."""
        parts = tuple((range(year, year + 1), desk.param(self.parameter, year).amount) for year in desk.scope.years)
        clause = desk.param(self.parameter).clause
        return _SumJudge(desk.scope.year, parts, tuple(a.name for a in accounts), clause, self.label)


@dataclass(frozen=True, slots=True)
class _SumJudge(OneWay):
    year: int
    parts: tuple[tuple[range, Amount], ...]
    accounts: tuple[str, ...]
    clause: str
    label: str

    def _have(self, years: range, books: Mapping[int, Sums]) -> Amount:
        return sum((books[year][name] for year in years for name in self.accounts), start=0)

    def judge(self, view: View) -> Judgement:
        found = []
        for years, needed in self.parts:
            have = self._have(years, view.books)
            could_be = any(year in years for year, _ in view.unknown)
            year = years[0] if len(years) == 1 else None
            label = self.label if year else f"{years[0]}-{years[-1]} 年度{self.label}"
            met = answer(have >= needed, could_be)
            found.append(Requirement("total", label, needed, have, met, self.clause, False, year))
        return Judgement(together([item.met for item in found]), tuple(found))


@dataclass(frozen=True, slots=True)
class _Unstated(OneWay):
    year: int
    note: Step

    def judge(self, view: View) -> Judgement:
        return Judgement("unknown", (), (self.note,))
