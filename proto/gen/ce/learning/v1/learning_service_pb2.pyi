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

class CourseCategory(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COURSE_CATEGORY_UNSPECIFIED: _ClassVar[CourseCategory]
    COURSE_CATEGORY_PUBLIC: _ClassVar[CourseCategory]
    COURSE_CATEGORY_PROFESSIONAL: _ClassVar[CourseCategory]

class CoursePart(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COURSE_PART_UNSPECIFIED: _ClassVar[CoursePart]
    COURSE_PART_REQUIRED: _ClassVar[CoursePart]
    COURSE_PART_ELECTIVE: _ClassVar[CoursePart]

class EnrolmentState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ENROLMENT_STATE_UNSPECIFIED: _ClassVar[EnrolmentState]
    ENROLMENT_STATE_AWAITING_PAYMENT: _ClassVar[EnrolmentState]
    ENROLMENT_STATE_OPEN: _ClassVar[EnrolmentState]
    ENROLMENT_STATE_COMPLETED: _ClassVar[EnrolmentState]

class Shortfall(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SHORTFALL_UNSPECIFIED: _ClassVar[Shortfall]
    SHORTFALL_REPEATED: _ClassVar[Shortfall]
    SHORTFALL_CLOCK: _ClassVar[Shortfall]
    SHORTFALL_SEGMENT: _ClassVar[Shortfall]
    SHORTFALL_COMPLETE: _ClassVar[Shortfall]
    SHORTFALL_ENDED: _ClassVar[Shortfall]
COURSE_CATEGORY_UNSPECIFIED: CourseCategory
COURSE_CATEGORY_PUBLIC: CourseCategory
COURSE_CATEGORY_PROFESSIONAL: CourseCategory
COURSE_PART_UNSPECIFIED: CoursePart
COURSE_PART_REQUIRED: CoursePart
COURSE_PART_ELECTIVE: CoursePart
ENROLMENT_STATE_UNSPECIFIED: EnrolmentState
ENROLMENT_STATE_AWAITING_PAYMENT: EnrolmentState
ENROLMENT_STATE_OPEN: EnrolmentState
ENROLMENT_STATE_COMPLETED: EnrolmentState
SHORTFALL_UNSPECIFIED: Shortfall
SHORTFALL_REPEATED: Shortfall
SHORTFALL_CLOCK: Shortfall
SHORTFALL_SEGMENT: Shortfall
SHORTFALL_COMPLETE: Shortfall
SHORTFALL_ENDED: Shortfall

class Course(_message.Message):
    __slots__ = ("course_id", "code", "year", "category", "part", "title", "hours", "priced", "needs_points")
    COURSE_ID_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    PART_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    HOURS_FIELD_NUMBER: _ClassVar[int]
    PRICED_FIELD_NUMBER: _ClassVar[int]
    NEEDS_POINTS_FIELD_NUMBER: _ClassVar[int]
    course_id: str
    code: str
    year: int
    category: CourseCategory
    part: CoursePart
    title: str
    hours: str
    priced: bool
    needs_points: bool
    def __init__(self, course_id: _Optional[str] = ..., code: _Optional[str] = ..., year: _Optional[int] = ..., category: _Optional[_Union[CourseCategory, str]] = ..., part: _Optional[_Union[CoursePart, str]] = ..., title: _Optional[str] = ..., hours: _Optional[str] = ..., priced: _Optional[bool] = ..., needs_points: _Optional[bool] = ...) -> None: ...

class Enrolment(_message.Message):
    __slots__ = ("enrolment_id", "course", "round", "state", "studied_seconds", "required_seconds", "enrolled_at", "completed_on")
    ENROLMENT_ID_FIELD_NUMBER: _ClassVar[int]
    COURSE_FIELD_NUMBER: _ClassVar[int]
    ROUND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    STUDIED_SECONDS_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_SECONDS_FIELD_NUMBER: _ClassVar[int]
    ENROLLED_AT_FIELD_NUMBER: _ClassVar[int]
    COMPLETED_ON_FIELD_NUMBER: _ClassVar[int]
    enrolment_id: str
    course: Course
    round: int
    state: EnrolmentState
    studied_seconds: int
    required_seconds: int
    enrolled_at: _timestamp_pb2.Timestamp
    completed_on: str
    def __init__(self, enrolment_id: _Optional[str] = ..., course: _Optional[_Union[Course, _Mapping]] = ..., round: _Optional[int] = ..., state: _Optional[_Union[EnrolmentState, str]] = ..., studied_seconds: _Optional[int] = ..., required_seconds: _Optional[int] = ..., enrolled_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completed_on: _Optional[str] = ...) -> None: ...

class ImportCatalogueRequest(_message.Message):
    __slots__ = ("request_id", "file_ticket", "dry_run")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_TICKET_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    file_ticket: str
    dry_run: bool
    def __init__(self, request_id: _Optional[str] = ..., file_ticket: _Optional[str] = ..., dry_run: _Optional[bool] = ...) -> None: ...

class ImportCatalogueResponse(_message.Message):
    __slots__ = ("import_id", "dry_run", "counts", "rows", "unknown_columns")
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
    import_id: str
    dry_run: bool
    counts: _containers.ScalarMap[str, int]
    rows: _containers.RepeatedCompositeFieldContainer[_report_pb2.RowReport]
    unknown_columns: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, import_id: _Optional[str] = ..., dry_run: _Optional[bool] = ..., counts: _Optional[_Mapping[str, int]] = ..., rows: _Optional[_Iterable[_Union[_report_pb2.RowReport, _Mapping]]] = ..., unknown_columns: _Optional[_Iterable[str]] = ...) -> None: ...

class ListCoursesRequest(_message.Message):
    __slots__ = ("year", "category", "page_size", "page_token")
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    year: int
    category: CourseCategory
    page_size: int
    page_token: str
    def __init__(self, year: _Optional[int] = ..., category: _Optional[_Union[CourseCategory, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCoursesResponse(_message.Message):
    __slots__ = ("courses", "next_page_token")
    COURSES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    courses: _containers.RepeatedCompositeFieldContainer[Course]
    next_page_token: str
    def __init__(self, courses: _Optional[_Iterable[_Union[Course, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetCourseRequest(_message.Message):
    __slots__ = ("course_id",)
    COURSE_ID_FIELD_NUMBER: _ClassVar[int]
    course_id: str
    def __init__(self, course_id: _Optional[str] = ...) -> None: ...

class GetCourseResponse(_message.Message):
    __slots__ = ("course",)
    COURSE_FIELD_NUMBER: _ClassVar[int]
    course: Course
    def __init__(self, course: _Optional[_Union[Course, _Mapping]] = ...) -> None: ...

class EnrolRequest(_message.Message):
    __slots__ = ("request_id", "course_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    COURSE_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    course_id: str
    def __init__(self, request_id: _Optional[str] = ..., course_id: _Optional[str] = ...) -> None: ...

class EnrolResponse(_message.Message):
    __slots__ = ("enrolment",)
    ENROLMENT_FIELD_NUMBER: _ClassVar[int]
    enrolment: Enrolment
    def __init__(self, enrolment: _Optional[_Union[Enrolment, _Mapping]] = ...) -> None: ...

class ListEnrolmentsRequest(_message.Message):
    __slots__ = ("year", "page_size", "page_token")
    YEAR_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    year: int
    page_size: int
    page_token: str
    def __init__(self, year: _Optional[int] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListEnrolmentsResponse(_message.Message):
    __slots__ = ("enrolments", "next_page_token")
    ENROLMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    enrolments: _containers.RepeatedCompositeFieldContainer[Enrolment]
    next_page_token: str
    def __init__(self, enrolments: _Optional[_Iterable[_Union[Enrolment, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class StartStudyRequest(_message.Message):
    __slots__ = ("request_id", "enrolment_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ENROLMENT_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    enrolment_id: str
    def __init__(self, request_id: _Optional[str] = ..., enrolment_id: _Optional[str] = ...) -> None: ...

class StartStudyResponse(_message.Message):
    __slots__ = ("study_id", "enrolment", "longest_segment_seconds")
    STUDY_ID_FIELD_NUMBER: _ClassVar[int]
    ENROLMENT_FIELD_NUMBER: _ClassVar[int]
    LONGEST_SEGMENT_SECONDS_FIELD_NUMBER: _ClassVar[int]
    study_id: str
    enrolment: Enrolment
    longest_segment_seconds: int
    def __init__(self, study_id: _Optional[str] = ..., enrolment: _Optional[_Union[Enrolment, _Mapping]] = ..., longest_segment_seconds: _Optional[int] = ...) -> None: ...

class ReportStudyRequest(_message.Message):
    __slots__ = ("study_id", "position_seconds")
    STUDY_ID_FIELD_NUMBER: _ClassVar[int]
    POSITION_SECONDS_FIELD_NUMBER: _ClassVar[int]
    study_id: str
    position_seconds: int
    def __init__(self, study_id: _Optional[str] = ..., position_seconds: _Optional[int] = ...) -> None: ...

class ReportStudyResponse(_message.Message):
    __slots__ = ("claimed_seconds", "granted_seconds", "shortfall", "explanation", "enrolment")
    CLAIMED_SECONDS_FIELD_NUMBER: _ClassVar[int]
    GRANTED_SECONDS_FIELD_NUMBER: _ClassVar[int]
    SHORTFALL_FIELD_NUMBER: _ClassVar[int]
    EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    ENROLMENT_FIELD_NUMBER: _ClassVar[int]
    claimed_seconds: int
    granted_seconds: int
    shortfall: Shortfall
    explanation: str
    enrolment: Enrolment
    def __init__(self, claimed_seconds: _Optional[int] = ..., granted_seconds: _Optional[int] = ..., shortfall: _Optional[_Union[Shortfall, str]] = ..., explanation: _Optional[str] = ..., enrolment: _Optional[_Union[Enrolment, _Mapping]] = ...) -> None: ...
