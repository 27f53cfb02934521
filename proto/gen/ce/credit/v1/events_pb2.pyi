from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class HoursRecorded(_message.Message):
    __slots__ = ("entry_id", "person_id", "jurisdiction", "year", "category", "amount", "unit", "activity_id", "activity_type", "title", "clause", "recorded_at")
    ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    JURISDICTION_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_ID_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_TYPE_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    RECORDED_AT_FIELD_NUMBER: _ClassVar[int]
    entry_id: str
    person_id: str
    jurisdiction: str
    year: int
    category: str
    amount: str
    unit: str
    activity_id: str
    activity_type: str
    title: str
    clause: str
    recorded_at: str
    def __init__(self, entry_id: _Optional[str] = ..., person_id: _Optional[str] = ..., jurisdiction: _Optional[str] = ..., year: _Optional[int] = ..., category: _Optional[str] = ..., amount: _Optional[str] = ..., unit: _Optional[str] = ..., activity_id: _Optional[str] = ..., activity_type: _Optional[str] = ..., title: _Optional[str] = ..., clause: _Optional[str] = ..., recorded_at: _Optional[str] = ...) -> None: ...

class AssessmentChanged(_message.Message):
    __slots__ = ("assessment_id", "revision", "person_id", "jurisdiction", "year", "unit", "public_amount", "professional_amount", "total_amount", "compliant", "decision", "assessed_at")
    ASSESSMENT_ID_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    JURISDICTION_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    PUBLIC_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    PROFESSIONAL_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    COMPLIANT_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    ASSESSED_AT_FIELD_NUMBER: _ClassVar[int]
    assessment_id: str
    revision: int
    person_id: str
    jurisdiction: str
    year: int
    unit: str
    public_amount: str
    professional_amount: str
    total_amount: str
    compliant: str
    decision: _struct_pb2.Struct
    assessed_at: str
    def __init__(self, assessment_id: _Optional[str] = ..., revision: _Optional[int] = ..., person_id: _Optional[str] = ..., jurisdiction: _Optional[str] = ..., year: _Optional[int] = ..., unit: _Optional[str] = ..., public_amount: _Optional[str] = ..., professional_amount: _Optional[str] = ..., total_amount: _Optional[str] = ..., compliant: _Optional[str] = ..., decision: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., assessed_at: _Optional[str] = ...) -> None: ...

class PointsAccepted(_message.Message):
    __slots__ = ("activity_id", "person_id", "year", "points", "hours", "opens_class_hours")
    ACTIVITY_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    HOURS_FIELD_NUMBER: _ClassVar[int]
    OPENS_CLASS_HOURS_FIELD_NUMBER: _ClassVar[int]
    activity_id: str
    person_id: str
    year: int
    points: int
    hours: str
    opens_class_hours: int
    def __init__(self, activity_id: _Optional[str] = ..., person_id: _Optional[str] = ..., year: _Optional[int] = ..., points: _Optional[int] = ..., hours: _Optional[str] = ..., opens_class_hours: _Optional[int] = ...) -> None: ...

class RecordJudged(_message.Message):
    __slots__ = ("city", "record_id", "record_version", "accepted", "reason")
    CITY_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    RECORD_VERSION_FIELD_NUMBER: _ClassVar[int]
    ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    city: str
    record_id: str
    record_version: int
    accepted: bool
    reason: str
    def __init__(self, city: _Optional[str] = ..., record_id: _Optional[str] = ..., record_version: _Optional[int] = ..., accepted: _Optional[bool] = ..., reason: _Optional[str] = ...) -> None: ...
