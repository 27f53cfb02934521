import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SyncState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SYNC_STATE_UNSPECIFIED: _ClassVar[SyncState]
    SYNC_STATE_WAITING: _ClassVar[SyncState]
    SYNC_STATE_SENT: _ClassVar[SyncState]
    SYNC_STATE_RECEIVED: _ClassVar[SyncState]
    SYNC_STATE_ACCEPTED: _ClassVar[SyncState]
    SYNC_STATE_REFUSED: _ClassVar[SyncState]
SYNC_STATE_UNSPECIFIED: SyncState
SYNC_STATE_WAITING: SyncState
SYNC_STATE_SENT: SyncState
SYNC_STATE_RECEIVED: SyncState
SYNC_STATE_ACCEPTED: SyncState
SYNC_STATE_REFUSED: SyncState

class ExchangeRequest(_message.Message):
    __slots__ = ("hello", "batch", "judgement_ack")
    HELLO_FIELD_NUMBER: _ClassVar[int]
    BATCH_FIELD_NUMBER: _ClassVar[int]
    JUDGEMENT_ACK_FIELD_NUMBER: _ClassVar[int]
    hello: Hello
    batch: Batch
    judgement_ack: JudgementAck
    def __init__(self, hello: _Optional[_Union[Hello, _Mapping]] = ..., batch: _Optional[_Union[Batch, _Mapping]] = ..., judgement_ack: _Optional[_Union[JudgementAck, _Mapping]] = ...) -> None: ...

class Hello(_message.Message):
    __slots__ = ("city", "epoch", "judged_through")
    CITY_FIELD_NUMBER: _ClassVar[int]
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    JUDGED_THROUGH_FIELD_NUMBER: _ClassVar[int]
    city: str
    epoch: int
    judged_through: int
    def __init__(self, city: _Optional[str] = ..., epoch: _Optional[int] = ..., judged_through: _Optional[int] = ...) -> None: ...

class Batch(_message.Message):
    __slots__ = ("epoch", "seq", "sha256", "prev_sha256", "records")
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    SEQ_FIELD_NUMBER: _ClassVar[int]
    SHA256_FIELD_NUMBER: _ClassVar[int]
    PREV_SHA256_FIELD_NUMBER: _ClassVar[int]
    RECORDS_FIELD_NUMBER: _ClassVar[int]
    epoch: int
    seq: int
    sha256: str
    prev_sha256: str
    records: _containers.RepeatedCompositeFieldContainer[Record]
    def __init__(self, epoch: _Optional[int] = ..., seq: _Optional[int] = ..., sha256: _Optional[str] = ..., prev_sha256: _Optional[str] = ..., records: _Optional[_Iterable[_Union[Record, _Mapping]]] = ...) -> None: ...

class Record(_message.Message):
    __slots__ = ("kind", "record_id", "version", "city_person_id", "fact_type", "fact", "recorded_on")
    KIND_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    CITY_PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    FACT_TYPE_FIELD_NUMBER: _ClassVar[int]
    FACT_FIELD_NUMBER: _ClassVar[int]
    RECORDED_ON_FIELD_NUMBER: _ClassVar[int]
    kind: str
    record_id: str
    version: int
    city_person_id: str
    fact_type: str
    fact: bytes
    recorded_on: str
    def __init__(self, kind: _Optional[str] = ..., record_id: _Optional[str] = ..., version: _Optional[int] = ..., city_person_id: _Optional[str] = ..., fact_type: _Optional[str] = ..., fact: _Optional[bytes] = ..., recorded_on: _Optional[str] = ...) -> None: ...

class JudgementAck(_message.Message):
    __slots__ = ("through",)
    THROUGH_FIELD_NUMBER: _ClassVar[int]
    through: int
    def __init__(self, through: _Optional[int] = ...) -> None: ...

class ExchangeResponse(_message.Message):
    __slots__ = ("resume", "batch_ack", "judgements")
    RESUME_FIELD_NUMBER: _ClassVar[int]
    BATCH_ACK_FIELD_NUMBER: _ClassVar[int]
    JUDGEMENTS_FIELD_NUMBER: _ClassVar[int]
    resume: Resume
    batch_ack: BatchAck
    judgements: Judgements
    def __init__(self, resume: _Optional[_Union[Resume, _Mapping]] = ..., batch_ack: _Optional[_Union[BatchAck, _Mapping]] = ..., judgements: _Optional[_Union[Judgements, _Mapping]] = ...) -> None: ...

class Resume(_message.Message):
    __slots__ = ("epoch", "last_seq", "last_sha256")
    EPOCH_FIELD_NUMBER: _ClassVar[int]
    LAST_SEQ_FIELD_NUMBER: _ClassVar[int]
    LAST_SHA256_FIELD_NUMBER: _ClassVar[int]
    epoch: int
    last_seq: int
    last_sha256: str
    def __init__(self, epoch: _Optional[int] = ..., last_seq: _Optional[int] = ..., last_sha256: _Optional[str] = ...) -> None: ...

class BatchAck(_message.Message):
    __slots__ = ("through_seq",)
    THROUGH_SEQ_FIELD_NUMBER: _ClassVar[int]
    through_seq: int
    def __init__(self, through_seq: _Optional[int] = ...) -> None: ...

