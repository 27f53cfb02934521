"""Payments and notices in the database."""

from datetime import datetime

from sqlalchemy import Connection, select

from ce_billing.adapters.tables import payment, payment_notice, receipt
from ce_billing.domain.payment import MONEY_KEPT, NoticeKind, NoticeOutcome, Payment, PaymentNotice
from ce_kit.db.once import insert_ignoring

PAYMENT = [payment.c[name] for name in Payment.__slots__]


class SqlPayments:
    """What the provider was asked and what it told."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def of(self, order_id: str) -> Payment | None:
        row = self.connection.execute(select(*PAYMENT).where(payment.c.order_id == order_id)).one_or_none()
        return None if row is None else Payment(*row)

    def add(self, one: Payment, now: datetime) -> None:
        row = {name: getattr(one, name) for name in Payment.__slots__} | {"created_at": now}
        insert_ignoring(self.connection, payment, [row], payment.c.order_id)

    def outcome(self, provider: str, notice: PaymentNotice) -> NoticeOutcome | None:
        same = select(payment_notice.c.outcome).where(
            payment_notice.c.provider == provider, payment_notice.c.notice_id == notice.notice_id
        )
        found = self.connection.execute(same).scalar_one_or_none()
        if found is None and notice.kind is NoticeKind.PAID:
            money = select(receipt.c.outcome).where(
                receipt.c.provider == provider, receipt.c.payment_id == notice.payment_id
            )
            found = self.connection.execute(money).scalar_one_or_none()
        return None if found is None else NoticeOutcome(found)

    def keep(self, provider: str, notice: PaymentNotice, outcome: NoticeOutcome, body: str, now: datetime) -> None:
        shared = {
            "provider": provider,
            "payment_id": notice.payment_id,
            "order_id": notice.order_id,
            "amount_fen": notice.amount_fen,
            "outcome": outcome.value,
            "received_at": now,
        }
        told = {**shared, "notice_id": notice.notice_id, "kind": notice.kind.value, "body": body}
        insert_ignoring(self.connection, payment_notice, [told], payment_notice.c.notice_id)
        if notice.kind is NoticeKind.PAID and outcome in MONEY_KEPT:
            insert_ignoring(self.connection, receipt, [shared], receipt.c.payment_id)
