"""Pay an order at the payment provider (去支付)."""

from datetime import datetime

from ce_billing.application.ports import BillingUnitOfWork, PaymentProvider
from ce_billing.application.queries import get_order
from ce_billing.domain.errors import PaymentsNotOffered
from ce_billing.domain.order import Order


def pay_order(
    uow: BillingUnitOfWork, provider: PaymentProvider | None, *, payer_id: str, order_id: str, now: datetime
) -> tuple[Order, str]:
    """Ask the provider to take the payment; return the order and where to pay.

    The provider is asked between two transactions. It knows the payment by the order, so whatever fails in
    between, asking again finds the same payment; and its notice may be here before its answer.

    Raises:
        OrderNotFound, OrderNotPayable, PaymentsNotOffered, ProviderUnavailable: see there.
    """
    order = get_order(uow, payer_id=payer_id, order_id=order_id)
    order.check_payable()
    if provider is None:
        raise PaymentsNotOffered("本平台未开通网上缴费，请联系平台管理员")
    with uow.reader() as read:
        payment = read.payments.of(order_id)
    if payment is None:
        payment = provider.create_payment(order)
        with uow:
            uow.payments.add(payment, now)
            order = uow.orders.get(order_id, lock=True)
            order.ask_payment()
            uow.orders.save(order)
            uow.commit()
    return order, payment.pay_url
