from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RowReport(_message.Message):
    __slots__ = ("row", "status", "problems", "subject", "warnings")
    ROW_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    PROBLEMS_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    row: int
    status: str
    problems: _containers.RepeatedCompositeFieldContainer[RowProblem]
    subject: str
    warnings: _containers.RepeatedCompositeFieldContainer[RowProblem]
    def __init__(self, row: _Optional[int] = ..., status: _Optional[str] = ..., problems: _Optional[_Iterable[_Union[RowProblem, _Mapping]]] = ..., subject: _Optional[str] = ..., warnings: _Optional[_Iterable[_Union[RowProblem, _Mapping]]] = ...) -> None: ...

class RowProblem(_message.Message):
    __slots__ = ("code", "column", "message")
    CODE_FIELD_NUMBER: _ClassVar[int]
    COLUMN_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    code: str
    column: str
    message: str
    def __init__(self, code: _Optional[str] = ..., column: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...
