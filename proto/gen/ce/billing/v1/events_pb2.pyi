from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class OrderPaid(_message.Message):
    __slots__ = ("order_id", "payer_id", "lines", "paid_at")
    ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    PAYER_ID_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    PAID_AT_FIELD_NUMBER: _ClassVar[int]
    order_id: str
    payer_id: str
    lines: _containers.RepeatedCompositeFieldContainer[PaidLine]
    paid_at: str
    def __init__(self, order_id: _Optional[str] = ..., payer_id: _Optional[str] = ..., lines: _Optional[_Iterable[_Union[PaidLine, _Mapping]]] = ..., paid_at: _Optional[str] = ...) -> None: ...

class PaidLine(_message.Message):
    __slots__ = ("product", "reference", "person_id", "amount_fen")
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FEN_FIELD_NUMBER: _ClassVar[int]
    product: str
    reference: str
    person_id: str
    amount_fen: int
    def __init__(self, product: _Optional[str] = ..., reference: _Optional[str] = ..., person_id: _Optional[str] = ..., amount_fen: _Optional[int] = ...) -> None: ...
