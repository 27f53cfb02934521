"""Order things (下单)."""

from collections.abc import Sequence
from datetime import datetime

from ce_billing.application.ports import BillingUnitOfWork, Courses, PaymentProvider, Rules
from ce_billing.application.quote import quote, resit_need
from ce_billing.domain.errors import AlreadyOrdered, AlreadyPaid, DuplicateLine, NothingToPay, PaymentsNotOffered
from ce_billing.domain.order import Order
from ce_billing.domain.product import Item, Product
from ce_kit.call import Actor
from ce_kit.clock import local_date
from ce_kit.ids import new_id


def create_order(
    uow: BillingUnitOfWork,
    rules: Rules,
    courses: Courses,
    provider: PaymentProvider | None,
    actor: Actor,
    *,
    items: Sequence[Item],
    now: datetime,
) -> Order:
    """Order things at today's prices; an unpaid order of the caller for the same things is returned again.

    Raises:
        PaymentsNotOffered, DuplicateLine, NothingToPay, AlreadyOrdered, AlreadyPaid, and those of `quote`.
    """
    if provider is None:
        raise PaymentsNotOffered("本平台未开通网上缴费，请联系平台管理员")
    if len(set(items)) < len(items):
        raise DuplicateLine("订单中有重复的项目，请删去重复项")
    lines = quote(uow, rules, courses, actor, items=items, today=local_date(now))
    for line in lines:
        if line.price.amount_fen == 0:
            clause = f"（{line.price.clause}）" if line.price.clause else ""
            reason = f"{line.title}免费：{line.price.reason}{clause}，无须下单"
            raise NothingToPay(reason, clause=line.price.clause, reference=line.item.reference)
    order = Order(new_id(), actor.id, lines, provider.payee, now)
    with uow:
        if holders := uow.orders.hold(order.order_id, items):
            order = _again(uow.orders.get(holders[0]), actor.id, items)
        else:
            for item in items:
                if item.product is Product.RESIT:
                    resit_need(uow, item)  # again: one may have been paid since the price was asked
            uow.orders.add(order)
        uow.commit()
    return order


def _again(order: Order, payer_id: str, items: Sequence[Item]) -> Order:
    """Return the order that holds the same things, if it is the caller's; refuse otherwise."""
    if not order.unpaid:
        raise AlreadyPaid("其中有项目已支付，无须再付；请从订单中删去", order_id=order.order_id)
    if order.payer_id != payer_id:
        raise AlreadyOrdered("其中有项目已由他人下单（本人或所在单位），待其支付或关闭后再下单")
    if not order.is_for(items):
        raise AlreadyOrdered("其中有项目在您的另一张未支付订单中，请先支付或取消该订单", order_id=order.order_id)
    return order
