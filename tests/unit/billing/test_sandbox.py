"""The provider's adapter and the sandbox over real HTTP: signed requests, the pay page, signed notices."""

import json
import queue
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlencode

import pytest

from ce_billing.adapters import pay_protocol as protocol
from ce_billing.adapters.sandbox_provider import SandboxProvider
from ce_billing.domain.errors import BadSignature, ProviderUnavailable, StaleNotice
from ce_billing.domain.order import Order, OrderLine
from ce_billing.domain.payment import NoticeKind
from ce_billing.domain.price import Price
from ce_billing.domain.product import Item, Product
from ce_billing.sandbox.book import Book
from ce_billing.sandbox.notifier import Notifier
from ce_billing.sandbox.server import make_server
from ce_billing.settings import BillingSettings
from ce_kit.testing.waiting import wait_for

SECRET = b"a secret of merchant and provider"


class Merchant:
    """Where notices arrive: keeps them and answers as told."""

    def __init__(self) -> None:
        self.arrived: queue.Queue[tuple[dict[str, str], str]] = queue.Queue()
        self.answers: list[int] = []
        merchant = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                merchant.arrived.put(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(merchant.answers.pop(0) if merchant.answers else 200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/payments/sandbox/notice"

    def take(self, count: int = 1) -> list[tuple[dict[str, str], str]]:
        """Wait for so many notices."""
        return [self.arrived.get(timeout=5) for _ in range(count)]


@pytest.fixture
def merchant() -> Iterator[Merchant]:
    found = Merchant()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def sandbox(merchant) -> Iterator[str]:
    """The address of a running sandbox."""
    book = Book(SECRET, (merchant.url.removesuffix("/payments/sandbox/notice"),))
    server = make_server("127.0.0.1", 0, book, Notifier(SECRET))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def provider(sandbox, merchant) -> SandboxProvider:
    return SandboxProvider(BillingSettings(sandbox, "m-1", SECRET, merchant.url, "示例网络培训有限公司"), seconds=2)


def order(amount_fen: int = 1000, order_id: str = "order-1", title: str = "补考费（𠮷）<b>") -> Order:
    line = OrderLine(Item(Product.RESIT, "exam-1", "lin"), title, Price(amount_fen, "ZB20 三(三)", "", ""))
    return Order(order_id, "lin", [line], "示例网络培训有限公司", datetime(2026, 3, 2, tzinfo=UTC))


def pay(url: str, **fields: Any) -> str:
    with urllib.request.urlopen(url, urlencode(fields).encode(), timeout=5) as answer:
        return answer.read().decode()


class TestRequests:
    def test_the_same_order_leads_to_the_same_payment(self, provider):
        first = provider.create_payment(order())
        assert first == provider.create_payment(order())
        assert first.payment_id != provider.create_payment(order(order_id="order-2")).payment_id

    def test_another_amount_for_the_same_order_is_refused(self, provider):
        provider.create_payment(order())
        with pytest.raises(ProviderUnavailable):
            provider.create_payment(order(2000))

    def test_another_secret_is_refused(self, provider, sandbox, merchant):
        settings = BillingSettings(sandbox, "m-1", b"guess", merchant.url, "某公司")
        with pytest.raises(ProviderUnavailable):
            SandboxProvider(settings).create_payment(order())

    def test_notices_go_to_known_addresses_only(self, sandbox, merchant):
        port = str(merchant.server.server_port)
        for url in ("http://169.254.1.1/x", merchant.url.replace(port, f"{port}0"), merchant.url.replace(port, "1")):
            settings = BillingSettings(sandbox, "m-1", SECRET, url, "某公司")
            with pytest.raises(ProviderUnavailable):
                SandboxProvider(settings).create_payment(order())

    def request(self, sandbox: str, body: bytes, headers: dict[str, str]) -> int:
        try:
            wanted = urllib.request.Request(f"{sandbox}/v1/payments", body, headers, method="POST")
            with urllib.request.urlopen(wanted, timeout=5) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def body(self, merchant: Merchant, **changes: Any) -> bytes:
        told = {"order_no": "o", "amount_fen": 1, "subject": "s", "payee": "p", "notify_url": merchant.url}
        return json.dumps({**told, **changes}).encode()

    def test_a_recorded_request_cannot_be_played_again(self, sandbox, merchant):
        body = self.body(merchant)
        headers = protocol.signed(SECRET, protocol.REQUEST, "m-1", body)
        assert [self.request(sandbox, body, headers) for _ in range(2)] == [200, 401]

    def test_old_changed_unsigned_and_malformed_requests(self, sandbox, merchant):
        body = self.body(merchant)
        old = protocol.signed(SECRET, protocol.REQUEST, "m-1", body, age=400)
        other = protocol.signed(SECRET, protocol.REQUEST, "m-1", self.body(merchant, amount_fen=2))
        assert [self.request(sandbox, body, headers) for headers in (old, other, {})] == [401, 401, 401]
        for odd in (b"", b"[]", self.body(merchant, amount_fen=0), self.body(merchant, amount_fen="1")):
            assert self.request(sandbox, odd, protocol.signed(SECRET, protocol.REQUEST, "m-1", odd)) == 400
        assert self.request(sandbox, b"x" * 70_000, {}) == 413

    def test_pages_that_do_not_exist(self, sandbox):
        for path in ("/", "/pay/none", "/v1/none"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(f"{sandbox}{path}", timeout=5)


class TestPayPage:
    def test_it_shows_what_is_paid_to_whom(self, provider):
        with urllib.request.urlopen(provider.create_payment(order(950)).pay_url, timeout=5) as answer:
            page = answer.read().decode()
        assert "补考费（𠮷）&lt;b&gt;" in page
        assert "¥9.50" in page
        assert "示例网络培训有限公司" in page
        assert '<button name="action" value="pay">支付</button>' in page

    def test_paying_twice_on_the_page_tells_once(self, provider, merchant):
        url = provider.create_payment(order()).pay_url
        assert "已支付" in pay(url)
        merchant.take()
        assert "已支付" in pay(url, action="cancel")
        pay(provider.create_payment(order(order_id="order-2")).pay_url)
        ((_, body),) = merchant.take()
        assert json.loads(body)["order_no"] == "order-2"
        time.sleep(0.1)
        assert merchant.arrived.empty()

    def test_odd_wishes(self, provider):
        url = provider.create_payment(order()).pay_url
        for fields in ({"duplicates": "x"}, {"duplicates": 1000}, {"delay": 3600}, {"delay": "nan"}):
            with pytest.raises(urllib.error.HTTPError, match="400"):
                pay(url, **fields)
        with urllib.request.urlopen(url, timeout=5) as answer:
            assert "待支付" in answer.read().decode()


class TestNotices:
    def test_the_merchant_can_believe_it(self, provider, merchant):
        payment = provider.create_payment(order())
        pay(payment.pay_url)
        ((headers, body),) = merchant.take()
        notice = provider.verify_notice(headers, body)
        assert (notice.kind, notice.order_id, notice.payment_id) == (NoticeKind.PAID, "order-1", payment.payment_id)
        assert notice.amount_fen == 1000

    def test_a_cancelled_payment(self, provider, merchant):
        pay(provider.create_payment(order()).pay_url, action="cancel")
        ((headers, body),) = merchant.take()
        assert provider.verify_notice(headers, body).kind is NoticeKind.CLOSED

    def test_it_is_sent_again_signed_anew_until_the_merchant_takes_it(self, provider, merchant):
        merchant.answers = [503, 500]
        pay(provider.create_payment(order()).pay_url)
        sent = merchant.take(3)
        assert len({body for _, body in sent}) == 1
        assert len({headers[protocol.NONCE] for headers, _ in sent}) == 3
        for headers, body in sent:
            provider.verify_notice(headers, body)

    def test_a_merchant_that_is_away_gets_it_when_it_is_back(self, provider, merchant):
        port = merchant.server.server_port
        payment = provider.create_payment(order())
        merchant.server.shutdown()
        merchant.server.server_close()
        pay(payment.pay_url)
        arrived = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                arrived.append(self.rfile.read(int(self.headers["content-length"])))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", port), Handler) as back:
            threading.Thread(target=back.serve_forever, args=(0.01,), daemon=True).start()
            wait_for(lambda: arrived)
            back.shutdown()

    def test_mischief_on_demand(self, provider, merchant):
        pay(provider.create_payment(order()).pay_url, forged=1, late=1, wrong_amount=999, duplicates=2, twice=1)
        sent = merchant.take(7)
        with pytest.raises(BadSignature):
            provider.verify_notice(*sent[0])
        with pytest.raises(StaleNotice):
            provider.verify_notice(*sent[1])
        good = [provider.verify_notice(*one) for one in sent[2:]]
        assert good[0].amount_fen == 999
        assert len({notice.notice_id for notice in good[1:]}) == 2
        assert len({notice.payment_id for notice in good[1:]}) == 2
        assert merchant.arrived.empty()
