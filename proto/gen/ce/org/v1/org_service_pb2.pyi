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

class UnitKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UNIT_KIND_UNSPECIFIED: _ClassVar[UnitKind]
    UNIT_KIND_HRSS: _ClassVar[UnitKind]
    UNIT_KIND_AUTHORITY: _ClassVar[UnitKind]
    UNIT_KIND_EMPLOYER: _ClassVar[UnitKind]

class UnitState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UNIT_STATE_UNSPECIFIED: _ClassVar[UnitState]
    UNIT_STATE_PRESET: _ClassVar[UnitState]
    UNIT_STATE_PENDING: _ClassVar[UnitState]
    UNIT_STATE_REGISTERED: _ClassVar[UnitState]
    UNIT_STATE_CLOSED: _ClassVar[UnitState]

class RegistrationState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REGISTRATION_STATE_UNSPECIFIED: _ClassVar[RegistrationState]
    REGISTRATION_STATE_PENDING: _ClassVar[RegistrationState]
    REGISTRATION_STATE_APPROVED: _ClassVar[RegistrationState]
    REGISTRATION_STATE_REJECTED: _ClassVar[RegistrationState]

class EmploymentState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EMPLOYMENT_STATE_UNSPECIFIED: _ClassVar[EmploymentState]
    EMPLOYMENT_STATE_REQUESTED: _ClassVar[EmploymentState]
    EMPLOYMENT_STATE_ACTIVE: _ClassVar[EmploymentState]
    EMPLOYMENT_STATE_ENDED: _ClassVar[EmploymentState]
    EMPLOYMENT_STATE_REJECTED: _ClassVar[EmploymentState]
UNIT_KIND_UNSPECIFIED: UnitKind
UNIT_KIND_HRSS: UnitKind
UNIT_KIND_AUTHORITY: UnitKind
UNIT_KIND_EMPLOYER: UnitKind
UNIT_STATE_UNSPECIFIED: UnitState
UNIT_STATE_PRESET: UnitState
UNIT_STATE_PENDING: UnitState
UNIT_STATE_REGISTERED: UnitState
UNIT_STATE_CLOSED: UnitState
REGISTRATION_STATE_UNSPECIFIED: RegistrationState
REGISTRATION_STATE_PENDING: RegistrationState
REGISTRATION_STATE_APPROVED: RegistrationState
REGISTRATION_STATE_REJECTED: RegistrationState
EMPLOYMENT_STATE_UNSPECIFIED: EmploymentState
EMPLOYMENT_STATE_REQUESTED: EmploymentState
EMPLOYMENT_STATE_ACTIVE: EmploymentState
EMPLOYMENT_STATE_ENDED: EmploymentState
EMPLOYMENT_STATE_REJECTED: EmploymentState

class Unit(_message.Message):
    __slots__ = ("unit_id", "kind", "name", "uscc", "parent_id", "parent_name", "jurisdiction", "state", "valid_from", "valid_to")
    UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    USCC_FIELD_NUMBER: _ClassVar[int]
    PARENT_ID_FIELD_NUMBER: _ClassVar[int]
    PARENT_NAME_FIELD_NUMBER: _ClassVar[int]
    JURISDICTION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    VALID_FROM_FIELD_NUMBER: _ClassVar[int]
    VALID_TO_FIELD_NUMBER: _ClassVar[int]
    unit_id: str
    kind: UnitKind
    name: str
    uscc: str
    parent_id: str
    parent_name: str
    jurisdiction: str
    state: UnitState
    valid_from: str
    valid_to: str
    def __init__(self, unit_id: _Optional[str] = ..., kind: _Optional[_Union[UnitKind, str]] = ..., name: _Optional[str] = ..., uscc: _Optional[str] = ..., parent_id: _Optional[str] = ..., parent_name: _Optional[str] = ..., jurisdiction: _Optional[str] = ..., state: _Optional[_Union[UnitState, str]] = ..., valid_from: _Optional[str] = ..., valid_to: _Optional[str] = ...) -> None: ...

