"""Payment notices: only signed, fresh and fitting ones count, and each payment counts once."""

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ce_billing.adapters import pay_protocol as protocol
from ce_billing.domain.errors import BadSignature, MalformedNotice, OrderNotFound, StaleNotice, UnknownProvider


@pytest.fixture
def order(billing):
    order = billing.order(("makeup", "2016"), ("makeup", "2017"))
    billing.call("pay_order", order_id=order["order_id"])
    return order


class TestGood:
    def test_the_order_is_paid_and_others_are_told_once(self, billing, order, notice_of):
        assert billing.notify(notice_of(order)) == "PAID"
        paid = billing.call("get_order", order_id=order["order_id"])["order"]
        assert (paid["state"], paid["paid_at"]) == ("ORDER_STATE_PAID", "2026-03-02T04:00:00.000000Z")
        (fact,) = billing.units.facts("billing.order.paid.v1")
        assert (fact["subject"], fact["version"]) == (order["order_id"], 3)
        assert fact["data"] == {
            "order_id": order["order_id"],
            "payer_id": "lin",
            "lines": [
                {"product": "makeup", "reference": year, "person_id": "lin", "amount_fen": 2000}
                for year in ("2016", "2017")
            ],
            "paid_at": "2026-03-02T04:00:00+00:00",
        }

    def test_the_same_notice_gets_the_same_answer_and_has_no_second_effect(self, billing, order, notice_of):
        told = notice_of(order)
        assert [billing.notify(told) for _ in range(3)] == ["PAID"] * 3
        assert len(billing.paid_facts()) == 1
        assert len(billing.units.rows("payment_notice")) == 1

    def test_the_same_payment_under_another_notice_id_too(self, billing, order, notice_of):
        assert billing.notify(notice_of(order)) == "PAID"
        assert billing.notify(notice_of(order)) == "PAID"
        assert len(billing.paid_facts()) == 1
        assert len(billing.units.rows("receipt")) == 1

    def test_the_letter_of_the_notice_is_kept(self, billing, order, notice_of):
        told = notice_of(order)
        billing.notify(told)
        (kept,) = billing.units.rows("payment_notice")
        assert orjson.loads(kept["body"]) == told


class TestMoneyThatDoesNotFit:
    def test_a_second_payment_is_for_refund_and_opens_nothing(self, billing, order, notice_of):
        billing.notify(notice_of(order))
        second = notice_of(order, payment_id="pay-2")
        assert [billing.notify(second), billing.notify(second)] == ["REFUND_DUE"] * 2
        assert len(billing.paid_facts()) == 1
        assert sorted(row["outcome"] for row in billing.units.rows("receipt")) == ["paid", "refund_due"]
        (audit,) = billing.units.audits("payment.refund_due")
        assert audit["detail"] == {"payment_id": "pay-2", "amount_fen": 4000, "provider": "sandbox"}

    @pytest.mark.parametrize("amount", [3999, 4001, 0, 400_000])
    def test_a_wrong_amount_does_not_pay_and_a_right_one_still_does(self, billing, order, notice_of, amount):
        assert billing.notify(notice_of(order, amount_fen=amount)) == "AMOUNT_MISMATCH"
        assert billing.state(order) == "ORDER_STATE_PENDING"
        assert billing.paid_facts() == []
        assert billing.notify(notice_of(order)) == "PAID"

    def test_money_for_a_closed_order_is_for_refund(self, billing, order, notice_of):
        assert billing.notify(notice_of(order, type="payment.closed")) == "CLOSED"
        assert billing.notify(notice_of(order)) == "REFUND_DUE"
        assert billing.state(order) == "ORDER_STATE_CLOSED"
        assert billing.paid_facts() == []


class TestCancelling:
    def test_a_cancelled_payment_closes_the_order_and_frees_what_it_held(self, billing, order, notice_of):
        assert billing.notify(notice_of(order, type="payment.closed")) == "CLOSED"
        again = billing.order(("makeup", "2016"), ("makeup", "2017"))
        assert again["order_id"] != order["order_id"]

    def test_it_does_not_unpay(self, billing, order, notice_of):
        billing.notify(notice_of(order))
        assert billing.notify(notice_of(order, type="payment.closed")) == "IGNORED"
        assert billing.state(order) == "ORDER_STATE_PAID"