class Judgements(_message.Message):
    __slots__ = ("through", "judgements")
    THROUGH_FIELD_NUMBER: _ClassVar[int]
    JUDGEMENTS_FIELD_NUMBER: _ClassVar[int]
    through: int
    judgements: _containers.RepeatedCompositeFieldContainer[Judgement]
    def __init__(self, through: _Optional[int] = ..., judgements: _Optional[_Iterable[_Union[Judgement, _Mapping]]] = ...) -> None: ...

class Judgement(_message.Message):
    __slots__ = ("kind", "record_id", "version", "accepted", "reason")
    KIND_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    kind: str
    record_id: str
    version: int
    accepted: bool
    reason: str
    def __init__(self, kind: _Optional[str] = ..., record_id: _Optional[str] = ..., version: _Optional[int] = ..., accepted: _Optional[bool] = ..., reason: _Optional[str] = ...) -> None: ...

class RecordKey(_message.Message):
    __slots__ = ("record_id", "version")
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    record_id: str
    version: int
    def __init__(self, record_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class CompareDigestRequest(_message.Message):
    __slots__ = ("city", "kind", "day", "count", "sha256", "keys")
    CITY_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    SHA256_FIELD_NUMBER: _ClassVar[int]
    KEYS_FIELD_NUMBER: _ClassVar[int]
    city: str
    kind: str
    day: str
    count: int
    sha256: str
    keys: _containers.RepeatedCompositeFieldContainer[RecordKey]
    def __init__(self, city: _Optional[str] = ..., kind: _Optional[str] = ..., day: _Optional[str] = ..., count: _Optional[int] = ..., sha256: _Optional[str] = ..., keys: _Optional[_Iterable[_Union[RecordKey, _Mapping]]] = ...) -> None: ...

class CompareDigestResponse(_message.Message):
    __slots__ = ("equal", "count", "missing")
    EQUAL_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    equal: bool
    count: int
    missing: _containers.RepeatedCompositeFieldContainer[RecordKey]
    def __init__(self, equal: _Optional[bool] = ..., count: _Optional[int] = ..., missing: _Optional[_Iterable[_Union[RecordKey, _Mapping]]] = ...) -> None: ...

class SyncRecord(_message.Message):
    __slots__ = ("kind", "record_id", "version", "state", "reason", "title", "collected_at", "sent_at", "received_at", "judged_at", "city")
    KIND_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    COLLECTED_AT_FIELD_NUMBER: _ClassVar[int]
    SENT_AT_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    JUDGED_AT_FIELD_NUMBER: _ClassVar[int]
    CITY_FIELD_NUMBER: _ClassVar[int]
    kind: str
    record_id: str
    version: int
    state: SyncState
    reason: str
    title: str
    collected_at: _timestamp_pb2.Timestamp
    sent_at: _timestamp_pb2.Timestamp
    received_at: _timestamp_pb2.Timestamp
    judged_at: _timestamp_pb2.Timestamp
    city: str
    def __init__(self, kind: _Optional[str] = ..., record_id: _Optional[str] = ..., version: _Optional[int] = ..., state: _Optional[_Union[SyncState, str]] = ..., reason: _Optional[str] = ..., title: _Optional[str] = ..., collected_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., sent_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., received_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., judged_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., city: _Optional[str] = ...) -> None: ...

class ListSyncRecordsRequest(_message.Message):
    __slots__ = ("person_id", "page_size", "page_token")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    page_size: int
    page_token: str
    def __init__(self, person_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListSyncRecordsResponse(_message.Message):
    __slots__ = ("records", "next_page_token")
    RECORDS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    records: _containers.RepeatedCompositeFieldContainer[SyncRecord]
    next_page_token: str
    def __init__(self, records: _Optional[_Iterable[_Union[SyncRecord, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetSyncSummaryRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetSyncSummaryResponse(_message.Message):
    __slots__ = ("counts", "last_sent_seq", "last_acknowledged_seq", "connected")
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    LAST_SENT_SEQ_FIELD_NUMBER: _ClassVar[int]
    LAST_ACKNOWLEDGED_SEQ_FIELD_NUMBER: _ClassVar[int]
    CONNECTED_FIELD_NUMBER: _ClassVar[int]
    counts: _containers.RepeatedCompositeFieldContainer[SyncCount]
    last_sent_seq: int
    last_acknowledged_seq: int
    connected: bool
    def __init__(self, counts: _Optional[_Iterable[_Union[SyncCount, _Mapping]]] = ..., last_sent_seq: _Optional[int] = ..., last_acknowledged_seq: _Optional[int] = ..., connected: _Optional[bool] = ...) -> None: ...

class SyncCount(_message.Message):
    __slots__ = ("kind", "state", "count")
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    kind: str
    state: SyncState
    count: int
    def __init__(self, kind: _Optional[str] = ..., state: _Optional[_Union[SyncState, str]] = ..., count: _Optional[int] = ...) -> None: ...

class CompareWithProvinceRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class CompareWithProvinceResponse(_message.Message):
    __slots__ = ("compared", "differed", "sent_again")
    COMPARED_FIELD_NUMBER: _ClassVar[int]
    DIFFERED_FIELD_NUMBER: _ClassVar[int]
    SENT_AGAIN_FIELD_NUMBER: _ClassVar[int]
    compared: int
    differed: int
    sent_again: int
    def __init__(self, compared: _Optional[int] = ..., differed: _Optional[int] = ..., sent_again: _Optional[int] = ...) -> None: ...
