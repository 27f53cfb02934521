"""The sandbox's payments: one for each order of a merchant, kept in memory."""

import json
import secrets
import threading
import time
from dataclasses import dataclass
from typing import Any

from ce_billing.adapters import pay_protocol as protocol

MOST_FEN = 100_000_000


class Refused(Exception):
    """A request that is not answered with a payment: HTTP status and reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


@dataclass(slots=True)
class SandboxPayment:
    """A payment; `state` is waiting, paid or closed."""

    payment_id: str
    merchant: str
    order_no: str
    amount_fen: int
    subject: str
    payee: str
    notify_url: str
    state: str = "waiting"


class Book:
    """All payments; safe to use from many threads."""

    def __init__(self, secret: bytes, notify_bases: tuple[str, ...]) -> None:
        self.secret = secret
        # whole hosts and ports, whole folders: http://host:80 must not allow http://host:8080
        self.notify_bases = tuple(f"{base.rstrip('/')}/" for base in notify_bases)
        self.lock = threading.Lock()
        self.payments: dict[str, SandboxPayment] = {}
        self.by_order: dict[tuple[str, str], str] = {}
        self.nonces: dict[str, float] = {}

    def open(self, headers: dict[str, str], body: bytes) -> SandboxPayment:
        """Take a merchant's request; the same order gives the same payment.

        Raises:
            Refused: 401 unsigned, stale or repeated request; 400 malformed; 409 the order has another amount.
        """
        self._check_signed(headers, body)
        wanted = _payment(headers[protocol.MERCHANT], body)
        if not wanted.notify_url.startswith(self.notify_bases):
            raise Refused(400, "notify_url is not among those allowed")
        with self.lock:
            known = self.by_order.get((wanted.merchant, wanted.order_no))
            if known is None:
                self.payments[wanted.payment_id] = wanted
                self.by_order[wanted.merchant, wanted.order_no] = wanted.payment_id
                return wanted
            payment = self.payments[known]
        if payment.amount_fen != wanted.amount_fen:
            raise Refused(409, "this order has a payment of another amount")
        return payment

    def find(self, payment_id: str) -> SandboxPayment:
        """Return a payment. Raises Refused 404."""
        try:
            return self.payments[payment_id]
        except KeyError as error:
            raise Refused(404, "no such payment") from error

    def settle(self, payment_id: str, state: str) -> bool:
        """Pay or close a waiting payment; False when it was settled before."""
        payment = self.find(payment_id)
        with self.lock:
            if payment.state != "waiting":
                return False
            payment.state = state
            return True

    def _check_signed(self, headers: dict[str, str], body: bytes) -> None:
        if not headers.get(protocol.MERCHANT) or not protocol.is_signed(self.secret, protocol.REQUEST, headers, body):
            raise Refused(401, "bad signature")
        if not protocol.is_fresh(headers):
            raise Refused(401, "stale timestamp")
        now = time.time()
        with self.lock:
            self.nonces = {nonce: at for nonce, at in self.nonces.items() if now - at <= 2 * protocol.WINDOW}
            if headers[protocol.NONCE] in self.nonces:
                raise Refused(401, "repeated nonce")
            self.nonces[headers[protocol.NONCE]] = now


def _payment(merchant: str, body: bytes) -> SandboxPayment:
    try:
        told: Any = json.loads(body)
        amount = told["amount_fen"]
        texts = [str(told[name]) for name in ("order_no", "subject", "payee", "notify_url")]
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(400, f"malformed: {error!r}") from error
    if not isinstance(amount, int) or not 0 < amount <= MOST_FEN or not all(texts):
        raise Refused(400, "malformed: amount or an empty field")
    order_no, subject, payee, notify_url = texts
    return SandboxPayment(new_id("pay"), merchant, order_no, amount, subject, payee, notify_url)


def new_id(prefix: str) -> str:
    """Return a new id nobody can guess."""
    return f"{prefix}_{secrets.token_hex(12)}"
