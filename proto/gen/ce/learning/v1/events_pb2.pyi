from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class CourseCompleted(_message.Message):
    __slots__ = ("enrolment_id", "person_id", "course_id", "title", "year", "category", "part", "hours", "round", "completed_on")
    ENROLMENT_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    COURSE_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    PART_FIELD_NUMBER: _ClassVar[int]
    HOURS_FIELD_NUMBER: _ClassVar[int]
    ROUND_FIELD_NUMBER: _ClassVar[int]
    COMPLETED_ON_FIELD_NUMBER: _ClassVar[int]
    enrolment_id: str
    person_id: str
    course_id: str
    title: str
    year: int
    category: str
    part: str
    hours: str
    round: int
    completed_on: str
    def __init__(self, enrolment_id: _Optional[str] = ..., person_id: _Optional[str] = ..., course_id: _Optional[str] = ..., title: _Optional[str] = ..., year: _Optional[int] = ..., category: _Optional[str] = ..., part: _Optional[str] = ..., hours: _Optional[str] = ..., round: _Optional[int] = ..., completed_on: _Optional[str] = ...) -> None: ...