class TestRefused:
    def test_a_forged_signature(self, billing, order, notice_of):
        with pytest.raises(BadSignature):
            billing.notify(notice_of(order), secret=b"guess")
        assert billing.units.rows("payment_notice") == []

    def test_a_changed_body_under_a_good_signature(self, billing, order, notice_of):
        headers = protocol.signed(b"a secret of merchant and provider", protocol.NOTICE, "m-1", b"{}")
        with pytest.raises(BadSignature):
            billing.deliver(headers, orjson.dumps(notice_of(order)).decode())

    @pytest.mark.parametrize("headers", [{}, {"x-pay-signature": "00"}, {"x-pay-signature": "签名"}])
    def test_no_signature_at_all(self, billing, order, notice_of, headers):
        with pytest.raises(BadSignature):
            billing.deliver(headers, orjson.dumps(notice_of(order)).decode())

    def test_a_signed_request_is_no_notice(self, billing, order, notice_of):
        body = orjson.dumps(notice_of(order))
        headers = protocol.signed(b"a secret of merchant and provider", protocol.REQUEST, "m-1", body)
        with pytest.raises(BadSignature):
            billing.deliver(headers, body.decode())

    @pytest.mark.parametrize("age", [310, -310])
    def test_signed_too_long_ago_or_in_the_future(self, billing, order, notice_of, age):
        with pytest.raises(StaleNotice, match="300 秒"):
            billing.notify(notice_of(order), age=age)
        assert billing.notify(notice_of(order), age=290) == "PAID"

    @pytest.mark.parametrize(
        "changes",
        [
            {"type": "payment.gifted"},
            {"amount_fen": "4000"},
            {"amount_fen": True},
            {"amount_fen": 4000.0},
            {"notice_id": ""},
            {"notice_id": "x" * 81},
            {"payment_id": None},
            {"merchant": "m-2"},
        ],
    )
    def test_signed_but_not_of_the_agreed_form(self, billing, order, notice_of, changes):
        with pytest.raises(MalformedNotice):
            billing.notify(notice_of(order, **changes))

    @pytest.mark.parametrize("body", ["", "no json", "[]", "7"])
    def test_no_object_at_all(self, billing, body):
        headers = protocol.signed(b"a secret of merchant and provider", protocol.NOTICE, "m-1", body.encode())
        with pytest.raises(MalformedNotice):
            billing.deliver(headers, body)

    def test_an_order_that_is_not_ours(self, billing, order, notice_of):
        with pytest.raises(OrderNotFound):
            billing.notify(notice_of(order, order_no="elsewhere"))

    def test_a_provider_that_is_not_ours(self, billing, order, notice_of):
        with pytest.raises(UnknownProvider):
            billing.deliver({}, "{}", provider="weixin")
        billing.provider = None
        with pytest.raises(UnknownProvider):
            billing.deliver({}, "{}")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["payment.paid", "payment.closed"]),
        st.integers(0, 3),  # notice
        st.sampled_from(["pay-1", "pay-2"]),
        st.sampled_from([4000, 3999]),
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_comes_in_whatever_order_an_order_is_paid_at_most_once(billing, notice_of, steps):
    """Any mix of repeated, wrong, cancelled and second payments: one fact at most, a paid order stays paid."""
    order = billing.order(("makeup", "2016"), ("makeup", "2017"), actor=f"p{len(billing.units.rows('customer_order'))}")
    answers: dict[str, str] = {}
    states = []
    for kind, notice_number, payment_id, amount in steps:
        notice_id = f"{order['order_id']}-{notice_number}"
        told = notice_of(order, type=kind, notice_id=notice_id, amount_fen=amount)
        told["payment_id"] = f"{order['order_id'][-6:]}-{payment_id}"
        outcome = billing.notify(told)
        assert answers.setdefault(notice_id, outcome) == outcome
        states.append(billing.state(order, order["payer_id"]))
    facts = [fact for fact in billing.paid_facts() if fact["order_id"] == order["order_id"]]
    assert len(facts) == ("ORDER_STATE_PAID" in states) <= 1
    for terminal in ("ORDER_STATE_PAID", "ORDER_STATE_CLOSED"):
        if terminal in states:
            assert set(states[states.index(terminal) :]) == {terminal}
    paid = [row for row in billing.units.rows("receipt") if row["order_id"] == order["order_id"]]
    assert sum(row["outcome"] == "paid" for row in paid) == len(facts)
