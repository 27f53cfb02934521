"""Ask a yearly average over a term of office or an appointment (任期、聘期内平均每年)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ce_rules.accounts import Account, Sums
from ce_rules.amounts import Amount
from ce_rules.decision import Requirement
from ce_rules.sheet import Desk
from ce_rules.standards.base import Judge, Judgement, OneWay, View, answer
from ce_rules.trace import Step


@dataclass(frozen=True, slots=True)
class TermAverage:
    """Ask an average of the years of the term: only the average counts, single years may be uneven.

    `parameter` is a table purpose → unit → average. `units` names the accounts kept in another unit.
    """

    clause: str
    parameter: str
    units: Mapping[str, str]
    label: str = "任期（聘期）平均"

    def compile(self, desk: Desk, accounts: Sequence[Account]) -> Judge:
        """Look up the averages for the purpose asked."""
        table = desk.param(self.parameter)
        purpose = desk.scope.purpose
        names = tuple(account.name for account in accounts)
        if purpose is None or desk.scope.window is None:
            why = "未说明用途（评审或聘用）" if purpose is None else "未说明任期（聘期）的起止年度"
            template = "2018 年以前没有单个年度的标准，只有任期（聘期）内的年平均：" + why + "，无法判定"
            return _NoTerm(desk.scope.year, Step(table.clause, desk.source(table.clause), template))
        rows = {unit: table.cell(purpose, unit) for unit in ("hours", "credits")}
        return _TermJudge(
            desk.scope.year, desk.scope.years, rows, self.units, names, table.clause, self.label, desk.unit
        )


@dataclass(frozen=True, slots=True)
class _TermJudge(OneWay):
    year: int
    years: range
    averages: Mapping[str, Amount | None]
    units: Mapping[str, str]
    accounts: tuple[str, ...]
    clause: str
    label: str
    unit: str

    def _measure(self, books: Mapping[int, Sums]) -> tuple[Amount, Amount | None]:
        unit = self.unit
        have: Amount = 0
        for year in self.years:
            for name in self.accounts:
                if books[year][name]:
                    have += books[year][name]
                    unit = self.units.get(name, unit)
        average = self.averages[unit]
        return have, None if average is None else average * len(self.years)

    def judge(self, view: View) -> Judgement:
        have, needed = self._measure(view.books)
        could_be = any(year in self.years for year, _ in view.unknown)
        met = answer(needed is not None and have >= needed, could_be or needed is None)
        label = f"{self.years[0]}-{self.years[-1]} 年{self.label} × {len(self.years)} 年"
        return Judgement(met, (Requirement("term_average", label, needed or 0, have, met, self.clause),))


@dataclass(frozen=True, slots=True)
class _NoTerm(OneWay):
    year: int
    note: Step

    def judge(self, view: View) -> Judgement:
        return Judgement("unknown", (), (self.note,))
