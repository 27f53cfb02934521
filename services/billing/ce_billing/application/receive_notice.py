"""Take a payment provider's notice (支付结果通知): one effect, however often and in whatever order notices come."""

from datetime import datetime

from ce_billing.application.ports import BillingUnitOfWork
from ce_billing.domain.order import Order
from ce_billing.domain.payment import NoticeOutcome, PaymentNotice, take
from ce_kit.facts import Fact

FOR_PEOPLE = (NoticeOutcome.REFUND_DUE, NoticeOutcome.AMOUNT_MISMATCH)


def receive_notice(
    uow: BillingUnitOfWork, *, provider: str, notice: PaymentNotice, body: str, now: datetime
) -> NoticeOutcome:
    """Apply a verified notice to its order; a repeated one gets the first answer.

    Raises:
        OrderNotFound: the provider names an order that is none of ours.
    """
    with uow:
        order = uow.orders.get(notice.order_id, lock=True)
        outcome = uow.payments.outcome(provider, notice)
        if outcome is None:
            outcome = take(order, notice, now)
            if outcome in (NoticeOutcome.PAID, NoticeOutcome.CLOSED):
                uow.orders.save(order)
                uow.orders.release(order.released())
            if outcome is NoticeOutcome.PAID:
                uow.outbox.add(_paid(order))
            if outcome in FOR_PEOPLE:
                detail = {"payment_id": notice.payment_id, "amount_fen": notice.amount_fen, "provider": provider}
                uow.audit.record(f"payment.{outcome.value}", order.order_id, detail)
        uow.payments.keep(provider, notice, outcome, body, now)
        uow.commit()
    return outcome


def _paid(order: Order) -> Fact:
    lines = [
        {
            "product": line.item.product.value,
            "reference": line.item.reference,
            "person_id": line.item.person_id,
            "amount_fen": line.price.amount_fen,
        }
        for line in order.lines
    ]
    paid_at = order.paid_at.isoformat() if order.paid_at else ""
    data = {"order_id": order.order_id, "payer_id": order.payer_id, "lines": lines, "paid_at": paid_at}
    return Fact("billing.order.paid.v1", order.order_id, order.version, data)
