"""Billing in the embedded profile: all services share one hub, so a slow provider must not hold it up."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ce_kit.errors import ServiceFault
from ce_kit.ids import new_id
from ce_kit.testing.bus import person
from ce_kit.testing.waiting import wait_for


@pytest.fixture
def ask(embedded):
    def call(method, actor="lin", **payload):
        return embedded.bus.ask(f"billing.{method}", {"request_id": new_id(), **payload}, actor=person(actor))

    return call


def order(ask, who):
    return ask("create_order", who, lines=[{"product": "PRODUCT_MAKEUP", "reference": "2016"}])["order"]


def test_an_order_is_paid_over_the_sandbox(embedded, ask):
    made = order(ask, "lin")
    with embedded.bus.hear("billing.order.paid.v1") as heard:
        url = ask("pay_order", order_id=made["order_id"])["pay_url"]
        embedded.sandbox.pay(url, forged=1, duplicates=3)
        assert heard.wait(1)[0]["data"]["order_id"] == made["order_id"]
    wait_for(lambda: ask("get_order", order_id=made["order_id"])["order"]["state"] == "ORDER_STATE_PAID")


def test_while_the_provider_is_silent_the_hub_goes_on_and_the_call_ends_in_time(embedded, ask):
    made = order(ask, "wu")
    embedded.sandbox.process.send_signal(signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(1) as pool:
            began = time.monotonic()
            paying = pool.submit(ask, "pay_order", "wu", order_id=made["order_id"])
            longest = 0.0
            while not paying.done():
                asked = time.monotonic()
                ask("list_orders", "wu")
                longest = max(longest, time.monotonic() - asked)
            assert 4 < time.monotonic() - began < 9
            with pytest.raises(ServiceFault) as refused:
                paying.result()
    finally:
        embedded.sandbox.process.send_signal(signal.SIGCONT)
    assert refused.value.reason == "PROVIDER_UNAVAILABLE"
    assert longest < 1
    assert ask("pay_order", "wu", order_id=made["order_id"])["order"]["state"] == "ORDER_STATE_PENDING"
