"""Billing as people and the provider meet it: real broker, PostgreSQL, HTTP and signatures; two clicks at once."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from ce_billing.adapters import pay_protocol as protocol
from ce_billing.adapters.tables import metadata
from ce_kit.db.engine import make_engine
from ce_kit.errors import ServiceFault
from ce_kit.ids import new_id
from ce_kit.testing.bus import event, person
from ce_kit.testing.store import schema_differences
from ce_kit.testing.waiting import wait_for

HU = person("hu", ("city_admin", "unit-hrss"))


@pytest.fixture
def ask(billing, own_bus):
    def call(method, actor="lin", **payload):
        caller = person(actor) if isinstance(actor, str) else actor
        return own_bus.ask(f"billing.{method}", {"request_id": new_id(), **payload}, actor=caller)

    return call


@pytest.fixture
def order(ask):
    """Order a make-up year for somebody new; amounts to 20 yuan."""
    made = ask("create_order", new_id(), lines=[{"product": "PRODUCT_MAKEUP", "reference": "2016"}])["order"]
    assert made["total_fen"] == 2000
    return made


def pay(ask, order):
    return ask("pay_order", order["payer_id"], order_id=order["order_id"])["pay_url"]


def state(ask, order):
    return ask("get_order", order["payer_id"], order_id=order["order_id"])["order"]["state"]


def rows(database, statement):
    engine = make_engine(database)
    with engine.connect() as connection:
        found = connection.exec_driver_sql(statement).all()
    engine.dispose()
    return found


def test_model_and_migrations_are_equal(database):
    engine = make_engine(database)
    assert schema_differences(engine, metadata) == []
    engine.dispose()


def test_who_may_what(ask, billing, own_bus):
    for actor in ("lin", person("ma", ("employer_admin", "e-1"))):
        with pytest.raises(ServiceFault) as refused:
            ask("set_price", actor, product="PRODUCT_COURSE", year=2026, amount_fen=1)
        assert refused.value.reason == "PERMISSION_DENIED"
    for method in ("quote_price", "create_order", "get_order", "list_orders", "pay_order"):
        with pytest.raises(ServiceFault) as refused:
            own_bus.ask(f"billing.{method}", {"request_id": new_id()})
        assert refused.value.reason == "NOT_SIGNED_IN", method


def test_from_the_failed_exam_to_the_paid_resit(ask, own_bus, sandbox):
    who, exam_id = new_id(), new_id()
    resit = [{"product": "PRODUCT_RESIT", "reference": exam_id}]
    with pytest.raises(ServiceFault) as refused:
        ask("create_order", who, lines=resit)
    assert refused.value.reason == "NO_FAILED_ATTEMPT"
    graded = {"attempt_id": new_id(), "person_id": who, "exam_id": exam_id, "year": 2026, "category": "public"}
    own_bus.tell(event("exam.attempt.graded.v1", {**graded, "mode": "online", "passed": False}))

    def ordered():
        try:
            return ask("create_order", who, lines=resit)["order"]
        except ServiceFault:
            return None

    order = wait_for(ordered)
    assert (order["total_fen"], order["lines"][0]["price"]["clause"]) == (1000, "ZB20 三(三)")
    with own_bus.hear("billing.order.paid.v1") as heard:
        sandbox.pay(pay(ask, order))
        (told,) = heard.wait(1)
    assert told["data"]["lines"] == [{"product": "resit", "reference": exam_id, "person_id": who, "amount_fen": 1000}]
    assert state(ask, order) == "ORDER_STATE_PAID"


def test_a_course_at_the_price_that_was_set(ask, own_bus, sandbox):
    who, course_id = new_id(), new_id()
    ask("set_price", HU, product="PRODUCT_COURSE", reference=course_id, amount_fen=4950)
    order = ask("create_order", who, lines=[{"product": "PRODUCT_COURSE", "reference": course_id}])["order"]
    assert (order["total_fen"], order["payee"]) == (4950, "示例网络培训有限公司")
    with own_bus.hear("billing.order.paid.v1") as heard:
        sandbox.pay(pay(ask, order))
        assert heard.wait(1)[0]["data"]["lines"][0]["reference"] == course_id


def test_an_employer_pays_for_its_staff(ask, own_bus):
    who, employer_id = new_id(), new_id()
    boss = person("ma", ("employer_admin", employer_id))
    started = {"employment_id": new_id(), "person_id": who, "employer_id": employer_id, "jurisdiction": "370303"}
    own_bus.tell(event("org.employment.started.v1", {**started, "started_on": "2020-01-01"}))
    line = {"product": "PRODUCT_MAKEUP", "reference": "2017", "person_id": who}

    def ordered():
        try:
            return ask("create_order", boss, lines=[line])["order"]
        except ServiceFault:
            return None

    assert wait_for(ordered)["payer_id"] == "ma"


class TestNoticesOverHttp:
    def test_mischief_has_no_effect_and_the_right_notice_has_one(self, ask, order, own_bus, sandbox, database):
        """Forged, late and wrong ones first, then the right one six times at once, then a second payment."""
        with own_bus.hear("billing.order.paid.v1") as heard:
            sandbox.pay(pay(ask, order), forged=1, late=1, wrong_amount=1, duplicates=5, twice=1)
            where = f"WHERE order_id = '{order['order_id']}'"
            wait_for(lambda: rows(database, f"SELECT 1 FROM receipt {where} AND outcome = 'refund_due'"))
            assert len(heard.wait(1)) == 1
        kept = Counter(outcome for (outcome,) in rows(database, f"SELECT outcome FROM payment_notice {where}"))
        assert kept == {"amount_mismatch": 1, "paid": 1, "refund_due": 1}
        told = rows(database, f"SELECT 1 FROM outbox WHERE body->>'subject' = '{order['order_id']}'")
        assert len(told) == 1
        assert state(ask, order) == "ORDER_STATE_PAID"

    def test_a_payment_that_arrives_before_the_answer_to_pay_order(self, ask, order, sandbox):
        """The person pays on the page of an earlier call while a second PayOrder is under way."""
        url = pay(ask, order)
        with ThreadPoolExecutor(4) as pool:
            clicks = [pool.submit(pay, ask, order) for _ in range(3)]
            sandbox.pay(url)
            results = [click.exception() for click in clicks]
        assert {getattr(error, "reason", "fine") for error in results} <= {"fine", "ORDER_NOT_PAYABLE"}
        wait_for(lambda: state(ask, order) == "ORDER_STATE_PAID")

    def test_two_callbacks_at_once_from_two_payments_pay_once(self, ask, order, edge, sandbox, database):
        pay(ask, order)
        secret = sandbox.secret_file.read_bytes()

        def call(number):
            body = json.dumps(
                {
                    "notice_id": new_id(),
                    "type": "payment.paid",
                    "merchant": "m-1",
                    "order_no": order["order_id"],
                    "payment_id": f"{order['order_id'][-12:]}-{number % 4}",
                    "amount_fen": 2000,
                }
            ).encode()
            headers = protocol.signed(secret, protocol.NOTICE, "m-1", body)
            request = Request(f"{edge}/payments/sandbox/notice", body, headers, method="POST")
            with urlopen(request, timeout=10) as answer:
                return json.load(answer)["outcome"]

        with ThreadPoolExecutor(8) as pool:
            outcomes = list(pool.map(call, range(16)))
        # four payments, four notices of each: one payment counts, the others are for refund
        assert Counter(outcomes) == {"NOTICE_OUTCOME_PAID": 4, "NOTICE_OUTCOME_REFUND_DUE": 12}
        told = rows(database, f"SELECT 1 FROM outbox WHERE body->>'subject' = '{order['order_id']}'")
        assert len(told) == 1

    @pytest.mark.parametrize(
        ("provider", "headers", "status", "reason"),
        [
            ("sandbox", {}, 403, "BAD_SIGNATURE"),
            ("weixin", {}, 404, "UNKNOWN_PROVIDER"),
        ],
    )
    def test_refusals_have_an_http_status(self, billing, edge, provider, headers, status, reason):
        request = Request(f"{edge}/payments/{provider}/notice", b"{}", headers, method="POST")
        with pytest.raises(HTTPError) as refused:
            urlopen(request, timeout=10)
        assert (refused.value.code, json.load(refused.value)["reason"]) == (status, reason)

    def test_a_cancelled_payment_closes_the_order(self, ask, order, sandbox):
        sandbox.pay(pay(ask, order), action="cancel")
        wait_for(lambda: state(ask, order) == "ORDER_STATE_CLOSED")
        again = ask("create_order", order["payer_id"], lines=[{"product": "PRODUCT_MAKEUP", "reference": "2016"}])
        assert again["order"]["order_id"] != order["order_id"]


def test_two_clicks_on_order_make_one_order(ask):
    who = new_id()
    lines = [{"product": "PRODUCT_MAKEUP", "reference": year} for year in ("2015", "2016", "2017")]

    def click(number):
        return ask("create_order", who, lines=lines if number % 2 else lines[::-1])["order"]["order_id"]

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(click, range(8)))) == 1
    assert len(ask("list_orders", who)["orders"]) == 1


def test_overlapping_orders_at_once_never_hold_the_same_thing_twice(ask, database):
    who = new_id()

    def click(years):
        lines = [{"product": "PRODUCT_MAKEUP", "reference": year} for year in years]
        try:
            return ask("create_order", who, lines=lines)["order"]["order_id"]
        except ServiceFault as fault:
            return fault.reason

    wanted = [("2015", "2016"), ("2016", "2017"), ("2017", "2015"), ("2018",)] * 2
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(click, wanted))
    assert {answer for answer in answers if len(answer) < 36} == {"ALREADY_ORDERED"}
    held = rows(database, f"SELECT reference FROM order_line WHERE person_id = '{who}'")
    assert len(held) == len(set(held))


def test_a_repeated_request_gets_the_first_answer(ask):
    who, request_id = new_id(), new_id()
    lines = [{"product": "PRODUCT_MAKEUP", "reference": "2016"}]
    first = ask("create_order", who, lines=lines, request_id=request_id)
    assert ask("create_order", who, lines=lines, request_id=request_id) == first
    with pytest.raises(ServiceFault) as refused:
        ask("create_order", who, lines=[{"product": "PRODUCT_MAKEUP", "reference": "2017"}], request_id=request_id)
    assert refused.value.reason == "REQUEST_ID_REUSED"
