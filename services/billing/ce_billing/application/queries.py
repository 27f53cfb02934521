"""Plain reads."""

from ce_billing.application.ports import BillingUnitOfWork
from ce_billing.domain.errors import OrderNotFound
from ce_billing.domain.order import Order
from ce_kit import pages


def get_order(uow: BillingUnitOfWork, *, payer_id: str, order_id: str) -> Order:
    """Return one's own order. Raises OrderNotFound."""
    with uow.reader() as read:
        order = read.orders.get(order_id)
    if order.payer_id != payer_id:
        raise OrderNotFound("您没有这张订单", order_id=order_id)
    return order


def list_orders(uow: BillingUnitOfWork, *, payer_id: str, page_size: int, page_token: str) -> tuple[list[Order], str]:
    """Return a page of one's own orders, latest first, and the next page's token. Raises BadPageToken."""
    key = pages.after(page_token)
    size = page_size or pages.DEFAULT_PAGE_SIZE
    with uow.reader() as read:
        found = read.orders.of(payer_id, str(key[0]) if key else "", size + 1)
    return pages.cut(found, size, lambda order: [order.order_id])
