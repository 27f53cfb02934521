from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RecordReceived(_message.Message):
    __slots__ = ("city", "kind", "record_id", "record_version", "city_person_id", "fact", "fact_type")
    CITY_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    RECORD_VERSION_FIELD_NUMBER: _ClassVar[int]
    CITY_PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    FACT_FIELD_NUMBER: _ClassVar[int]
    FACT_TYPE_FIELD_NUMBER: _ClassVar[int]
    city: str
    kind: str
    record_id: str
    record_version: int
    city_person_id: str
    fact: _struct_pb2.Struct
    fact_type: str
    def __init__(self, city: _Optional[str] = ..., kind: _Optional[str] = ..., record_id: _Optional[str] = ..., record_version: _Optional[int] = ..., city_person_id: _Optional[str] = ..., fact: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., fact_type: _Optional[str] = ...) -> None: ...