class Registration(_message.Message):
    __slots__ = ("registration_id", "unit", "applicant_id", "applicant_name", "state", "reason", "applied_at", "decided_at")
    REGISTRATION_ID_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    APPLICANT_ID_FIELD_NUMBER: _ClassVar[int]
    APPLICANT_NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    APPLIED_AT_FIELD_NUMBER: _ClassVar[int]
    DECIDED_AT_FIELD_NUMBER: _ClassVar[int]
    registration_id: str
    unit: Unit
    applicant_id: str
    applicant_name: str
    state: RegistrationState
    reason: str
    applied_at: _timestamp_pb2.Timestamp
    decided_at: _timestamp_pb2.Timestamp
    def __init__(self, registration_id: _Optional[str] = ..., unit: _Optional[_Union[Unit, _Mapping]] = ..., applicant_id: _Optional[str] = ..., applicant_name: _Optional[str] = ..., state: _Optional[_Union[RegistrationState, str]] = ..., reason: _Optional[str] = ..., applied_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decided_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Employment(_message.Message):
    __slots__ = ("employment_id", "person_id", "person_name", "employer_id", "employer_name", "title", "specialty", "started_on", "ended_on", "state", "reason")
    EMPLOYMENT_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_NAME_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_ID_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SPECIALTY_FIELD_NUMBER: _ClassVar[int]
    STARTED_ON_FIELD_NUMBER: _ClassVar[int]
    ENDED_ON_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    employment_id: str
    person_id: str
    person_name: str
    employer_id: str
    employer_name: str
    title: str
    specialty: str
    started_on: str
    ended_on: str
    state: EmploymentState
    reason: str
    def __init__(self, employment_id: _Optional[str] = ..., person_id: _Optional[str] = ..., person_name: _Optional[str] = ..., employer_id: _Optional[str] = ..., employer_name: _Optional[str] = ..., title: _Optional[str] = ..., specialty: _Optional[str] = ..., started_on: _Optional[str] = ..., ended_on: _Optional[str] = ..., state: _Optional[_Union[EmploymentState, str]] = ..., reason: _Optional[str] = ...) -> None: ...

class ImportUnitsRequest(_message.Message):
    __slots__ = ("request_id", "hrss_id", "file_ticket", "dry_run")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    HRSS_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_TICKET_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    hrss_id: str
    file_ticket: str
    dry_run: bool
    def __init__(self, request_id: _Optional[str] = ..., hrss_id: _Optional[str] = ..., file_ticket: _Optional[str] = ..., dry_run: _Optional[bool] = ...) -> None: ...

class ImportUnitsResponse(_message.Message):
    __slots__ = ("dry_run", "counts", "rows", "unknown_columns")
    class CountsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    UNKNOWN_COLUMNS_FIELD_NUMBER: _ClassVar[int]
    dry_run: bool
    counts: _containers.ScalarMap[str, int]
    rows: _containers.RepeatedCompositeFieldContainer[_report_pb2.RowReport]
    unknown_columns: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, dry_run: _Optional[bool] = ..., counts: _Optional[_Mapping[str, int]] = ..., rows: _Optional[_Iterable[_Union[_report_pb2.RowReport, _Mapping]]] = ..., unknown_columns: _Optional[_Iterable[str]] = ...) -> None: ...

class SearchUnitsRequest(_message.Message):
    __slots__ = ("query", "kind")
    QUERY_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    query: str
    kind: UnitKind
    def __init__(self, query: _Optional[str] = ..., kind: _Optional[_Union[UnitKind, str]] = ...) -> None: ...

class SearchUnitsResponse(_message.Message):
    __slots__ = ("matches",)
    MATCHES_FIELD_NUMBER: _ClassVar[int]
    matches: _containers.RepeatedCompositeFieldContainer[UnitMatch]
    def __init__(self, matches: _Optional[_Iterable[_Union[UnitMatch, _Mapping]]] = ...) -> None: ...

