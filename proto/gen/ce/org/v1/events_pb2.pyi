from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class UnitRegistered(_message.Message):
    __slots__ = ("unit_id", "kind", "name", "uscc", "parent_id", "jurisdiction", "administrator_id")
    UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    USCC_FIELD_NUMBER: _ClassVar[int]
    PARENT_ID_FIELD_NUMBER: _ClassVar[int]
    JURISDICTION_FIELD_NUMBER: _ClassVar[int]
    ADMINISTRATOR_ID_FIELD_NUMBER: _ClassVar[int]
    unit_id: str
    kind: str
    name: str
    uscc: str
    parent_id: str
    jurisdiction: str
    administrator_id: str
    def __init__(self, unit_id: _Optional[str] = ..., kind: _Optional[str] = ..., name: _Optional[str] = ..., uscc: _Optional[str] = ..., parent_id: _Optional[str] = ..., jurisdiction: _Optional[str] = ..., administrator_id: _Optional[str] = ...) -> None: ...

class EmploymentStarted(_message.Message):
    __slots__ = ("employment_id", "person_id", "employer_id", "employer_name", "authority_id", "authority_name", "hrss_id", "jurisdiction", "title", "specialty", "started_on", "person_name")
    EMPLOYMENT_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_ID_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_NAME_FIELD_NUMBER: _ClassVar[int]
    AUTHORITY_ID_FIELD_NUMBER: _ClassVar[int]
    AUTHORITY_NAME_FIELD_NUMBER: _ClassVar[int]
    HRSS_ID_FIELD_NUMBER: _ClassVar[int]
    JURISDICTION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SPECIALTY_FIELD_NUMBER: _ClassVar[int]
    STARTED_ON_FIELD_NUMBER: _ClassVar[int]
    PERSON_NAME_FIELD_NUMBER: _ClassVar[int]
    employment_id: str
    person_id: str
    employer_id: str
    employer_name: str
    authority_id: str
    authority_name: str
    hrss_id: str
    jurisdiction: str
    title: str
    specialty: str
    started_on: str
    person_name: str
    def __init__(self, employment_id: _Optional[str] = ..., person_id: _Optional[str] = ..., employer_id: _Optional[str] = ..., employer_name: _Optional[str] = ..., authority_id: _Optional[str] = ..., authority_name: _Optional[str] = ..., hrss_id: _Optional[str] = ..., jurisdiction: _Optional[str] = ..., title: _Optional[str] = ..., specialty: _Optional[str] = ..., started_on: _Optional[str] = ..., person_name: _Optional[str] = ...) -> None: ...

class EmploymentEnded(_message.Message):
    __slots__ = ("employment_id", "person_id", "employer_id", "ended_on")
    EMPLOYMENT_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_ID_FIELD_NUMBER: _ClassVar[int]
    ENDED_ON_FIELD_NUMBER: _ClassVar[int]
    employment_id: str
    person_id: str
    employer_id: str
    ended_on: str
    def __init__(self, employment_id: _Optional[str] = ..., person_id: _Optional[str] = ..., employer_id: _Optional[str] = ..., ended_on: _Optional[str] = ...) -> None: ...
