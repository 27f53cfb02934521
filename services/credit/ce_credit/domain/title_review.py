"""Answer whether a year serves a title review, from what cities delivered (职称评审)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ce_credit.domain import amounts
from ce_credit.domain.assessment import Assessment
from ce_credit.domain.compliance import Compliance
from ce_credit.domain.decision import PROFESSIONAL, PUBLIC, total


@dataclass(frozen=True, slots=True)
class CityYear:
    """What one city delivered of a person's year: its latest assessment, and the hours records by category."""

    city: str
    assessment: Assessment | None
    hours_records: int
    hours: dict[str, Decimal]

    @property
    def hours_amount(self) -> Decimal:
        """The sum of the hours records."""
        return sum(self.hours.values(), Decimal(0))

    @property
    def complete(self) -> bool:
        """Whether the hours records add up to the assessment, in each category the notice has numbers for."""
        if self.assessment is None:
            return False
        decision = self.assessment.decision
        told = {name: total(decision, name) for name in (PUBLIC, PROFESSIONAL)}
        by_category = all(told[name] in (None, self.hours.get(name, Decimal(0))) for name in told)
        return by_category and total(decision, "total") in (None, self.hours_amount)

    @property
    def answer(self) -> Compliance:
        """The city's answer, as far as its records are whole."""
        if self.assessment is None or not self.complete:
            return Compliance.UNKNOWN
        return Compliance(self.assessment.decision["compliant"])


def answer_year(year: int, cities: Sequence[CityYear]) -> tuple[Compliance, str]:
    """Return the answer for a year and why, in words.

    Hours stay with the city that reviewed them; no notice adds up two cities, so two that each fall short are
    left to a person.
    """
    missing = "；".join(text for one in cities if (text := _missing(one)))
    if not cities:
        return Compliance.UNKNOWN, f"省平台没有收到 {year} 年度的记录，请核对市平台是否已上报"
    answers = [one.answer for one in cities]
    if Compliance.YES in answers:
        met = next(one for one in cities if one.answer is Compliance.YES)
        return Compliance.YES, f"{year} 年度经 {met.city} 核定达标，学时记录完整"
    if missing:
        return Compliance.UNKNOWN, missing
    if Compliance.UNKNOWN in answers:
        return Compliance.UNKNOWN, f"{year} 年度有待人工认定的内容，见核定说明"
    counting = [one for one in cities if one.hours_amount]
    if len(counting) > 1:
        return (
            Compliance.UNKNOWN,
            f"{year} 年度学时分在 {len(counting)} 个市，均未单独达标；文件没有跨市合计的规定，须人工认定",
        )
    return Compliance.NO, f"{year} 年度核定未达标，缺少的学时见核定说明"


def _missing(one: CityYear) -> str:
    if one.assessment is None:
        return f"缺少记录：{one.city} 有 {one.hours_records} 条学时记录，没有年度核定"
    if not one.complete:
        told = amounts.text(total(one.assessment.decision, "total"))
        return (
            f"缺少记录：{one.city} 核定 {told}，已收到 {one.hours_records} 条学时记录，合计 "
            f"{amounts.text(one.hours_amount)}"
        )
    return ""
