"""Payments at a provider, and what its notices mean for an order."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ce_billing.domain.order import Order


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment that a provider is to take for an order."""

    order_id: str
    provider: str
    payment_id: str
    pay_url: str


class NoticeKind(StrEnum):
    """What a notice says."""

    PAID = "paid"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PaymentNotice:
    """A provider's notice whose signature was verified."""

    notice_id: str
    kind: NoticeKind
    order_id: str
    payment_id: str
    amount_fen: int


class NoticeOutcome(StrEnum):
    """What became of a notice."""

    PAID = "paid"
    CLOSED = "closed"
    REFUND_DUE = "refund_due"
    AMOUNT_MISMATCH = "amount_mismatch"
    IGNORED = "ignored"


MONEY_KEPT = (NoticeOutcome.PAID, NoticeOutcome.REFUND_DUE)
"""Outcomes that settle a payment for good: a repeated payment id gets the same one."""


def take(order: Order, notice: PaymentNotice, now: datetime) -> NoticeOutcome:
    """Apply a notice to its order and say what became of it."""
    if notice.kind is NoticeKind.CLOSED:
        if not order.unpaid:
            return NoticeOutcome.IGNORED
        order.close()
        return NoticeOutcome.CLOSED
    if notice.amount_fen != order.total_fen:
        return NoticeOutcome.AMOUNT_MISMATCH
    if not order.unpaid:
        return NoticeOutcome.REFUND_DUE
    order.pay(now)
    return NoticeOutcome.PAID
