from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class PersonRegistered(_message.Message):
    __slots__ = ("person_id", "name", "id_number_masked", "sealed_id_number", "source")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ID_NUMBER_MASKED_FIELD_NUMBER: _ClassVar[int]
    SEALED_ID_NUMBER_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    name: str
    id_number_masked: str
    sealed_id_number: str
    source: str
    def __init__(self, person_id: _Optional[str] = ..., name: _Optional[str] = ..., id_number_masked: _Optional[str] = ..., sealed_id_number: _Optional[str] = ..., source: _Optional[str] = ...) -> None: ...

class StaffImported(_message.Message):
    __slots__ = ("person_id", "name", "employer_id", "title", "specialty", "started_on")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SPECIALTY_FIELD_NUMBER: _ClassVar[int]
    STARTED_ON_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    name: str
    employer_id: str
    title: str
    specialty: str
    started_on: str
    def __init__(self, person_id: _Optional[str] = ..., name: _Optional[str] = ..., employer_id: _Optional[str] = ..., title: _Optional[str] = ..., specialty: _Optional[str] = ..., started_on: _Optional[str] = ...) -> None: ...

class PersonLinked(_message.Message):
    __slots__ = ("person_id", "city", "city_person_id", "name", "id_number_masked")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    CITY_FIELD_NUMBER: _ClassVar[int]
    CITY_PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ID_NUMBER_MASKED_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    city: str
    city_person_id: str
    name: str
    id_number_masked: str
    def __init__(self, person_id: _Optional[str] = ..., city: _Optional[str] = ..., city_person_id: _Optional[str] = ..., name: _Optional[str] = ..., id_number_masked: _Optional[str] = ...) -> None: ...

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
