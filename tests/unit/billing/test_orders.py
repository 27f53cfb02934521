"""Orders: amounts fixed with their clause, nothing ordered or paid twice, one's own only."""

import pytest
from marshmallow import ValidationError

from ce_billing.domain.errors import (
    AlreadyOrdered,
    AlreadyPaid,
    DuplicateLine,
    NothingToPay,
    OrderNotFound,
    OrderNotPayable,
    PaymentsNotOffered,
    ProviderUnavailable,
)
from ce_kit.errors import PermissionDenied


@pytest.fixture
def course(billing, hu):
    """A course of 50 yuan."""
    course_id = billing.add_course()
    billing.call("set_price", hu, product="PRODUCT_COURSE", reference=course_id, amount_fen=5000)
    return course_id


class TestCreating:
    def test_an_order_says_what_it_costs_by_which_clause_and_who_gets_the_money(self, billing, course):
        billing.fail_exam()
        order = billing.order(("resit", "exam-1"), ("course", course), ("makeup", "2016"))
        assert order["state"] == "ORDER_STATE_OPEN"
        assert order["total_fen"] == 1000 + 5000 + 2000
        assert order["payee"] == "示例网络培训有限公司"
        assert order["payer_id"] == "lin"
        assert [(line["product"], line["price"]["amount_fen"], line["price"]["clause"]) for line in order["lines"]] == [
            ("PRODUCT_RESIT", 1000, "ZB20 三(三)"),
            ("PRODUCT_COURSE", 5000, "ZB20 三(三)"),
            ("PRODUCT_MAKEUP", 2000, "ZB20 三(四)"),
        ]
        assert {line["person_id"] for line in order["lines"]} == {"lin"}
        assert billing.call("get_order", order_id=order["order_id"])["order"] == order

    def test_amounts_stay_as_they_were_when_ordered(self, billing, hu, course):
        order = billing.order(("course", course))
        billing.call("set_price", hu, product="PRODUCT_COURSE", reference=course, amount_fen=9900)
        assert billing.call("get_order", order_id=order["order_id"])["order"]["total_fen"] == 5000

    def test_what_is_free_is_not_ordered_and_the_clause_says_why(self, billing):
        free = billing.add_course("应急管理", priced=False)
        with pytest.raises(NothingToPay, match="公需科目学习和正常考试不收费（ZB20 三\\(三\\)）"):
            billing.order(("course", free))
        assert billing.units.rows("customer_order") == []

    def test_an_unpaid_order_for_the_same_things_is_returned_again(self, billing, course):
        first = billing.order(("course", course), ("makeup", "2016"))
        assert billing.order(("makeup", "2016"), ("course", course)) == first
        assert len(billing.units.rows("customer_order")) == 1

    def test_things_of_another_unpaid_order_are_not_ordered_a_second_time(self, billing, course):
        first = billing.order(("course", course))
        with pytest.raises(AlreadyOrdered) as refused:
            billing.order(("course", course), ("makeup", "2016"))
        assert refused.value.metadata["order_id"] == first["order_id"]
        billing.order(("makeup", "2016"))  # what was refused is held by nobody

    def test_what_is_bought_once_is_not_sold_again(self, billing, course, notice_of):
        billing.notify(notice_of(billing.order(("course", course))))
        for again in ([("course", course)], [("course", course), ("makeup", "2016")]):
            with pytest.raises(AlreadyPaid):
                billing.order(*again)

    def test_the_same_thing_twice_in_one_order(self, billing):
        with pytest.raises(DuplicateLine):
            billing.order(("makeup", "2016"), ("makeup", "2016"))

    def test_without_a_provider_nothing_is_ordered(self, billing):
        billing.provider = None
        with pytest.raises(PaymentsNotOffered):
            billing.order(("makeup", "2016"))
        assert billing.call("quote_price", product="PRODUCT_MAKEUP", reference="2016")["price"]["amount_fen"] == 2000

    @pytest.mark.parametrize(
        "lines",
        [
            [],
            [{"product": "PRODUCT_RESIT"}],
            [{"product": "PRODUCT_UNSPECIFIED", "reference": "x"}],
            [{"product": "PRODUCT_GOLD", "reference": "x"}],
            [{"product": "PRODUCT_MAKEUP", "reference": str(year)} for year in range(1000, 1201)],
        ],
    )
    def test_odd_orders(self, billing, lines):
        with pytest.raises(ValidationError):
            billing.call("create_order", lines=lines)

    def test_prices_come_from_here_whatever_the_payload_says(self, billing):
        line = {"product": "PRODUCT_MAKEUP", "reference": "2016", "amount_fen": 1, "price": {"amount_fen": 1}}
        order = billing.call("create_order", lines=[line], payer_id="wu")["order"]
        assert (order["total_fen"], order["payer_id"]) == (2000, "lin")


