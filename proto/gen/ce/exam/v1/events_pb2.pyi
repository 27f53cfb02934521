from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class AttemptGraded(_message.Message):
    __slots__ = ("attempt_id", "person_id", "exam_id", "year", "category", "number", "round", "mode", "mark", "pass_mark", "passed", "sat_on", "excused")
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    ROUND_FIELD_NUMBER: _ClassVar[int]
    MODE_FIELD_NUMBER: _ClassVar[int]
    MARK_FIELD_NUMBER: _ClassVar[int]
    PASS_MARK_FIELD_NUMBER: _ClassVar[int]
    PASSED_FIELD_NUMBER: _ClassVar[int]
    SAT_ON_FIELD_NUMBER: _ClassVar[int]
    EXCUSED_FIELD_NUMBER: _ClassVar[int]
    attempt_id: str
    person_id: str
    exam_id: str
    year: int
    category: str
    number: int
    round: int
    mode: str
    mark: int
    pass_mark: int
    passed: bool
    sat_on: str
    excused: bool
    def __init__(self, attempt_id: _Optional[str] = ..., person_id: _Optional[str] = ..., exam_id: _Optional[str] = ..., year: _Optional[int] = ..., category: _Optional[str] = ..., number: _Optional[int] = ..., round: _Optional[int] = ..., mode: _Optional[str] = ..., mark: _Optional[int] = ..., pass_mark: _Optional[int] = ..., passed: _Optional[bool] = ..., sat_on: _Optional[str] = ..., excused: _Optional[bool] = ...) -> None: ...

class RestudyGranted(_message.Message):
    __slots__ = ("restudy_id", "person_id", "exam_id", "year", "category", "round")
    RESTUDY_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    ROUND_FIELD_NUMBER: _ClassVar[int]
    restudy_id: str
    person_id: str
    exam_id: str
    year: int
    category: str
    round: int
    def __init__(self, restudy_id: _Optional[str] = ..., person_id: _Optional[str] = ..., exam_id: _Optional[str] = ..., year: _Optional[int] = ..., category: _Optional[str] = ..., round: _Optional[int] = ...) -> None: ...
