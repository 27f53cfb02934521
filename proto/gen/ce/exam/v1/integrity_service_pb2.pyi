import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class FlagKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FLAG_KIND_UNSPECIFIED: _ClassVar[FlagKind]
    FLAG_KIND_FAST: _ClassVar[FlagKind]
    FLAG_KIND_ALIKE: _ClassVar[FlagKind]
FLAG_KIND_UNSPECIFIED: FlagKind
FLAG_KIND_FAST: FlagKind
FLAG_KIND_ALIKE: FlagKind

class Flag(_message.Message):
    __slots__ = ("flag_id", "kind", "attempt_id", "other_attempt_id", "numbers", "text", "raised_at", "closed", "note", "closed_by")
    class NumbersEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    FLAG_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    OTHER_ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBERS_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    RAISED_AT_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    CLOSED_BY_FIELD_NUMBER: _ClassVar[int]
    flag_id: str
    kind: FlagKind
    attempt_id: str
    other_attempt_id: str
    numbers: _containers.ScalarMap[str, int]
    text: str
    raised_at: _timestamp_pb2.Timestamp
    closed: bool
    note: str
    closed_by: str
    def __init__(self, flag_id: _Optional[str] = ..., kind: _Optional[_Union[FlagKind, str]] = ..., attempt_id: _Optional[str] = ..., other_attempt_id: _Optional[str] = ..., numbers: _Optional[_Mapping[str, int]] = ..., text: _Optional[str] = ..., raised_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., closed: _Optional[bool] = ..., note: _Optional[str] = ..., closed_by: _Optional[str] = ...) -> None: ...

class LookForFlagsRequest(_message.Message):
    __slots__ = ("request_id", "exam_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    exam_id: str
    def __init__(self, request_id: _Optional[str] = ..., exam_id: _Optional[str] = ...) -> None: ...

class LookForFlagsResponse(_message.Message):
    __slots__ = ("sheets", "raised")
    SHEETS_FIELD_NUMBER: _ClassVar[int]
    RAISED_FIELD_NUMBER: _ClassVar[int]
    sheets: int
    raised: int
    def __init__(self, sheets: _Optional[int] = ..., raised: _Optional[int] = ...) -> None: ...

class ListFlagsRequest(_message.Message):
    __slots__ = ("exam_id", "with_closed", "page_size", "page_token")
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    WITH_CLOSED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    exam_id: str
    with_closed: bool
    page_size: int
    page_token: str
    def __init__(self, exam_id: _Optional[str] = ..., with_closed: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListFlagsResponse(_message.Message):
    __slots__ = ("flags", "next_page_token")
    FLAGS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    flags: _containers.RepeatedCompositeFieldContainer[Flag]
    next_page_token: str
    def __init__(self, flags: _Optional[_Iterable[_Union[Flag, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class CloseFlagRequest(_message.Message):
    __slots__ = ("request_id", "flag_id", "note")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    FLAG_ID_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    flag_id: str
    note: str
    def __init__(self, request_id: _Optional[str] = ..., flag_id: _Optional[str] = ..., note: _Optional[str] = ...) -> None: ...

class CloseFlagResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
