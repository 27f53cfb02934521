"""Tells merchants what became of their payments: signed, and again with growing pauses until they answer 2xx."""

import json
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ce_billing.adapters import pay_protocol as protocol
from ce_billing.sandbox.book import SandboxPayment, new_id

FIRST_PAUSE, LONGEST_PAUSE, GIVE_UP_AFTER = 0.2, 60.0, 24 * 3600.0
SECONDS = 5


@dataclass(frozen=True, slots=True)
class Mischief:
    """What a tester may ask for: how the notices of a payment go wrong before and beside the right one."""

    duplicates: int = 0
    delay: float = 0.0
    forged: bool = False
    late: bool = False
    wrong_amount: int = 0
    twice: bool = False


class Notifier:
    """Sends notices, each in a thread of its own."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret

    def tell(self, payment: SandboxPayment, mischief: Mischief) -> None:
        """Send the notice of a settled payment, and whatever mischief was asked for."""
        kind = "payment.paid" if payment.state == "paid" else "payment.closed"
        right = _notice(payment, kind)
        self._start(lambda: self._send_all(payment, right, mischief))

    def _send_all(self, payment: SandboxPayment, right: dict[str, Any], mischief: Mischief) -> None:
        time.sleep(mischief.delay)
        url, merchant = payment.notify_url, payment.merchant
        if mischief.forged:
            self._send(url, right, merchant, secret=b"not the secret")
        if mischief.late:
            self._send(url, right, merchant, age=2 * protocol.WINDOW)
        if mischief.wrong_amount:
            self._send(url, {**right, "notice_id": new_id("ntc"), "amount_fen": mischief.wrong_amount}, merchant)
        for _ in range(mischief.duplicates):
            self._start(lambda: self._deliver(url, right, merchant))
        self._deliver(url, right, merchant)
        if mischief.twice:
            again = {**right, "notice_id": new_id("ntc"), "payment_id": new_id("pay")}
            self._deliver(url, again, merchant)

    def _deliver(self, url: str, notice: dict[str, Any], merchant: str) -> None:
        pause, end = FIRST_PAUSE, time.monotonic() + GIVE_UP_AFTER
        while not self._send(url, notice, merchant) and time.monotonic() < end:
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def _send(
        self, url: str, notice: dict[str, Any], merchant: str, *, secret: bytes | None = None, age: int = 0
    ) -> bool:
        """Send a notice once, signed now; True when the merchant has taken it."""
        body = json.dumps(notice, ensure_ascii=False).encode()
        headers = protocol.signed(secret or self.secret, protocol.NOTICE, merchant, body, age=age)
        headers["content-type"] = "application/json"
        request = urllib.request.Request(url, body, headers, method="POST")  # noqa: S310  checked by Book.open
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                return bool(200 <= answer.status < 300)
        except (OSError, urllib.error.URLError) as error:
            sys.stderr.write(f"notice {notice['notice_id']} not taken: {error}\n")
            return False

    def _start(self, work: Any) -> None:
        threading.Thread(target=work, daemon=True).start()


def _notice(payment: SandboxPayment, kind: str) -> dict[str, Any]:
    return {
        "notice_id": new_id("ntc"),
        "type": kind,
        "merchant": payment.merchant,
        "order_no": payment.order_no,
        "payment_id": payment.payment_id,
        "amount_fen": payment.amount_fen,
        "at": datetime.now(UTC).isoformat(),
    }