class UnitMatch(_message.Message):
    __slots__ = ("unit", "similarity")
    UNIT_FIELD_NUMBER: _ClassVar[int]
    SIMILARITY_FIELD_NUMBER: _ClassVar[int]
    unit: Unit
    similarity: int
    def __init__(self, unit: _Optional[_Union[Unit, _Mapping]] = ..., similarity: _Optional[int] = ...) -> None: ...

class GetUnitRequest(_message.Message):
    __slots__ = ("unit_id",)
    UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    unit_id: str
    def __init__(self, unit_id: _Optional[str] = ...) -> None: ...

class GetUnitResponse(_message.Message):
    __slots__ = ("unit", "ancestors")
    UNIT_FIELD_NUMBER: _ClassVar[int]
    ANCESTORS_FIELD_NUMBER: _ClassVar[int]
    unit: Unit
    ancestors: _containers.RepeatedCompositeFieldContainer[Unit]
    def __init__(self, unit: _Optional[_Union[Unit, _Mapping]] = ..., ancestors: _Optional[_Iterable[_Union[Unit, _Mapping]]] = ...) -> None: ...

class RegisterUnitRequest(_message.Message):
    __slots__ = ("request_id", "unit_id", "proposal")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    PROPOSAL_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    unit_id: str
    proposal: ProposedUnit
    def __init__(self, request_id: _Optional[str] = ..., unit_id: _Optional[str] = ..., proposal: _Optional[_Union[ProposedUnit, _Mapping]] = ...) -> None: ...

class ProposedUnit(_message.Message):
    __slots__ = ("kind", "name", "uscc", "parent_id", "jurisdiction")
    KIND_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    USCC_FIELD_NUMBER: _ClassVar[int]
    PARENT_ID_FIELD_NUMBER: _ClassVar[int]
    JURISDICTION_FIELD_NUMBER: _ClassVar[int]
    kind: UnitKind
    name: str
    uscc: str
    parent_id: str
    jurisdiction: str
    def __init__(self, kind: _Optional[_Union[UnitKind, str]] = ..., name: _Optional[str] = ..., uscc: _Optional[str] = ..., parent_id: _Optional[str] = ..., jurisdiction: _Optional[str] = ...) -> None: ...

class RegisterUnitResponse(_message.Message):
    __slots__ = ("registration",)
    REGISTRATION_FIELD_NUMBER: _ClassVar[int]
    registration: Registration
    def __init__(self, registration: _Optional[_Union[Registration, _Mapping]] = ...) -> None: ...

