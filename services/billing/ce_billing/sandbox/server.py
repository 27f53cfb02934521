"""The sandbox's HTTP server.

POST /v1/payments        a merchant's signed request (see pay_protocol): {order_no, amount_fen, subject, payee,
                         notify_url} → {payment_id, pay_url, state}
GET  /pay/{payment_id}   the pay page
POST /pay/{payment_id}   pays, or cancels with action=cancel; other fields: see Mischief (form or query)
"""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ce_billing.sandbox.book import Book, Refused
from ce_billing.sandbox.notifier import Mischief, Notifier
from ce_billing.sandbox.pages import pay_page

LARGEST = 64 * 1024
MOST_DUPLICATES, LONGEST_DELAY = 20, 60.0


def make_server(host: str, port: int, book: Book, notifier: Notifier, public_url: str = "") -> ThreadingHTTPServer:
    """Return a server that listens; `serve_forever` answers."""

    class BoundHandler(Handler):
        pass

    server = ThreadingHTTPServer((host, port), BoundHandler)
    server.daemon_threads = True
    BoundHandler.book, BoundHandler.notifier = book, notifier
    BoundHandler.public_url = public_url.rstrip("/") or f"http://{host}:{server.server_port}"
    return server


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    book: Book
    notifier: Notifier
    public_url: str
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def _get(self) -> tuple[str, bytes]:
        return "text/html; charset=utf-8", pay_page(self.book.find(self._payment_id()))

    def _post(self) -> tuple[str, bytes]:
        length = self.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST:
            self.close_connection = True
            raise Refused(413, "body too large or without length")
        body = self.rfile.read(int(length))
        if urlsplit(self.path).path == "/v1/payments":
            headers = {name.lower(): value for name, value in self.headers.items()}
            payment = self.book.open(headers, body)
            url = f"{self.public_url}/pay/{payment.payment_id}"
            answer = {"payment_id": payment.payment_id, "pay_url": url, "state": payment.state}
            return "application/json", json.dumps(answer).encode()
        payment_id = self._payment_id()
        fields = dict(parse_qsl(urlsplit(self.path).query) + parse_qsl(body.decode("utf-8", "replace")))
        mischief = read_mischief(fields)
        state = "closed" if fields.get("action") == "cancel" else "paid"
        if self.book.settle(payment_id, state):
            self.notifier.tell(self.book.find(payment_id), mischief)
        return "text/html; charset=utf-8", pay_page(self.book.find(payment_id))

    def _payment_id(self) -> str:
        head, _, payment_id = urlsplit(self.path).path.rpartition("/")
        if head != "/pay":
            raise Refused(404, "no such page")
        return payment_id

    def _answer(self, work: Any) -> None:
        try:
            kind, content = work()
            status = 200
        except Refused as refused:
            status, kind = refused.status, "application/json"
            content = json.dumps({"reason": refused.reason}).encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent: addresses hold payment ids."""


def read_mischief(fields: dict[str, str]) -> Mischief:
    """Read a tester's wishes, within limits. Raises Refused 400."""
    try:
        duplicates, delay = int(fields.get("duplicates", "0")), float(fields.get("delay", "0"))
        wrong_amount = int(fields.get("wrong_amount", "0"))
    except ValueError as error:
        raise Refused(400, f"not a number: {error}") from error
    if not (0 <= duplicates <= MOST_DUPLICATES and 0 <= delay <= LONGEST_DELAY):
        raise Refused(400, f"at most {MOST_DUPLICATES} duplicates and {LONGEST_DELAY:g} s")
    flags = {name: fields.get(name, "") in ("1", "true") for name in ("forged", "late", "twice")}
    return Mischief(duplicates, delay, wrong_amount=wrong_amount, **flags)
