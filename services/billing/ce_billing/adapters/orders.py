"""Orders in the database."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, tuple_, update

from ce_billing.adapters.tables import customer_order, held_item, order_line
from ce_billing.domain.errors import OrderNotFound
from ce_billing.domain.order import Order, OrderLine, OrderState
from ce_billing.domain.price import Price
from ce_billing.domain.product import Item, Product
from ce_kit.db.once import insert_ignoring

KEY = tuple_(held_item.c.product, held_item.c.reference, held_item.c.person_id)


def _key(item: Item) -> tuple[str, str, str]:
    return (item.product.value, item.reference, item.person_id)


class SqlOrders:
    """Orders with their lines, and what they hold."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def hold(self, order_id: str, items: Collection[Item]) -> list[str]:
        # in one order, so that two requests cannot wait for each other; a rival's insert is waited for
        keys = [_key(item) for item in sorted(items)]
        rows = [{"product": p, "reference": r, "person_id": who, "order_id": order_id} for p, r, who in keys]
        if len(insert_ignoring(self.connection, held_item, rows, held_item.c.reference)) == len(rows):
            return []
        query = select(held_item.c.order_id).where(KEY.in_(keys), held_item.c.order_id != order_id).distinct()
        return sorted(self.connection.execute(query).scalars())

    def release(self, items: Collection[Item]) -> None:
        if items:
            self.connection.execute(delete(held_item).where(KEY.in_([_key(item) for item in items])))

    def add(self, order: Order) -> None:
        values = {
            "order_id": order.order_id,
            "payer_id": order.payer_id,
            "payee": order.payee,
            "created_at": order.created_at,
            **_state(order),
        }
        self.connection.execute(insert(customer_order).values(**values))
        rows = [
            {
                "order_id": order.order_id,
                "number": number,
                "product": line.item.product.value,
                "reference": line.item.reference,
                "person_id": line.item.person_id,
                "title": line.title[:300],
                "amount_fen": line.price.amount_fen,
                "clause": line.price.clause,
                "source": line.price.source[:300],
                "reason": line.price.reason[:500],
            }
            for number, line in enumerate(order.lines, start=1)
        ]
        self.connection.execute(insert(order_line), rows)

    def get(self, order_id: str, *, lock: bool = False) -> Order:
        query = select(customer_order).where(customer_order.c.order_id == order_id)
        found = self._with_lines(self.connection.execute(query.with_for_update() if lock else query).all())
        if not found:
            raise OrderNotFound("没有这张订单", order_id=order_id)
        return found[0]

    def of(self, payer_id: str, before: str, limit: int) -> list[Order]:
        query = select(customer_order).where(customer_order.c.payer_id == payer_id)
        if before:
            query = query.where(customer_order.c.order_id < before)
        return self._with_lines(
            self.connection.execute(query.order_by(customer_order.c.order_id.desc()).limit(limit)).all()
        )

    def save(self, order: Order) -> None:
        self.connection.execute(
            update(customer_order).where(customer_order.c.order_id == order.order_id).values(**_state(order))
        )

    def resits_paid(self, person_id: str) -> list[str]:
        query = (
            select(order_line.c.reference)
            .join(customer_order, customer_order.c.order_id == order_line.c.order_id)
            .where(
                order_line.c.person_id == person_id,
                order_line.c.product == Product.RESIT.value,
                customer_order.c.state == OrderState.PAID.value,
            )
        )
        return list(self.connection.execute(query).scalars())

    def _with_lines(self, rows: Iterable[Any]) -> list[Order]:
        heads = {row.order_id: row for row in rows}
        query = (
            select(order_line)
            .where(order_line.c.order_id.in_(heads))
            .order_by(order_line.c.order_id, order_line.c.number)
        )
        lines: dict[str, list[OrderLine]] = {order_id: [] for order_id in heads}
        for row in self.connection.execute(query):
            item = Item(Product(row.product), row.reference, row.person_id)
            price = Price(row.amount_fen, row.clause, row.source, row.reason)
            lines[row.order_id].append(OrderLine(item, row.title, price))
        return [_order(row, lines[order_id]) for order_id, row in heads.items()]


def _order(row: Any, lines: list[OrderLine]) -> Order:
    created_at: datetime = row.created_at
    return Order(
        row.order_id, row.payer_id, lines, row.payee, created_at, OrderState(row.state), row.paid_at, row.version
    )


def _state(order: Order) -> dict[str, Any]:
    return {"state": order.state.value, "paid_at": order.paid_at, "version": order.version}
