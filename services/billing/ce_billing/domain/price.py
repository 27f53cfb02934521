"""Prices: what a notice states comes first, configuration fills what it leaves open."""

from dataclasses import dataclass
from datetime import date

from ce_billing.domain.errors import PriceNotSet
from ce_billing.domain.money import fen_of

CONFIGURED = "平台价格设置"


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """What the rules answer: `value` is theirs (an amount, a code such as silent or unknown), `reason` why."""

    value: object
    clause: str
    source: str
    reason: str

    @property
    def cited(self) -> str:
        """The reason with its clause."""
        return f"{self.reason}（{self.clause}）" if self.clause else self.reason


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in fen, with the clause that states or allows it."""

    amount_fen: int
    clause: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class SetPrice:
    """A configured price of professional courses: of one course, or with an empty `course_id` of all of a year."""

    price_id: str
    year: int
    course_id: str
    amount_fen: int
    valid_from: date


def stated(fee: RuleAnswer) -> Price | None:
    """Return the price that a notice states; None where it is silent or leaves the amount to the company."""
    amount = fen_of(fee.value)
    return None if amount is None else Price(amount, fee.clause, fee.source, fee.reason)


def by_rule(fee: RuleAnswer, what: str) -> Price:
    """Return the stated price of something that only a notice can price.

    Raises:
        PriceNotSet: no notice states it.
    """
    price = stated(fee)
    if price is None:
        raise PriceNotSet(f"{what}没有可依据的收费标准：{fee.cited}；平台不能自行收费")
    return price


def of_course(fee: RuleAnswer, configured: SetPrice | None, title: str, *, priced: bool) -> Price:
    """Return a course's price: the stated one, else the configured one; a course not marked as priced is free.

    Raises:
        PriceNotSet: it is to be paid and nobody has set an amount.
    """
    price = stated(fee)
    if price is not None:
        return price
    if not priced:
        return Price(0, fee.clause, fee.source, "课程目录中标明不收费")
    if configured is None:
        raise PriceNotSet(f"《{title}》为收费课程，平台尚未设置价格，请联系平台管理员；{fee.cited}")
    return Price(
        configured.amount_fen, fee.clause, CONFIGURED, f"专业科目缴费后学习，自 {configured.valid_from} 起执行"
    )
