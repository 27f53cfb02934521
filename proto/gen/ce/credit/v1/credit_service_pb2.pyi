import datetime

from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ClaimState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CLAIM_STATE_UNSPECIFIED: _ClassVar[ClaimState]
    CLAIM_STATE_SUBMITTED: _ClassVar[ClaimState]
    CLAIM_STATE_APPROVED: _ClassVar[ClaimState]
    CLAIM_STATE_REJECTED: _ClassVar[ClaimState]
    CLAIM_STATE_WITHDRAWN: _ClassVar[ClaimState]

class ReviewStep(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REVIEW_STEP_UNSPECIFIED: _ClassVar[ReviewStep]
    REVIEW_STEP_EMPLOYER: _ClassVar[ReviewStep]
    REVIEW_STEP_INDUSTRY_AUTHORITY: _ClassVar[ReviewStep]
    REVIEW_STEP_HRSS: _ClassVar[ReviewStep]

class ClaimView(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CLAIM_VIEW_UNSPECIFIED: _ClassVar[ClaimView]
    CLAIM_VIEW_MINE: _ClassVar[ClaimView]
    CLAIM_VIEW_AWAITING_ME: _ClassVar[ClaimView]

class Compliance(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMPLIANCE_UNSPECIFIED: _ClassVar[Compliance]
    COMPLIANCE_YES: _ClassVar[Compliance]
    COMPLIANCE_NO: _ClassVar[Compliance]
    COMPLIANCE_UNKNOWN: _ClassVar[Compliance]

class PointsStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    POINTS_STATUS_UNSPECIFIED: _ClassVar[PointsStatus]
    POINTS_STATUS_ACCEPTED: _ClassVar[PointsStatus]
    POINTS_STATUS_REFUSED: _ClassVar[PointsStatus]

class Purpose(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PURPOSE_UNSPECIFIED: _ClassVar[Purpose]
    PURPOSE_TITLE_REVIEW: _ClassVar[Purpose]
    PURPOSE_APPOINTMENT: _ClassVar[Purpose]
CLAIM_STATE_UNSPECIFIED: ClaimState
CLAIM_STATE_SUBMITTED: ClaimState
CLAIM_STATE_APPROVED: ClaimState
CLAIM_STATE_REJECTED: ClaimState
CLAIM_STATE_WITHDRAWN: ClaimState
REVIEW_STEP_UNSPECIFIED: ReviewStep
REVIEW_STEP_EMPLOYER: ReviewStep
REVIEW_STEP_INDUSTRY_AUTHORITY: ReviewStep
REVIEW_STEP_HRSS: ReviewStep
CLAIM_VIEW_UNSPECIFIED: ClaimView
CLAIM_VIEW_MINE: ClaimView
CLAIM_VIEW_AWAITING_ME: ClaimView
COMPLIANCE_UNSPECIFIED: Compliance
COMPLIANCE_YES: Compliance
COMPLIANCE_NO: Compliance
COMPLIANCE_UNKNOWN: Compliance
POINTS_STATUS_UNSPECIFIED: PointsStatus
POINTS_STATUS_ACCEPTED: PointsStatus
POINTS_STATUS_REFUSED: PointsStatus
PURPOSE_UNSPECIFIED: Purpose
PURPOSE_TITLE_REVIEW: Purpose
PURPOSE_APPOINTMENT: Purpose

class Claim(_message.Message):
    __slots__ = ("claim_id", "person_id", "person_name", "employer_name", "jurisdiction", "year", "activity_type", "title", "facts", "evidence", "state", "chain", "awaits", "reviews", "filed_at")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_NAME_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_NAME_FIELD_NUMBER: _ClassVar[int]
    JURISDICTION_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_TYPE_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CHAIN_FIELD_NUMBER: _ClassVar[int]
    AWAITS_FIELD_NUMBER: _ClassVar[int]
    REVIEWS_FIELD_NUMBER: _ClassVar[int]
    FILED_AT_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    person_id: str
    person_name: str
    employer_name: str
    jurisdiction: str
    year: int
    activity_type: str
    title: str
    facts: _struct_pb2.Struct
    evidence: _containers.RepeatedCompositeFieldContainer[Evidence]
    state: ClaimState
    chain: _containers.RepeatedScalarFieldContainer[ReviewStep]
    awaits: ReviewStep
    reviews: _containers.RepeatedCompositeFieldContainer[Review]
    filed_at: _timestamp_pb2.Timestamp
    def __init__(self, claim_id: _Optional[str] = ..., person_id: _Optional[str] = ..., person_name: _Optional[str] = ..., employer_name: _Optional[str] = ..., jurisdiction: _Optional[str] = ..., year: _Optional[int] = ..., activity_type: _Optional[str] = ..., title: _Optional[str] = ..., facts: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., evidence: _Optional[_Iterable[_Union[Evidence, _Mapping]]] = ..., state: _Optional[_Union[ClaimState, str]] = ..., chain: _Optional[_Iterable[_Union[ReviewStep, str]]] = ..., awaits: _Optional[_Union[ReviewStep, str]] = ..., reviews: _Optional[_Iterable[_Union[Review, _Mapping]]] = ..., filed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Evidence(_message.Message):
    __slots__ = ("name", "media_type", "size", "sha256", "file_ticket")
    NAME_FIELD_NUMBER: _ClassVar[int]
    MEDIA_TYPE_FIELD_NUMBER: _ClassVar[int]
    SIZE_FIELD_NUMBER: _ClassVar[int]
    SHA256_FIELD_NUMBER: _ClassVar[int]
    FILE_TICKET_FIELD_NUMBER: _ClassVar[int]
    name: str
    media_type: str
    size: int
    sha256: str
    file_ticket: str
    def __init__(self, name: _Optional[str] = ..., media_type: _Optional[str] = ..., size: _Optional[int] = ..., sha256: _Optional[str] = ..., file_ticket: _Optional[str] = ...) -> None: ...

class Review(_message.Message):
    __slots__ = ("step", "approved", "reviewer_id", "reason", "reviewer_hours", "decided_at")
    STEP_FIELD_NUMBER: _ClassVar[int]
    APPROVED_FIELD_NUMBER: _ClassVar[int]
    REVIEWER_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REVIEWER_HOURS_FIELD_NUMBER: _ClassVar[int]
    DECIDED_AT_FIELD_NUMBER: _ClassVar[int]
    step: ReviewStep
    approved: bool
    reviewer_id: str
    reason: str
    reviewer_hours: str
    decided_at: _timestamp_pb2.Timestamp
    def __init__(self, step: _Optional[_Union[ReviewStep, str]] = ..., approved: _Optional[bool] = ..., reviewer_id: _Optional[str] = ..., reason: _Optional[str] = ..., reviewer_hours: _Optional[str] = ..., decided_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ActivityOutcome(_message.Message):
    __slots__ = ("activity_id", "activity_type", "title", "year", "converted", "counted_public", "counted_professional", "counted", "not_counted", "steps", "readings")
    class ReadingsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ACTIVITY_ID_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_TYPE_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CONVERTED_FIELD_NUMBER: _ClassVar[int]
    COUNTED_PUBLIC_FIELD_NUMBER: _ClassVar[int]
    COUNTED_PROFESSIONAL_FIELD_NUMBER: _ClassVar[int]
    COUNTED_FIELD_NUMBER: _ClassVar[int]
    NOT_COUNTED_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    READINGS_FIELD_NUMBER: _ClassVar[int]
    activity_id: str
    activity_type: str
    title: str
    year: int
    converted: str
    counted_public: str
    counted_professional: str
    counted: str
    not_counted: _containers.RepeatedCompositeFieldContainer[NotCounted]
    steps: _containers.RepeatedCompositeFieldContainer[Step]
    readings: _containers.ScalarMap[str, str]
    def __init__(self, activity_id: _Optional[str] = ..., activity_type: _Optional[str] = ..., title: _Optional[str] = ..., year: _Optional[int] = ..., converted: _Optional[str] = ..., counted_public: _Optional[str] = ..., counted_professional: _Optional[str] = ..., counted: _Optional[str] = ..., not_counted: _Optional[_Iterable[_Union[NotCounted, _Mapping]]] = ..., steps: _Optional[_Iterable[_Union[Step, _Mapping]]] = ..., readings: _Optional[_Mapping[str, str]] = ...) -> None: ...

class NotCounted(_message.Message):
    __slots__ = ("amount", "reason", "clause", "text")
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    amount: str
    reason: str
    clause: str
    text: str
    def __init__(self, amount: _Optional[str] = ..., reason: _Optional[str] = ..., clause: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class Step(_message.Message):
    __slots__ = ("clause", "source", "text", "inputs", "numbers")
    class InputsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    class NumbersEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    INPUTS_FIELD_NUMBER: _ClassVar[int]
    NUMBERS_FIELD_NUMBER: _ClassVar[int]
    clause: str
    source: str
    text: str
    inputs: _containers.ScalarMap[str, str]
    numbers: _containers.ScalarMap[str, str]
    def __init__(self, clause: _Optional[str] = ..., source: _Optional[str] = ..., text: _Optional[str] = ..., inputs: _Optional[_Mapping[str, str]] = ..., numbers: _Optional[_Mapping[str, str]] = ...) -> None: ...

class Minimum(_message.Message):
    __slots__ = ("name", "label", "needed", "have", "met", "clause", "special")
    NAME_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    NEEDED_FIELD_NUMBER: _ClassVar[int]
    HAVE_FIELD_NUMBER: _ClassVar[int]
    MET_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    SPECIAL_FIELD_NUMBER: _ClassVar[int]
    name: str
    label: str
    needed: str
    have: str
    met: Compliance
    clause: str
    special: bool
    def __init__(self, name: _Optional[str] = ..., label: _Optional[str] = ..., needed: _Optional[str] = ..., have: _Optional[str] = ..., met: _Optional[_Union[Compliance, str]] = ..., clause: _Optional[str] = ..., special: _Optional[bool] = ...) -> None: ...

class Cap(_message.Message):
    __slots__ = ("name", "label", "limit", "filed", "counted", "clause")
    NAME_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    FILED_FIELD_NUMBER: _ClassVar[int]
    COUNTED_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    name: str
    label: str
    limit: str
    filed: str
    counted: str
    clause: str
    def __init__(self, name: _Optional[str] = ..., label: _Optional[str] = ..., limit: _Optional[str] = ..., filed: _Optional[str] = ..., counted: _Optional[str] = ..., clause: _Optional[str] = ...) -> None: ...

class Missing(_message.Message):
    __slots__ = ("name", "label", "amount", "clause")
    NAME_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    name: str
    label: str
    amount: str
    clause: str
    def __init__(self, name: _Optional[str] = ..., label: _Optional[str] = ..., amount: _Optional[str] = ..., clause: _Optional[str] = ...) -> None: ...

class NextStep(_message.Message):
    __slots__ = ("clause", "text")
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    clause: str
    text: str
    def __init__(self, clause: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class YearAssessment(_message.Message):
    __slots__ = ("person_id", "year", "jurisdiction", "revision", "assessed_at", "rule_set", "rule_version", "source", "unit", "public_amount", "professional_amount", "total_amount", "compliant", "minimums", "caps", "missing", "next_steps", "activities", "notes", "fees_yuan", "readings")
    class ReadingsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    JURISDICTION_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    ASSESSED_AT_FIELD_NUMBER: _ClassVar[int]
    RULE_SET_FIELD_NUMBER: _ClassVar[int]
    RULE_VERSION_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    PUBLIC_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    PROFESSIONAL_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    COMPLIANT_FIELD_NUMBER: _ClassVar[int]
    MINIMUMS_FIELD_NUMBER: _ClassVar[int]
    CAPS_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    NEXT_STEPS_FIELD_NUMBER: _ClassVar[int]
    ACTIVITIES_FIELD_NUMBER: _ClassVar[int]
    NOTES_FIELD_NUMBER: _ClassVar[int]
    FEES_YUAN_FIELD_NUMBER: _ClassVar[int]
    READINGS_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    year: int
    jurisdiction: str
    revision: int
    assessed_at: _timestamp_pb2.Timestamp
    rule_set: str
    rule_version: str
    source: str
    unit: str
    public_amount: str
    professional_amount: str
    total_amount: str
    compliant: Compliance
    minimums: _containers.RepeatedCompositeFieldContainer[Minimum]
    caps: _containers.RepeatedCompositeFieldContainer[Cap]
    missing: _containers.RepeatedCompositeFieldContainer[Missing]
    next_steps: _containers.RepeatedCompositeFieldContainer[NextStep]
    activities: _containers.RepeatedCompositeFieldContainer[ActivityOutcome]
    notes: _containers.RepeatedCompositeFieldContainer[Step]
    fees_yuan: str
    readings: _containers.ScalarMap[str, str]
    def __init__(self, person_id: _Optional[str] = ..., year: _Optional[int] = ..., jurisdiction: _Optional[str] = ..., revision: _Optional[int] = ..., assessed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., rule_set: _Optional[str] = ..., rule_version: _Optional[str] = ..., source: _Optional[str] = ..., unit: _Optional[str] = ..., public_amount: _Optional[str] = ..., professional_amount: _Optional[str] = ..., total_amount: _Optional[str] = ..., compliant: _Optional[_Union[Compliance, str]] = ..., minimums: _Optional[_Iterable[_Union[Minimum, _Mapping]]] = ..., caps: _Optional[_Iterable[_Union[Cap, _Mapping]]] = ..., missing: _Optional[_Iterable[_Union[Missing, _Mapping]]] = ..., next_steps: _Optional[_Iterable[_Union[NextStep, _Mapping]]] = ..., activities: _Optional[_Iterable[_Union[ActivityOutcome, _Mapping]]] = ..., notes: _Optional[_Iterable[_Union[Step, _Mapping]]] = ..., fees_yuan: _Optional[str] = ..., readings: _Optional[_Mapping[str, str]] = ...) -> None: ...

class SubmitClaimRequest(_message.Message):
    __slots__ = ("request_id", "year", "activity_type", "title", "facts", "file_tickets")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_TYPE_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    FILE_TICKETS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    year: int
    activity_type: str
    title: str
    facts: _struct_pb2.Struct
    file_tickets: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, request_id: _Optional[str] = ..., year: _Optional[int] = ..., activity_type: _Optional[str] = ..., title: _Optional[str] = ..., facts: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., file_tickets: _Optional[_Iterable[str]] = ...) -> None: ...

class SubmitClaimResponse(_message.Message):
    __slots__ = ("claim", "preview")
    CLAIM_FIELD_NUMBER: _ClassVar[int]
    PREVIEW_FIELD_NUMBER: _ClassVar[int]
    claim: Claim
    preview: ActivityOutcome
    def __init__(self, claim: _Optional[_Union[Claim, _Mapping]] = ..., preview: _Optional[_Union[ActivityOutcome, _Mapping]] = ...) -> None: ...

class ListClaimsRequest(_message.Message):
    __slots__ = ("view", "year", "page_size", "page_token")
    VIEW_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    view: ClaimView
    year: int
    page_size: int
    page_token: str
    def __init__(self, view: _Optional[_Union[ClaimView, str]] = ..., year: _Optional[int] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListClaimsResponse(_message.Message):
    __slots__ = ("claims", "next_page_token")
    CLAIMS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    claims: _containers.RepeatedCompositeFieldContainer[Claim]
    next_page_token: str
    def __init__(self, claims: _Optional[_Iterable[_Union[Claim, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetClaimRequest(_message.Message):
    __slots__ = ("claim_id",)
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    def __init__(self, claim_id: _Optional[str] = ...) -> None: ...

class GetClaimResponse(_message.Message):
    __slots__ = ("claim", "outcome")
    CLAIM_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    claim: Claim
    outcome: ActivityOutcome
    def __init__(self, claim: _Optional[_Union[Claim, _Mapping]] = ..., outcome: _Optional[_Union[ActivityOutcome, _Mapping]] = ...) -> None: ...

class ApproveClaimRequest(_message.Message):
    __slots__ = ("request_id", "claim_id", "step", "reviewer_hours")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    REVIEWER_HOURS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    claim_id: str
    step: ReviewStep
    reviewer_hours: str
    def __init__(self, request_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., step: _Optional[_Union[ReviewStep, str]] = ..., reviewer_hours: _Optional[str] = ...) -> None: ...

class ApproveClaimResponse(_message.Message):
    __slots__ = ("claim",)
    CLAIM_FIELD_NUMBER: _ClassVar[int]
    claim: Claim
    def __init__(self, claim: _Optional[_Union[Claim, _Mapping]] = ...) -> None: ...

class RejectClaimRequest(_message.Message):
    __slots__ = ("request_id", "claim_id", "step", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    claim_id: str
    step: ReviewStep
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., step: _Optional[_Union[ReviewStep, str]] = ..., reason: _Optional[str] = ...) -> None: ...

class RejectClaimResponse(_message.Message):
    __slots__ = ("claim",)
    CLAIM_FIELD_NUMBER: _ClassVar[int]
    claim: Claim
    def __init__(self, claim: _Optional[_Union[Claim, _Mapping]] = ...) -> None: ...

class WithdrawClaimRequest(_message.Message):
    __slots__ = ("request_id", "claim_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    claim_id: str
    def __init__(self, request_id: _Optional[str] = ..., claim_id: _Optional[str] = ...) -> None: ...

class WithdrawClaimResponse(_message.Message):
    __slots__ = ("claim",)
    CLAIM_FIELD_NUMBER: _ClassVar[int]
    claim: Claim
    def __init__(self, claim: _Optional[_Union[Claim, _Mapping]] = ...) -> None: ...

class PointsRow(_message.Message):
    __slots__ = ("person_id", "points")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    points: int
    def __init__(self, person_id: _Optional[str] = ..., points: _Optional[int] = ...) -> None: ...

class PointsOutcome(_message.Message):
    __slots__ = ("person_id", "points", "status", "hours", "activity_id", "reason", "clause", "text")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    HOURS_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    points: int
    status: PointsStatus
    hours: str
    activity_id: str
    reason: str
    clause: str
    text: str
    def __init__(self, person_id: _Optional[str] = ..., points: _Optional[int] = ..., status: _Optional[_Union[PointsStatus, str]] = ..., hours: _Optional[str] = ..., activity_id: _Optional[str] = ..., reason: _Optional[str] = ..., clause: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class FilePointsRequest(_message.Message):
    __slots__ = ("request_id", "employer_id", "year", "rows")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    employer_id: str
    year: int
    rows: _containers.RepeatedCompositeFieldContainer[PointsRow]
    def __init__(self, request_id: _Optional[str] = ..., employer_id: _Optional[str] = ..., year: _Optional[int] = ..., rows: _Optional[_Iterable[_Union[PointsRow, _Mapping]]] = ...) -> None: ...

class FilePointsResponse(_message.Message):
    __slots__ = ("rows", "opens_class_hours")
    ROWS_FIELD_NUMBER: _ClassVar[int]
    OPENS_CLASS_HOURS_FIELD_NUMBER: _ClassVar[int]
    rows: _containers.RepeatedCompositeFieldContainer[PointsOutcome]
    opens_class_hours: int
    def __init__(self, rows: _Optional[_Iterable[_Union[PointsOutcome, _Mapping]]] = ..., opens_class_hours: _Optional[int] = ...) -> None: ...

class GetYearRequest(_message.Message):
    __slots__ = ("person_id", "year")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    year: int
    def __init__(self, person_id: _Optional[str] = ..., year: _Optional[int] = ...) -> None: ...

class GetYearResponse(_message.Message):
    __slots__ = ("assessment",)
    ASSESSMENT_FIELD_NUMBER: _ClassVar[int]
    assessment: YearAssessment
    def __init__(self, assessment: _Optional[_Union[YearAssessment, _Mapping]] = ...) -> None: ...

class LedgerEntry(_message.Message):
    __slots__ = ("entry_id", "person_id", "jurisdiction", "year", "category", "amount", "unit", "activity_id", "activity_type", "title", "reason", "clause", "revision", "recorded_at")
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
    REASON_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
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
    reason: str
    clause: str
    revision: int
    recorded_at: _timestamp_pb2.Timestamp
    def __init__(self, entry_id: _Optional[str] = ..., person_id: _Optional[str] = ..., jurisdiction: _Optional[str] = ..., year: _Optional[int] = ..., category: _Optional[str] = ..., amount: _Optional[str] = ..., unit: _Optional[str] = ..., activity_id: _Optional[str] = ..., activity_type: _Optional[str] = ..., title: _Optional[str] = ..., reason: _Optional[str] = ..., clause: _Optional[str] = ..., revision: _Optional[int] = ..., recorded_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListHoursRequest(_message.Message):
    __slots__ = ("person_id", "year", "page_size", "page_token")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    year: int
    page_size: int
    page_token: str
    def __init__(self, person_id: _Optional[str] = ..., year: _Optional[int] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListHoursResponse(_message.Message):
    __slots__ = ("entries", "next_page_token")
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[LedgerEntry]
    next_page_token: str
    def __init__(self, entries: _Optional[_Iterable[_Union[LedgerEntry, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class AskRuleRequest(_message.Message):
    __slots__ = ("jurisdiction", "year", "question", "facts")
    JURISDICTION_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    jurisdiction: str
    year: int
    question: str
    facts: _struct_pb2.Struct
    def __init__(self, jurisdiction: _Optional[str] = ..., year: _Optional[int] = ..., question: _Optional[str] = ..., facts: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ...) -> None: ...

class AskRuleResponse(_message.Message):
    __slots__ = ("value", "clause", "source", "reason", "words", "more", "readings")
    class ReadingsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    VALUE_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    MORE_FIELD_NUMBER: _ClassVar[int]
    READINGS_FIELD_NUMBER: _ClassVar[int]
    value: _struct_pb2.Value
    clause: str
    source: str
    reason: str
    words: _struct_pb2.Value
    more: _struct_pb2.Struct
    readings: _containers.ScalarMap[str, str]
    def __init__(self, value: _Optional[_Union[_struct_pb2.Value, _Mapping]] = ..., clause: _Optional[str] = ..., source: _Optional[str] = ..., reason: _Optional[str] = ..., words: _Optional[_Union[_struct_pb2.Value, _Mapping]] = ..., more: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., readings: _Optional[_Mapping[str, str]] = ...) -> None: ...

class AnswerTitleReviewRequest(_message.Message):
    __slots__ = ("person_id", "purpose", "years")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    YEARS_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    purpose: Purpose
    years: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, person_id: _Optional[str] = ..., purpose: _Optional[_Union[Purpose, str]] = ..., years: _Optional[_Iterable[int]] = ...) -> None: ...

class AnswerTitleReviewResponse(_message.Message):
    __slots__ = ("person_id", "person_name", "purpose", "answer", "years")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_NAME_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    YEARS_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    person_name: str
    purpose: Purpose
    answer: Compliance
    years: _containers.RepeatedCompositeFieldContainer[TitleReviewYear]
    def __init__(self, person_id: _Optional[str] = ..., person_name: _Optional[str] = ..., purpose: _Optional[_Union[Purpose, str]] = ..., answer: _Optional[_Union[Compliance, str]] = ..., years: _Optional[_Iterable[_Union[TitleReviewYear, _Mapping]]] = ...) -> None: ...

class TitleReviewYear(_message.Message):
    __slots__ = ("year", "answer", "text", "cities")
    YEAR_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CITIES_FIELD_NUMBER: _ClassVar[int]
    year: int
    answer: Compliance
    text: str
    cities: _containers.RepeatedCompositeFieldContainer[CityYear]
    def __init__(self, year: _Optional[int] = ..., answer: _Optional[_Union[Compliance, str]] = ..., text: _Optional[str] = ..., cities: _Optional[_Iterable[_Union[CityYear, _Mapping]]] = ...) -> None: ...

class CityYear(_message.Message):
    __slots__ = ("city", "assessment", "hours_records", "hours_amount", "complete")
    CITY_FIELD_NUMBER: _ClassVar[int]
    ASSESSMENT_FIELD_NUMBER: _ClassVar[int]
    HOURS_RECORDS_FIELD_NUMBER: _ClassVar[int]
    HOURS_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    COMPLETE_FIELD_NUMBER: _ClassVar[int]
    city: str
    assessment: YearAssessment
    hours_records: int
    hours_amount: str
    complete: bool
    def __init__(self, city: _Optional[str] = ..., assessment: _Optional[_Union[YearAssessment, _Mapping]] = ..., hours_records: _Optional[int] = ..., hours_amount: _Optional[str] = ..., complete: _Optional[bool] = ...) -> None: ...
