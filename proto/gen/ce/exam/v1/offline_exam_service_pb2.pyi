import datetime

from ce.common.v1 import report_pb2 as _report_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class MarkVerdict(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MARK_VERDICT_UNSPECIFIED: _ClassVar[MarkVerdict]
    MARK_VERDICT_PASSED: _ClassVar[MarkVerdict]
    MARK_VERDICT_FAILED: _ClassVar[MarkVerdict]
    MARK_VERDICT_ABSENT: _ClassVar[MarkVerdict]

class AdmissionListFormat(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ADMISSION_LIST_FORMAT_UNSPECIFIED: _ClassVar[AdmissionListFormat]
    ADMISSION_LIST_FORMAT_XLSX: _ClassVar[AdmissionListFormat]
    ADMISSION_LIST_FORMAT_PDF: _ClassVar[AdmissionListFormat]
MARK_VERDICT_UNSPECIFIED: MarkVerdict
MARK_VERDICT_PASSED: MarkVerdict
MARK_VERDICT_FAILED: MarkVerdict
MARK_VERDICT_ABSENT: MarkVerdict
ADMISSION_LIST_FORMAT_UNSPECIFIED: AdmissionListFormat
ADMISSION_LIST_FORMAT_XLSX: AdmissionListFormat
ADMISSION_LIST_FORMAT_PDF: AdmissionListFormat

class Venue(_message.Message):
    __slots__ = ("number", "name", "address", "seats", "free")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    SEATS_FIELD_NUMBER: _ClassVar[int]
    FREE_FIELD_NUMBER: _ClassVar[int]
    number: int
    name: str
    address: str
    seats: int
    free: int
    def __init__(self, number: _Optional[int] = ..., name: _Optional[str] = ..., address: _Optional[str] = ..., seats: _Optional[int] = ..., free: _Optional[int] = ...) -> None: ...

class Session(_message.Message):
    __slots__ = ("session_id", "exam_id", "number", "starts_at", "ends_at", "registration_opens_at", "registration_closes_at", "cancel_until", "venues", "clause", "called_off_reason")
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    STARTS_AT_FIELD_NUMBER: _ClassVar[int]
    ENDS_AT_FIELD_NUMBER: _ClassVar[int]
    REGISTRATION_OPENS_AT_FIELD_NUMBER: _ClassVar[int]
    REGISTRATION_CLOSES_AT_FIELD_NUMBER: _ClassVar[int]
    CANCEL_UNTIL_FIELD_NUMBER: _ClassVar[int]
    VENUES_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    CALLED_OFF_REASON_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    exam_id: str
    number: int
    starts_at: _timestamp_pb2.Timestamp
    ends_at: _timestamp_pb2.Timestamp
    registration_opens_at: _timestamp_pb2.Timestamp
    registration_closes_at: _timestamp_pb2.Timestamp
    cancel_until: _timestamp_pb2.Timestamp
    venues: _containers.RepeatedCompositeFieldContainer[Venue]
    clause: str
    called_off_reason: str
    def __init__(self, session_id: _Optional[str] = ..., exam_id: _Optional[str] = ..., number: _Optional[int] = ..., starts_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., ends_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., registration_opens_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., registration_closes_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., cancel_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., venues: _Optional[_Iterable[_Union[Venue, _Mapping]]] = ..., clause: _Optional[str] = ..., called_off_reason: _Optional[str] = ...) -> None: ...

class Registration(_message.Message):
    __slots__ = ("registration_id", "session_id", "admission_number", "venue_number", "seat_number", "registered_at")
    REGISTRATION_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    ADMISSION_NUMBER_FIELD_NUMBER: _ClassVar[int]
    VENUE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    SEAT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    REGISTERED_AT_FIELD_NUMBER: _ClassVar[int]
    registration_id: str
    session_id: str
    admission_number: str
    venue_number: int
    seat_number: int
    registered_at: _timestamp_pb2.Timestamp
    def __init__(self, registration_id: _Optional[str] = ..., session_id: _Optional[str] = ..., admission_number: _Optional[str] = ..., venue_number: _Optional[int] = ..., seat_number: _Optional[int] = ..., registered_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class AnnounceSessionRequest(_message.Message):
    __slots__ = ("request_id", "exam_id", "starts_at", "ends_at", "registration_opens_at", "registration_closes_at", "cancel_until", "venues")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    STARTS_AT_FIELD_NUMBER: _ClassVar[int]
    ENDS_AT_FIELD_NUMBER: _ClassVar[int]
    REGISTRATION_OPENS_AT_FIELD_NUMBER: _ClassVar[int]
    REGISTRATION_CLOSES_AT_FIELD_NUMBER: _ClassVar[int]
    CANCEL_UNTIL_FIELD_NUMBER: _ClassVar[int]
    VENUES_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    exam_id: str
    starts_at: _timestamp_pb2.Timestamp
    ends_at: _timestamp_pb2.Timestamp
    registration_opens_at: _timestamp_pb2.Timestamp
    registration_closes_at: _timestamp_pb2.Timestamp
    cancel_until: _timestamp_pb2.Timestamp
    venues: _containers.RepeatedCompositeFieldContainer[Venue]
    def __init__(self, request_id: _Optional[str] = ..., exam_id: _Optional[str] = ..., starts_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., ends_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., registration_opens_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., registration_closes_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., cancel_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., venues: _Optional[_Iterable[_Union[Venue, _Mapping]]] = ...) -> None: ...

class AnnounceSessionResponse(_message.Message):
    __slots__ = ("session",)
    SESSION_FIELD_NUMBER: _ClassVar[int]
    session: Session
    def __init__(self, session: _Optional[_Union[Session, _Mapping]] = ...) -> None: ...

class CallOffSessionRequest(_message.Message):
    __slots__ = ("request_id", "session_id", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    session_id: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., session_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class CallOffSessionResponse(_message.Message):
    __slots__ = ("cancelled",)
    CANCELLED_FIELD_NUMBER: _ClassVar[int]
    cancelled: int
    def __init__(self, cancelled: _Optional[int] = ...) -> None: ...

class ListSessionsRequest(_message.Message):
    __slots__ = ("exam_id",)
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    exam_id: str
    def __init__(self, exam_id: _Optional[str] = ...) -> None: ...

class ListedSession(_message.Message):
    __slots__ = ("session", "registration")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    REGISTRATION_FIELD_NUMBER: _ClassVar[int]
    session: Session
    registration: Registration
    def __init__(self, session: _Optional[_Union[Session, _Mapping]] = ..., registration: _Optional[_Union[Registration, _Mapping]] = ...) -> None: ...

class ListSessionsResponse(_message.Message):
    __slots__ = ("sessions",)
    SESSIONS_FIELD_NUMBER: _ClassVar[int]
    sessions: _containers.RepeatedCompositeFieldContainer[ListedSession]
    def __init__(self, sessions: _Optional[_Iterable[_Union[ListedSession, _Mapping]]] = ...) -> None: ...

class RegisterForSessionRequest(_message.Message):
    __slots__ = ("request_id", "session_id", "venue_number")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    VENUE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    session_id: str
    venue_number: int
    def __init__(self, request_id: _Optional[str] = ..., session_id: _Optional[str] = ..., venue_number: _Optional[int] = ...) -> None: ...

class RegisterForSessionResponse(_message.Message):
    __slots__ = ("registration",)
    REGISTRATION_FIELD_NUMBER: _ClassVar[int]
    registration: Registration
    def __init__(self, registration: _Optional[_Union[Registration, _Mapping]] = ...) -> None: ...

class CancelRegistrationRequest(_message.Message):
    __slots__ = ("request_id", "registration_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REGISTRATION_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    registration_id: str
    def __init__(self, request_id: _Optional[str] = ..., registration_id: _Optional[str] = ...) -> None: ...

class CancelRegistrationResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class WriteAdmissionListRequest(_message.Message):
    __slots__ = ("request_id", "session_id", "format")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    session_id: str
    format: AdmissionListFormat
    def __init__(self, request_id: _Optional[str] = ..., session_id: _Optional[str] = ..., format: _Optional[_Union[AdmissionListFormat, str]] = ...) -> None: ...

class LeftOut(_message.Message):
    __slots__ = ("admission_number", "reason")
    ADMISSION_NUMBER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    admission_number: str
    reason: str
    def __init__(self, admission_number: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class WriteAdmissionListResponse(_message.Message):
    __slots__ = ("file_ticket", "name", "admitted", "left_out")
    FILE_TICKET_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ADMITTED_FIELD_NUMBER: _ClassVar[int]
    LEFT_OUT_FIELD_NUMBER: _ClassVar[int]
    file_ticket: str
    name: str
    admitted: int
    left_out: _containers.RepeatedCompositeFieldContainer[LeftOut]
    def __init__(self, file_ticket: _Optional[str] = ..., name: _Optional[str] = ..., admitted: _Optional[int] = ..., left_out: _Optional[_Iterable[_Union[LeftOut, _Mapping]]] = ...) -> None: ...

class ImportMarksRequest(_message.Message):
    __slots__ = ("request_id", "session_id", "file_ticket", "dry_run")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_TICKET_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    session_id: str
    file_ticket: str
    dry_run: bool
    def __init__(self, request_id: _Optional[str] = ..., session_id: _Optional[str] = ..., file_ticket: _Optional[str] = ..., dry_run: _Optional[bool] = ...) -> None: ...

class ImportMarksResponse(_message.Message):
    __slots__ = ("import_id", "dry_run", "counts", "rows", "unknown_columns", "not_listed")
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
    NOT_LISTED_FIELD_NUMBER: _ClassVar[int]
    import_id: str
    dry_run: bool
    counts: _containers.ScalarMap[str, int]
    rows: _containers.RepeatedCompositeFieldContainer[_report_pb2.RowReport]
    unknown_columns: _containers.RepeatedScalarFieldContainer[str]
    not_listed: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, import_id: _Optional[str] = ..., dry_run: _Optional[bool] = ..., counts: _Optional[_Mapping[str, int]] = ..., rows: _Optional[_Iterable[_Union[_report_pb2.RowReport, _Mapping]]] = ..., unknown_columns: _Optional[_Iterable[str]] = ..., not_listed: _Optional[_Iterable[str]] = ...) -> None: ...

class MarkImport(_message.Message):
    __slots__ = ("import_id", "session_id", "file_sha256", "counts", "imported_by", "imported_at", "decided", "confirmed", "decided_by", "reason")
    class CountsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    IMPORT_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_SHA256_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    IMPORTED_BY_FIELD_NUMBER: _ClassVar[int]
    IMPORTED_AT_FIELD_NUMBER: _ClassVar[int]
    DECIDED_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    import_id: str
    session_id: str
    file_sha256: str
    counts: _containers.ScalarMap[str, int]
    imported_by: str
    imported_at: _timestamp_pb2.Timestamp
    decided: bool
    confirmed: bool
    decided_by: str
    reason: str
    def __init__(self, import_id: _Optional[str] = ..., session_id: _Optional[str] = ..., file_sha256: _Optional[str] = ..., counts: _Optional[_Mapping[str, int]] = ..., imported_by: _Optional[str] = ..., imported_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decided: _Optional[bool] = ..., confirmed: _Optional[bool] = ..., decided_by: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ListMarkImportsRequest(_message.Message):
    __slots__ = ("session_id",)
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    session_id: str
    def __init__(self, session_id: _Optional[str] = ...) -> None: ...

class ListMarkImportsResponse(_message.Message):
    __slots__ = ("imports",)
    IMPORTS_FIELD_NUMBER: _ClassVar[int]
    imports: _containers.RepeatedCompositeFieldContainer[MarkImport]
    def __init__(self, imports: _Optional[_Iterable[_Union[MarkImport, _Mapping]]] = ...) -> None: ...

class MarkImportRow(_message.Message):
    __slots__ = ("admission_number", "venue_number", "seat_number", "person_id", "name", "points", "verdict")
    ADMISSION_NUMBER_FIELD_NUMBER: _ClassVar[int]
    VENUE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    SEAT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    admission_number: str
    venue_number: int
    seat_number: int
    person_id: str
    name: str
    points: int
    verdict: MarkVerdict
    def __init__(self, admission_number: _Optional[str] = ..., venue_number: _Optional[int] = ..., seat_number: _Optional[int] = ..., person_id: _Optional[str] = ..., name: _Optional[str] = ..., points: _Optional[int] = ..., verdict: _Optional[_Union[MarkVerdict, str]] = ...) -> None: ...

class ListMarkImportRowsRequest(_message.Message):
    __slots__ = ("import_id", "page_size", "page_token")
    IMPORT_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    import_id: str
    page_size: int
    page_token: str
    def __init__(self, import_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListMarkImportRowsResponse(_message.Message):
    __slots__ = ("rows", "next_page_token")
    ROWS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    rows: _containers.RepeatedCompositeFieldContainer[MarkImportRow]
    next_page_token: str
    def __init__(self, rows: _Optional[_Iterable[_Union[MarkImportRow, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class DecideMarksRequest(_message.Message):
    __slots__ = ("request_id", "import_id", "confirm", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    IMPORT_ID_FIELD_NUMBER: _ClassVar[int]
    CONFIRM_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    import_id: str
    confirm: bool
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., import_id: _Optional[str] = ..., confirm: _Optional[bool] = ..., reason: _Optional[str] = ...) -> None: ...

class DecideMarksResponse(_message.Message):
    __slots__ = ("graded", "absent")
    GRADED_FIELD_NUMBER: _ClassVar[int]
    ABSENT_FIELD_NUMBER: _ClassVar[int]
    graded: int
    absent: int
    def __init__(self, graded: _Optional[int] = ..., absent: _Optional[int] = ...) -> None: ...
