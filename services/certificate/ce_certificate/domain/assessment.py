"""A year as credit assessed it (年度核定), and whether it can be certified."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ce_certificate.domain.content import UNITS, YearLine
from ce_certificate.domain.errors import YearNotMet


@dataclass(frozen=True, slots=True)
class Assessment:
    """The latest assessment known: amounts as decimal text, `compliant` is yes, no or unknown.

    `minimums` are those of the decision: [{name, label, needed, have, met, clause, year}]; `source` is the notice.
    """

    person_id: str
    year: int
    revision: int
    jurisdiction: str
    unit: str
    public_amount: str
    professional_amount: str
    total_amount: str
    compliant: str
    minimums: Sequence[Mapping[str, Any]]
    source: str

    @property
    def is_met(self) -> bool:
        """Whether the year is met."""
        return self.compliant == "yes"

    @property
    def line(self) -> YearLine:
        """The year as the certificate shows it."""
        needed = next((one["needed"] for one in self._own if one["name"] == "total"), "")
        return YearLine(self.year, self.public_amount, self.professional_amount, self.total_amount, str(needed))

    @property
    def _own(self) -> list[Mapping[str, Any]]:
        return [one for one in self.minimums if one.get("year") in (None, self.year)]

    def shortfall(self) -> str:
        """Say what is short, with numbers and clauses: 年度累计已认定 50 学时，需 90 学时（ZB20 二）."""
        unit = UNITS.get(self.unit, self.unit)
        said = [
            f"{one['label']}已认定 {one['have']} {unit}，需 {one['needed']} {unit}（{one['clause']}）"
            for one in self._own
            if one["met"] == "no"
        ]
        if said:
            return "；".join(said)
        if self.compliant == "unknown":
            return f"已认定 {self.total_amount} {unit}，尚有数值待人工认定，结论未定"
        return f"已认定 {self.total_amount} {unit}"


def check_met(assessment: Assessment | None, year: int) -> Assessment:
    """Return the assessment of a year that is met.

    Raises:
        YearNotMet: says the numbers, what is needed and the clause.
    """
    if assessment is None:
        raise YearNotMet(f"{year} 年度尚无核定结果，暂不能核发证书；请先完成学习或申报学时", year=year)
    if not assessment.is_met:
        raise YearNotMet(
            f"{year} 年度尚未达标，暂不能核发证书：{assessment.shortfall()}",
            year=year,
            compliant=assessment.compliant,
            total=assessment.total_amount,
            needed=assessment.line.needed,
        )
    return assessment
