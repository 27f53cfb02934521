import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Product(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PRODUCT_UNSPECIFIED: _ClassVar[Product]
    PRODUCT_RESIT: _ClassVar[Product]
    PRODUCT_COURSE: _ClassVar[Product]
    PRODUCT_MAKEUP: _ClassVar[Product]

class OrderState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ORDER_STATE_UNSPECIFIED: _ClassVar[OrderState]
    ORDER_STATE_OPEN: _ClassVar[OrderState]
    ORDER_STATE_PENDING: _ClassVar[OrderState]
    ORDER_STATE_PAID: _ClassVar[OrderState]
    ORDER_STATE_CLOSED: _ClassVar[OrderState]

class NoticeOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    NOTICE_OUTCOME_UNSPECIFIED: _ClassVar[NoticeOutcome]
    NOTICE_OUTCOME_PAID: _ClassVar[NoticeOutcome]
    NOTICE_OUTCOME_CLOSED: _ClassVar[NoticeOutcome]
    NOTICE_OUTCOME_REFUND_DUE: _ClassVar[NoticeOutcome]
    NOTICE_OUTCOME_AMOUNT_MISMATCH: _ClassVar[NoticeOutcome]
    NOTICE_OUTCOME_IGNORED: _ClassVar[NoticeOutcome]
PRODUCT_UNSPECIFIED: Product
PRODUCT_RESIT: Product
PRODUCT_COURSE: Product
PRODUCT_MAKEUP: Product
ORDER_STATE_UNSPECIFIED: OrderState
ORDER_STATE_OPEN: OrderState
ORDER_STATE_PENDING: OrderState
ORDER_STATE_PAID: OrderState
ORDER_STATE_CLOSED: OrderState
NOTICE_OUTCOME_UNSPECIFIED: NoticeOutcome
NOTICE_OUTCOME_PAID: NoticeOutcome
NOTICE_OUTCOME_CLOSED: NoticeOutcome
NOTICE_OUTCOME_REFUND_DUE: NoticeOutcome
NOTICE_OUTCOME_AMOUNT_MISMATCH: NoticeOutcome
NOTICE_OUTCOME_IGNORED: NoticeOutcome

class Price(_message.Message):
    __slots__ = ("amount_fen", "clause", "source", "reason")
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    amount_fen: int
    clause: str
    source: str
    reason: str
    def __init__(self, amount_fen: _Optional[int] = ..., clause: _Optional[str] = ..., source: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class OrderItem(_message.Message):
    __slots__ = ("product", "reference", "person_id")
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    product: Product
    reference: str
    person_id: str
    def __init__(self, product: _Optional[_Union[Product, str]] = ..., reference: _Optional[str] = ..., person_id: _Optional[str] = ...) -> None: ...

class OrderLine(_message.Message):
    __slots__ = ("product", "reference", "person_id", "title", "price")
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    product: Product
    reference: str
    person_id: str
    title: str
    price: Price
    def __init__(self, product: _Optional[_Union[Product, str]] = ..., reference: _Optional[str] = ..., person_id: _Optional[str] = ..., title: _Optional[str] = ..., price: _Optional[_Union[Price, _Mapping]] = ...) -> None: ...

class Order(_message.Message):
    __slots__ = ("order_id", "payer_id", "state", "lines", "total_fen", "payee", "created_at", "paid_at")
    ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    PAYER_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FEN_FIELD_NUMBER: _ClassVar[int]
    PAYEE_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    PAID_AT_FIELD_NUMBER: _ClassVar[int]
    order_id: str
    payer_id: str
    state: OrderState
    lines: _containers.RepeatedCompositeFieldContainer[OrderLine]
    total_fen: int
    payee: str
    created_at: _timestamp_pb2.Timestamp
    paid_at: _timestamp_pb2.Timestamp
    def __init__(self, order_id: _Optional[str] = ..., payer_id: _Optional[str] = ..., state: _Optional[_Union[OrderState, str]] = ..., lines: _Optional[_Iterable[_Union[OrderLine, _Mapping]]] = ..., total_fen: _Optional[int] = ..., payee: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., paid_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SetPriceRequest(_message.Message):
    __slots__ = ("request_id", "product", "reference", "year", "amount_fen", "valid_from")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    VALID_FROM_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    product: Product
    reference: str
    year: int
    amount_fen: int
    valid_from: str
    def __init__(self, request_id: _Optional[str] = ..., product: _Optional[_Union[Product, str]] = ..., reference: _Optional[str] = ..., year: _Optional[int] = ..., amount_fen: _Optional[int] = ..., valid_from: _Optional[str] = ...) -> None: ...

class SetPriceResponse(_message.Message):
    __slots__ = ("price_id", "valid_from")
    PRICE_ID_FIELD_NUMBER: _ClassVar[int]
    VALID_FROM_FIELD_NUMBER: _ClassVar[int]
    price_id: str
    valid_from: str
    def __init__(self, price_id: _Optional[str] = ..., valid_from: _Optional[str] = ...) -> None: ...

class QuotePriceRequest(_message.Message):
    __slots__ = ("product", "reference", "person_id")
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    product: Product
    reference: str
    person_id: str
    def __init__(self, product: _Optional[_Union[Product, str]] = ..., reference: _Optional[str] = ..., person_id: _Optional[str] = ...) -> None: ...

class QuotePriceResponse(_message.Message):
    __slots__ = ("title", "price")
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    title: str
    price: Price
    def __init__(self, title: _Optional[str] = ..., price: _Optional[_Union[Price, _Mapping]] = ...) -> None: ...

class CreateOrderRequest(_message.Message):
    __slots__ = ("request_id", "lines")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    lines: _containers.RepeatedCompositeFieldContainer[OrderItem]
    def __init__(self, request_id: _Optional[str] = ..., lines: _Optional[_Iterable[_Union[OrderItem, _Mapping]]] = ...) -> None: ...

class CreateOrderResponse(_message.Message):
    __slots__ = ("order",)
    ORDER_FIELD_NUMBER: _ClassVar[int]
    order: Order
    def __init__(self, order: _Optional[_Union[Order, _Mapping]] = ...) -> None: ...

class GetOrderRequest(_message.Message):
    __slots__ = ("order_id",)
    ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    order_id: str
    def __init__(self, order_id: _Optional[str] = ...) -> None: ...

class GetOrderResponse(_message.Message):
    __slots__ = ("order",)
    ORDER_FIELD_NUMBER: _ClassVar[int]
    order: Order
    def __init__(self, order: _Optional[_Union[Order, _Mapping]] = ...) -> None: ...

class ListOrdersRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListOrdersResponse(_message.Message):
    __slots__ = ("orders", "next_page_token")
    ORDERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    orders: _containers.RepeatedCompositeFieldContainer[Order]
    next_page_token: str
    def __init__(self, orders: _Optional[_Iterable[_Union[Order, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PayOrderRequest(_message.Message):
    __slots__ = ("order_id",)
    ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    order_id: str
    def __init__(self, order_id: _Optional[str] = ...) -> None: ...

class PayOrderResponse(_message.Message):
    __slots__ = ("order", "pay_url")
    ORDER_FIELD_NUMBER: _ClassVar[int]
    PAY_URL_FIELD_NUMBER: _ClassVar[int]
    order: Order
    pay_url: str
    def __init__(self, order: _Optional[_Union[Order, _Mapping]] = ..., pay_url: _Optional[str] = ...) -> None: ...

class ReceivePaymentNoticeRequest(_message.Message):
    __slots__ = ("provider", "headers", "body")
    class HeadersEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    PROVIDER_FIELD_NUMBER: _ClassVar[int]
    HEADERS_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    provider: str
    headers: _containers.ScalarMap[str, str]
    body: str
    def __init__(self, provider: _Optional[str] = ..., headers: _Optional[_Mapping[str, str]] = ..., body: _Optional[str] = ...) -> None: ...

class ReceivePaymentNoticeResponse(_message.Message):
    __slots__ = ("outcome", "order_id")
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    outcome: NoticeOutcome
    order_id: str
    def __init__(self, outcome: _Optional[_Union[NoticeOutcome, str]] = ..., order_id: _Optional[str] = ...) -> None: ...