class TestForStaff:
    def test_an_employer_pays_for_all_in_one_order_and_rules_are_asked_once_for_each_place(self, billing, ma):
        for someone in ("wu", "qi", "lin"):
            billing.employ(someone)
        order = billing.order(*(("makeup", "2016", someone) for someone in ("wu", "qi", "lin")), actor=ma)
        assert (order["total_fen"], order["payer_id"]) == (6000, "ma")
        assert len(billing.credit.asked) == 2

    def test_somebody_elses_staff(self, billing, ma):
        billing.employ("wu", "e-2")
        with pytest.raises(PermissionDenied, match="本单位在职人员"):
            billing.order(("makeup", "2016", "wu"), actor=ma)

    def test_what_the_employer_has_ordered_the_person_does_not_order_too(self, billing, ma):
        billing.employ("wu")
        billing.order(("makeup", "2016", "wu"), actor=ma)
        with pytest.raises(AlreadyOrdered, match="由他人下单") as refused:
            billing.order(("makeup", "2016"), actor="wu")
        assert refused.value.metadata == {}  # nobody learns another's order id


class TestWhoSees:
    def test_only_the_payer_sees_an_order(self, billing):
        order = billing.order(("makeup", "2016"))
        for method in ("get_order", "pay_order"):
            with pytest.raises(OrderNotFound):
                billing.call(method, "wu", order_id=order["order_id"])
        with pytest.raises(OrderNotFound):
            billing.call("get_order", order_id="none")

    def test_ones_own_orders_latest_first_page_by_page(self, billing):
        ids = [billing.order(("makeup", str(year)))["order_id"] for year in range(2015, 2020)]
        billing.order(("makeup", "2015"), actor="wu")
        first = billing.call("list_orders", page_size=3)
        second = billing.call("list_orders", page_size=3, page_token=first["next_page_token"])
        seen = [order["order_id"] for page in (first, second) for order in page["orders"]]
        assert seen == sorted(ids, reverse=True)
        assert second["next_page_token"] == ""


class TestPaying:
    def test_the_provider_is_asked_once_and_the_page_is_the_same(self, billing):
        order = billing.order(("makeup", "2016"))
        first = billing.call("pay_order", order_id=order["order_id"])
        assert first["order"]["state"] == "ORDER_STATE_PENDING"
        assert first["pay_url"] == f"http://pay.invalid/{order['order_id']}"
        assert billing.call("pay_order", order_id=order["order_id"]) == first
        assert billing.provider.asked == [order["order_id"]]

    def test_a_notice_that_comes_before_the_providers_answer(self, billing, notice_of):
        order = billing.order(("makeup", "2016"))
        billing.provider.before_answer = lambda _: billing.notify(notice_of(order))
        assert billing.call("pay_order", order_id=order["order_id"])["order"]["state"] == "ORDER_STATE_PAID"
        assert billing.state(order) == "ORDER_STATE_PAID"
        assert len(billing.paid_facts()) == 1

    def test_a_paid_or_closed_order_is_not_paid_again(self, billing, notice_of):
        paid, closed = billing.order(("makeup", "2016")), billing.order(("makeup", "2017"))
        billing.notify(notice_of(paid))
        billing.notify(notice_of(closed, type="payment.closed"))
        for order, words in ((paid, "已支付"), (closed, "已关闭")):
            with pytest.raises(OrderNotPayable, match=words):
                billing.call("pay_order", order_id=order["order_id"])
        assert billing.provider.asked == []

    def test_a_provider_that_fails_leaves_the_order_open(self, billing):
        order = billing.order(("makeup", "2016"))

        def fail(_):
            raise ProviderUnavailable("支付平台暂时没有答复")

        billing.provider.before_answer = fail
        with pytest.raises(ProviderUnavailable):
            billing.call("pay_order", order_id=order["order_id"])
        assert billing.state(order) == "ORDER_STATE_OPEN"
        billing.provider.before_answer = None
        assert billing.call("pay_order", order_id=order["order_id"])["order"]["state"] == "ORDER_STATE_PENDING"
