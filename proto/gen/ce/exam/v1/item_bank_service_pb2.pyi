import datetime

from ce.common.v1 import report_pb2 as _report_pb2
from ce.exam.v1 import exam_service_pb2 as _exam_service_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ItemListFormat(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ITEM_LIST_FORMAT_UNSPECIFIED: _ClassVar[ItemListFormat]
    ITEM_LIST_FORMAT_XLSX: _ClassVar[ItemListFormat]
    ITEM_LIST_FORMAT_MOODLE_XML: _ClassVar[ItemListFormat]
    ITEM_LIST_FORMAT_GIFT: _ClassVar[ItemListFormat]
    ITEM_LIST_FORMAT_QTI: _ClassVar[ItemListFormat]
ITEM_LIST_FORMAT_UNSPECIFIED: ItemListFormat
ITEM_LIST_FORMAT_XLSX: ItemListFormat
ITEM_LIST_FORMAT_MOODLE_XML: ItemListFormat
ITEM_LIST_FORMAT_GIFT: ItemListFormat
ITEM_LIST_FORMAT_QTI: ItemListFormat

class Item(_message.Message):
    __slots__ = ("item_version_id", "year", "code", "version", "category", "kind", "difficulty", "topic", "stem", "options", "answer", "retired", "retired_reason")
    ITEM_VERSION_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DIFFICULTY_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    STEM_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    RETIRED_FIELD_NUMBER: _ClassVar[int]
    RETIRED_REASON_FIELD_NUMBER: _ClassVar[int]
    item_version_id: str
    year: int
    code: str
    version: int
    category: _exam_service_pb2.ExamCategory
    kind: _exam_service_pb2.ItemKind
    difficulty: _exam_service_pb2.Difficulty
    topic: str
    stem: str
    options: _containers.RepeatedScalarFieldContainer[str]
    answer: str
    retired: bool
    retired_reason: str
    def __init__(self, item_version_id: _Optional[str] = ..., year: _Optional[int] = ..., code: _Optional[str] = ..., version: _Optional[int] = ..., category: _Optional[_Union[_exam_service_pb2.ExamCategory, str]] = ..., kind: _Optional[_Union[_exam_service_pb2.ItemKind, str]] = ..., difficulty: _Optional[_Union[_exam_service_pb2.Difficulty, str]] = ..., topic: _Optional[str] = ..., stem: _Optional[str] = ..., options: _Optional[_Iterable[str]] = ..., answer: _Optional[str] = ..., retired: _Optional[bool] = ..., retired_reason: _Optional[str] = ...) -> None: ...

class ItemDefaults(_message.Message):
    __slots__ = ("year", "category", "difficulty", "topic")
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    DIFFICULTY_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    year: int
    category: _exam_service_pb2.ExamCategory
    difficulty: _exam_service_pb2.Difficulty
    topic: str
    def __init__(self, year: _Optional[int] = ..., category: _Optional[_Union[_exam_service_pb2.ExamCategory, str]] = ..., difficulty: _Optional[_Union[_exam_service_pb2.Difficulty, str]] = ..., topic: _Optional[str] = ...) -> None: ...

class ImportItemsRequest(_message.Message):
    __slots__ = ("request_id", "file_ticket", "dry_run", "defaults")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_TICKET_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEFAULTS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    file_ticket: str
    dry_run: bool
    defaults: ItemDefaults
    def __init__(self, request_id: _Optional[str] = ..., file_ticket: _Optional[str] = ..., dry_run: _Optional[bool] = ..., defaults: _Optional[_Union[ItemDefaults, _Mapping]] = ...) -> None: ...

class ImportItemsResponse(_message.Message):
    __slots__ = ("import_id", "dry_run", "counts", "rows", "unknown_columns", "format", "items_compared")
    class CountsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    IMPORT_ID_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    UNKNOWN_COLUMNS_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    ITEMS_COMPARED_FIELD_NUMBER: _ClassVar[int]
    import_id: str
    dry_run: bool
    counts: _containers.ScalarMap[str, int]
    rows: _containers.RepeatedCompositeFieldContainer[_report_pb2.RowReport]
    unknown_columns: _containers.RepeatedScalarFieldContainer[str]
    format: ItemListFormat
    items_compared: int
    def __init__(self, import_id: _Optional[str] = ..., dry_run: _Optional[bool] = ..., counts: _Optional[_Mapping[str, int]] = ..., rows: _Optional[_Iterable[_Union[_report_pb2.RowReport, _Mapping]]] = ..., unknown_columns: _Optional[_Iterable[str]] = ..., format: _Optional[_Union[ItemListFormat, str]] = ..., items_compared: _Optional[int] = ...) -> None: ...

class ExportItemsRequest(_message.Message):
    __slots__ = ("request_id", "format", "year", "category", "with_retired")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    WITH_RETIRED_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    format: ItemListFormat
    year: int
    category: _exam_service_pb2.ExamCategory
    with_retired: bool
    def __init__(self, request_id: _Optional[str] = ..., format: _Optional[_Union[ItemListFormat, str]] = ..., year: _Optional[int] = ..., category: _Optional[_Union[_exam_service_pb2.ExamCategory, str]] = ..., with_retired: _Optional[bool] = ...) -> None: ...

class ExportItemsResponse(_message.Message):
    __slots__ = ("file_ticket", "name", "count")
    FILE_TICKET_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    file_ticket: str
    name: str
    count: int
    def __init__(self, file_ticket: _Optional[str] = ..., name: _Optional[str] = ..., count: _Optional[int] = ...) -> None: ...

class ListItemsRequest(_message.Message):
    __slots__ = ("year", "category", "topic", "page_size", "page_token")
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    year: int
    category: _exam_service_pb2.ExamCategory
    topic: str
    page_size: int
    page_token: str
    def __init__(self, year: _Optional[int] = ..., category: _Optional[_Union[_exam_service_pb2.ExamCategory, str]] = ..., topic: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListItemsResponse(_message.Message):
    __slots__ = ("items", "next_page_token")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Item]
    next_page_token: str
    def __init__(self, items: _Optional[_Iterable[_Union[Item, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RetireItemsRequest(_message.Message):
    __slots__ = ("request_id", "year", "codes", "reinstate", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CODES_FIELD_NUMBER: _ClassVar[int]
    REINSTATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    year: int
    codes: _containers.RepeatedScalarFieldContainer[str]
    reinstate: bool
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., year: _Optional[int] = ..., codes: _Optional[_Iterable[str]] = ..., reinstate: _Optional[bool] = ..., reason: _Optional[str] = ...) -> None: ...

class RetireItemsResponse(_message.Message):
    __slots__ = ("changed",)
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    changed: int
    def __init__(self, changed: _Optional[int] = ...) -> None: ...

class ComputeItemStatisticsRequest(_message.Message):
    __slots__ = ("request_id", "year", "category")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    year: int
    category: _exam_service_pb2.ExamCategory
    def __init__(self, request_id: _Optional[str] = ..., year: _Optional[int] = ..., category: _Optional[_Union[_exam_service_pb2.ExamCategory, str]] = ...) -> None: ...

class ComputeItemStatisticsResponse(_message.Message):
    __slots__ = ("attempts", "items")
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    attempts: int
    items: int
    def __init__(self, attempts: _Optional[int] = ..., items: _Optional[int] = ...) -> None: ...

class ItemStatistic(_message.Message):
    __slots__ = ("item", "exposures", "graded", "blank", "difficulty", "discrimination", "chosen", "remarks", "computed_at")
    class ChosenEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    ITEM_FIELD_NUMBER: _ClassVar[int]
    EXPOSURES_FIELD_NUMBER: _ClassVar[int]
    GRADED_FIELD_NUMBER: _ClassVar[int]
    BLANK_FIELD_NUMBER: _ClassVar[int]
    DIFFICULTY_FIELD_NUMBER: _ClassVar[int]
    DISCRIMINATION_FIELD_NUMBER: _ClassVar[int]
    CHOSEN_FIELD_NUMBER: _ClassVar[int]
    REMARKS_FIELD_NUMBER: _ClassVar[int]
    COMPUTED_AT_FIELD_NUMBER: _ClassVar[int]
    item: Item
    exposures: int
    graded: int
    blank: int
    difficulty: str
    discrimination: str
    chosen: _containers.ScalarMap[str, int]
    remarks: _containers.RepeatedScalarFieldContainer[str]
    computed_at: _timestamp_pb2.Timestamp
    def __init__(self, item: _Optional[_Union[Item, _Mapping]] = ..., exposures: _Optional[int] = ..., graded: _Optional[int] = ..., blank: _Optional[int] = ..., difficulty: _Optional[str] = ..., discrimination: _Optional[str] = ..., chosen: _Optional[_Mapping[str, int]] = ..., remarks: _Optional[_Iterable[str]] = ..., computed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListItemStatisticsRequest(_message.Message):
    __slots__ = ("year", "category", "page_size", "page_token")
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    year: int
    category: _exam_service_pb2.ExamCategory
    page_size: int
    page_token: str
    def __init__(self, year: _Optional[int] = ..., category: _Optional[_Union[_exam_service_pb2.ExamCategory, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListItemStatisticsResponse(_message.Message):
    __slots__ = ("statistics", "next_page_token")
    STATISTICS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    statistics: _containers.RepeatedCompositeFieldContainer[ItemStatistic]
    next_page_token: str
    def __init__(self, statistics: _Optional[_Iterable[_Union[ItemStatistic, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
