"""Paying an order through the provider's pay page."""

import urllib.request
from collections.abc import Sequence

from ce.billing.v1 import billing_service_pb2 as billing
from ce_demo.client import Session
from ce_demo.story.tale import Tale


def pay(tale: Tale, session: Session, lines: Sequence[billing.OrderItem]) -> billing.Order:
    """Order, pay on the provider's page, and wait until the signed notice made the order paid."""
    # a resit may be ordered when billing has heard of the failed attempt
    order = tale.until("下单", lambda: session.billing.CreateOrder(billing.CreateOrderRequest(lines=lines)).order, bool)
    asked = session.billing.PayOrder(billing.PayOrderRequest(order_id=order.order_id))
    # the provider is told to send its notice twice: the second one must change nothing
    press = urllib.request.Request(asked.pay_url, data=b"duplicates=1", method="POST")
    with urllib.request.urlopen(press, timeout=10):
        pass
    return tale.until(
        "订单支付",
        lambda: session.billing.GetOrder(billing.GetOrderRequest(order_id=order.order_id)).order,
        lambda found: found.state == billing.ORDER_STATE_PAID,
    )
