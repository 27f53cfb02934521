"""Leave a year to its make-up course: granted as a whole or not decided (补学补修年度)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ce_rules.accounts import Account
from ce_rules.sheet import Desk
from ce_rules.standards.base import Judge, Judgement, OneWay, View
from ce_rules.trace import Step


@dataclass(frozen=True, slots=True)
class GrantedYear:
    """Answer yes where the year was granted as a whole; the notice states no number for it."""

    clause: str
    silent: str

    def compile(self, desk: Desk, accounts: Sequence[Account]) -> Judge:
        """Nothing to look up."""
        return _GrantedJudge(
            desk.scope.year, desk.scope.years, Step(self.clause, desk.source(self.clause), self.silent)
        )


@dataclass(frozen=True, slots=True)
class _GrantedJudge(OneWay):
    year: int
    years: range
    note: Step

    def judge(self, view: View) -> Judgement:
        if all(year in view.whole for year in self.years):
            return Judgement("yes", ())
        return Judgement("unknown", (), (self.note,))
