"""Messages of the billing service; each equals its proto message (tests/contract)."""

from ce_billing.domain.order import OrderState
from ce_billing.domain.payment import NoticeOutcome
from ce_billing.domain.product import Product
from ce_kit import checks, fields
from ce_kit.wire import Day, Instant, Message, PageRequest, RequestId, Text, WireEnum

MOST_FEN = 100_000_000
MOST_LINES = 200


class PriceMessage(Message):
    amount_fen = fields.Integer()
    clause = Text()
    source = Text(300)
    reason = Text(500)


class OrderItem(Message):
    product = WireEnum(Product, "PRODUCT", required=True)
    reference = Text(80, required=True)
    person_id = Text(36)


class OrderLineMessage(Message):
    product = WireEnum(Product, "PRODUCT", attribute="item.product")
    reference = Text(attribute="item.reference")
    person_id = Text(attribute="item.person_id")
    title = Text(300)
    price = fields.Nested(PriceMessage)


class OrderMessage(Message):
    order_id = Text()
    payer_id = Text()
    state = WireEnum(OrderState, "ORDER_STATE")
    lines = fields.List(fields.Nested(OrderLineMessage))
    total_fen = fields.Integer()
    payee = Text()
    created_at = Instant()
    paid_at = Instant()


class SetPriceRequest(Message):
    request_id = RequestId()
    product = WireEnum(Product, "PRODUCT", required=True)
    reference = Text(36)
    year = fields.Integer(load_default=0, validate=checks.Range(min=0, max=2200))
    amount_fen = fields.Integer(required=True, validate=checks.Range(min=1, max=MOST_FEN))
    valid_from = Day(load_default=None)


class SetPriceResponse(Message):
    price_id = Text()
    valid_from = Day()


class QuotePriceRequest(OrderItem):
    pass


class QuotePriceResponse(Message):
    title = Text(300)
    price = fields.Nested(PriceMessage)


class CreateOrderRequest(Message):
    request_id = RequestId()
    lines = fields.List(fields.Nested(OrderItem), required=True, validate=checks.Count(min=1, max=MOST_LINES))


class CreateOrderResponse(Message):
    order = fields.Nested(OrderMessage)


class GetOrderRequest(Message):
    order_id = Text(36, required=True)


class GetOrderResponse(CreateOrderResponse):
    pass


class ListOrdersRequest(PageRequest):
    pass


class ListOrdersResponse(Message):
    orders = fields.List(fields.Nested(OrderMessage))
    next_page_token = Text(500)


class PayOrderRequest(GetOrderRequest):
    pass


class PayOrderResponse(Message):
    order = fields.Nested(OrderMessage)
    pay_url = Text(500)


class ReceivePaymentNoticeRequest(Message):
    provider = Text(20, required=True)
    headers = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)
    body = fields.String(load_default="", validate=checks.Length(max=64 * 1024))


class ReceivePaymentNoticeResponse(Message):
    outcome = WireEnum(NoticeOutcome, "NOTICE_OUTCOME")
    order_id = Text()


class AttemptGraded(Message):
    """exam.attempt.graded.v1."""

    attempt_id = Text(36, required=True)
    person_id = Text(36, required=True)
    exam_id = Text(36, required=True)
    year = fields.Integer(required=True)
    category = Text(12, required=True)
    mode = Text(12, required=True)
    passed = fields.Boolean(required=True)
    excused = fields.Boolean(load_default=False)


class EmploymentStarted(Message):
    """org.employment.started.v1."""

    employment_id = Text(36, required=True)
    person_id = Text(36, required=True)
    employer_id = Text(36, required=True)
    jurisdiction = Text(12)
    started_on = Day(required=True)


class EmploymentEnded(Message):
    """org.employment.ended.v1."""

    employment_id = Text(36, required=True)
    ended_on = Day(required=True)