class ListRegistrationsRequest(_message.Message):
    __slots__ = ("own", "state", "page_size", "page_token")
    OWN_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    own: bool
    state: RegistrationState
    page_size: int
    page_token: str
    def __init__(self, own: _Optional[bool] = ..., state: _Optional[_Union[RegistrationState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRegistrationsResponse(_message.Message):
    __slots__ = ("registrations", "next_page_token")
    REGISTRATIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    registrations: _containers.RepeatedCompositeFieldContainer[Registration]
    next_page_token: str
    def __init__(self, registrations: _Optional[_Iterable[_Union[Registration, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ApproveRegistrationRequest(_message.Message):
    __slots__ = ("request_id", "registration_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REGISTRATION_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    registration_id: str
    def __init__(self, request_id: _Optional[str] = ..., registration_id: _Optional[str] = ...) -> None: ...

class ApproveRegistrationResponse(_message.Message):
    __slots__ = ("registration",)
    REGISTRATION_FIELD_NUMBER: _ClassVar[int]
    registration: Registration
    def __init__(self, registration: _Optional[_Union[Registration, _Mapping]] = ...) -> None: ...

class RejectRegistrationRequest(_message.Message):
    __slots__ = ("request_id", "registration_id", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REGISTRATION_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    registration_id: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., registration_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class RejectRegistrationResponse(_message.Message):
    __slots__ = ("registration",)
    REGISTRATION_FIELD_NUMBER: _ClassVar[int]
    registration: Registration
    def __init__(self, registration: _Optional[_Union[Registration, _Mapping]] = ...) -> None: ...

class RequestEmploymentRequest(_message.Message):
    __slots__ = ("request_id", "employer_id", "title", "specialty", "started_on")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SPECIALTY_FIELD_NUMBER: _ClassVar[int]
    STARTED_ON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    employer_id: str
    title: str
    specialty: str
    started_on: str
    def __init__(self, request_id: _Optional[str] = ..., employer_id: _Optional[str] = ..., title: _Optional[str] = ..., specialty: _Optional[str] = ..., started_on: _Optional[str] = ...) -> None: ...

class RequestEmploymentResponse(_message.Message):
    __slots__ = ("employment",)
    EMPLOYMENT_FIELD_NUMBER: _ClassVar[int]
    employment: Employment
    def __init__(self, employment: _Optional[_Union[Employment, _Mapping]] = ...) -> None: ...

class ApproveEmploymentRequest(_message.Message):
    __slots__ = ("request_id", "employment_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EMPLOYMENT_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    employment_id: str
    def __init__(self, request_id: _Optional[str] = ..., employment_id: _Optional[str] = ...) -> None: ...

class ApproveEmploymentResponse(_message.Message):
    __slots__ = ("employment",)
    EMPLOYMENT_FIELD_NUMBER: _ClassVar[int]
    employment: Employment
    def __init__(self, employment: _Optional[_Union[Employment, _Mapping]] = ...) -> None: ...

class RejectEmploymentRequest(_message.Message):
    __slots__ = ("request_id", "employment_id", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EMPLOYMENT_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    employment_id: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., employment_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class RejectEmploymentResponse(_message.Message):
    __slots__ = ("employment",)
    EMPLOYMENT_FIELD_NUMBER: _ClassVar[int]
    employment: Employment
    def __init__(self, employment: _Optional[_Union[Employment, _Mapping]] = ...) -> None: ...

class EndEmploymentRequest(_message.Message):
    __slots__ = ("request_id", "employment_id", "ended_on", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EMPLOYMENT_ID_FIELD_NUMBER: _ClassVar[int]
    ENDED_ON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    employment_id: str
    ended_on: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., employment_id: _Optional[str] = ..., ended_on: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class EndEmploymentResponse(_message.Message):
    __slots__ = ("employment",)
    EMPLOYMENT_FIELD_NUMBER: _ClassVar[int]
    employment: Employment
    def __init__(self, employment: _Optional[_Union[Employment, _Mapping]] = ...) -> None: ...

class ListStaffRequest(_message.Message):
    __slots__ = ("employer_id", "state", "page_size", "page_token")
    EMPLOYER_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    employer_id: str
    state: EmploymentState
    page_size: int
    page_token: str
    def __init__(self, employer_id: _Optional[str] = ..., state: _Optional[_Union[EmploymentState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListStaffResponse(_message.Message):
    __slots__ = ("employments", "next_page_token")
    EMPLOYMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    employments: _containers.RepeatedCompositeFieldContainer[Employment]
    next_page_token: str
    def __init__(self, employments: _Optional[_Iterable[_Union[Employment, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListEmploymentsRequest(_message.Message):
    __slots__ = ("person_id", "page_size", "page_token")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    page_size: int
    page_token: str
    def __init__(self, person_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListEmploymentsResponse(_message.Message):
    __slots__ = ("employments", "next_page_token")
    EMPLOYMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    employments: _containers.RepeatedCompositeFieldContainer[Employment]
    next_page_token: str
    def __init__(self, employments: _Optional[_Iterable[_Union[Employment, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
