"""Orders: open → pending → paid, or closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ce_billing.domain.errors import OrderNotPayable
from ce_billing.domain.price import Price
from ce_billing.domain.product import BOUGHT_ONCE, Item


class OrderState(StrEnum):
    """Where an order stands."""

    OPEN = "open"
    PENDING = "pending"
    PAID = "paid"
    CLOSED = "closed"


UNPAID = (OrderState.OPEN, OrderState.PENDING)


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A thing ordered, at the price of that moment."""

    item: Item
    title: str
    price: Price


@dataclass(slots=True)
class Order:
    """An order (订单); `payee` receives the money, never an HRSS department (ZB20 三(三))."""

    order_id: str
    payer_id: str
    lines: Sequence[OrderLine]
    payee: str
    created_at: datetime
    state: OrderState = OrderState.OPEN
    paid_at: datetime | None = None
    version: int = 1

    @property
    def total_fen(self) -> int:
        """Sum of the lines."""
        return sum(line.price.amount_fen for line in self.lines)

    @property
    def unpaid(self) -> bool:
        """Whether it can still be paid."""
        return self.state in UNPAID

    def is_for(self, items: Sequence[Item]) -> bool:
        """Tell whether it holds exactly these things."""
        return {line.item for line in self.lines} == set(items)

    def check_payable(self) -> None:
        """Refuse to pay twice.

        Raises:
            OrderNotPayable: it is paid or closed.
        """
        if not self.unpaid:
            words = "已支付，无须再付" if self.state is OrderState.PAID else "已关闭，请重新下单"
            raise OrderNotPayable(f"订单{words}", order_id=self.order_id, state=self.state)

    def ask_payment(self) -> None:
        """Note that the provider was asked; it may have answered already."""
        if self.state is OrderState.OPEN:
            self._become(OrderState.PENDING)

    def pay(self, now: datetime) -> None:
        """Mark as paid in full."""
        self.paid_at = now
        self._become(OrderState.PAID)

    def close(self) -> None:
        """Give up."""
        self._become(OrderState.CLOSED)

    def released(self) -> list[Item]:
        """Return the things that may be ordered again now: all when closed, resits when paid."""
        if self.state is OrderState.CLOSED:
            return [line.item for line in self.lines]
        if self.state is OrderState.PAID:
            return [line.item for line in self.lines if line.item.product not in BOUGHT_ONCE]
        return []

    def _become(self, state: OrderState) -> None:
        self.state = state
        self.version += 1
