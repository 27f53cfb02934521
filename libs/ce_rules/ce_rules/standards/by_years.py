"""Ask different standards of different years of one window, all of which must be met (分段标准)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ce_rules.accounts import Account, Sums
from ce_rules.amounts import Amount
from ce_rules.days import Years
from ce_rules.sheet import Desk
from ce_rules.standards.base import Judge, Judgement, Least, Standard, View, together


@dataclass(frozen=True, slots=True)
class ByYears:
    """Give each span of years its own standard; `whole` replaces them all under a reading."""

    clause: str
    parts: tuple[tuple[Years, Standard], ...]
    whole: Standard | None = None
    whole_when: tuple[str, ...] | None = None

    def compile(self, desk: Desk, accounts: Sequence[Account]) -> Judge:
        """Compile the standard of each span the scope touches."""
        years = desk.scope.years
        touched = [(span, standard) for span, standard in self.parts if any(year in span for year in years)]
        if self.whole and self.whole_when and len(touched) > 1 and desk.applies(self.whole_when):
            return self.whole.compile(desk, accounts)
        judges = []
        for span, standard in touched:
            inside = [year for year in years if year in span]
            window = (inside[0], inside[-1]) if desk.scope.window else None
            part = replace(desk, scope=replace(desk.scope, year=inside[-1], window=window))
            judges.append(standard.compile(part, accounts))
        return _Judges(desk.scope.year, tuple(judges))


@dataclass(frozen=True, slots=True)
class _Judges:
    year: int
    judges: tuple[Judge, ...]

    @property
    def least(self) -> Least | None:
        return self.judges[0].least if len(self.judges) == 1 else None

    def judge_plain(self, sums: Sums, public: Amount, professional: Amount, total: Amount) -> Judgement:
        if len(self.judges) == 1:
            return self.judges[0].judge_plain(sums, public, professional, total)
        return self.judge(View({self.year: sums}))

    def judge(self, view: View) -> Judgement:
        found = [judge.judge(view) for judge in self.judges]
        return Judgement(
            together([item.compliant for item in found]),
            tuple(requirement for item in found for requirement in item.requirements),
            tuple(note for item in found for note in item.notes),
        )
