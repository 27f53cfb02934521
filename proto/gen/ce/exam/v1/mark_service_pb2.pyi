import datetime

from ce.exam.v1 import exam_service_pb2 as _exam_service_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RevisionCause(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REVISION_CAUSE_UNSPECIFIED: _ClassVar[RevisionCause]
    REVISION_CAUSE_CORRECTION: _ClassVar[RevisionCause]
    REVISION_CAUSE_APPEAL: _ClassVar[RevisionCause]
    REVISION_CAUSE_RESCORE: _ClassVar[RevisionCause]
    REVISION_CAUSE_LATE_ARRIVAL: _ClassVar[RevisionCause]

class Remedy(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REMEDY_UNSPECIFIED: _ClassVar[Remedy]
    REMEDY_DROP: _ClassVar[Remedy]
    REMEDY_ACCEPT: _ClassVar[Remedy]
    REMEDY_GIVE: _ClassVar[Remedy]

class AppealState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    APPEAL_STATE_UNSPECIFIED: _ClassVar[AppealState]
    APPEAL_STATE_OPEN: _ClassVar[AppealState]
    APPEAL_STATE_PROPOSED: _ClassVar[AppealState]
    APPEAL_STATE_UPHELD: _ClassVar[AppealState]
    APPEAL_STATE_REVISED: _ClassVar[AppealState]

class RescoreState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RESCORE_STATE_UNSPECIFIED: _ClassVar[RescoreState]
    RESCORE_STATE_OPEN: _ClassVar[RescoreState]
    RESCORE_STATE_ACCEPTED: _ClassVar[RescoreState]
    RESCORE_STATE_REJECTED: _ClassVar[RescoreState]

class AppealStepKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    APPEAL_STEP_KIND_UNSPECIFIED: _ClassVar[AppealStepKind]
    APPEAL_STEP_KIND_PROPOSED: _ClassVar[AppealStepKind]
    APPEAL_STEP_KIND_RETURNED: _ClassVar[AppealStepKind]
    APPEAL_STEP_KIND_CONFIRMED: _ClassVar[AppealStepKind]
REVISION_CAUSE_UNSPECIFIED: RevisionCause
REVISION_CAUSE_CORRECTION: RevisionCause
REVISION_CAUSE_APPEAL: RevisionCause
REVISION_CAUSE_RESCORE: RevisionCause
REVISION_CAUSE_LATE_ARRIVAL: RevisionCause
REMEDY_UNSPECIFIED: Remedy
REMEDY_DROP: Remedy
REMEDY_ACCEPT: Remedy
REMEDY_GIVE: Remedy
APPEAL_STATE_UNSPECIFIED: AppealState
APPEAL_STATE_OPEN: AppealState
APPEAL_STATE_PROPOSED: AppealState
APPEAL_STATE_UPHELD: AppealState
APPEAL_STATE_REVISED: AppealState
RESCORE_STATE_UNSPECIFIED: RescoreState
RESCORE_STATE_OPEN: RescoreState
RESCORE_STATE_ACCEPTED: RescoreState
RESCORE_STATE_REJECTED: RescoreState
APPEAL_STEP_KIND_UNSPECIFIED: AppealStepKind
APPEAL_STEP_KIND_PROPOSED: AppealStepKind
APPEAL_STEP_KIND_RETURNED: AppealStepKind
APPEAL_STEP_KIND_CONFIRMED: AppealStepKind

class MarkVersion(_message.Message):
    __slots__ = ("version", "points", "passed", "cause", "reason", "asked_by", "confirmed_by", "revised_at")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    PASSED_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ASKED_BY_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_BY_FIELD_NUMBER: _ClassVar[int]
    REVISED_AT_FIELD_NUMBER: _ClassVar[int]
    version: int
    points: int
    passed: bool
    cause: RevisionCause
    reason: str
    asked_by: str
    confirmed_by: str
    revised_at: _timestamp_pb2.Timestamp
    def __init__(self, version: _Optional[int] = ..., points: _Optional[int] = ..., passed: _Optional[bool] = ..., cause: _Optional[_Union[RevisionCause, str]] = ..., reason: _Optional[str] = ..., asked_by: _Optional[str] = ..., confirmed_by: _Optional[str] = ..., revised_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Correction(_message.Message):
    __slots__ = ("correction_id", "attempt_id", "from_version", "from_points", "to_points", "reason", "requested_by", "requested_at")
    CORRECTION_ID_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    FROM_VERSION_FIELD_NUMBER: _ClassVar[int]
    FROM_POINTS_FIELD_NUMBER: _ClassVar[int]
    TO_POINTS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_BY_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_AT_FIELD_NUMBER: _ClassVar[int]
    correction_id: str
    attempt_id: str
    from_version: int
    from_points: int
    to_points: int
    reason: str
    requested_by: str
    requested_at: _timestamp_pb2.Timestamp
    def __init__(self, correction_id: _Optional[str] = ..., attempt_id: _Optional[str] = ..., from_version: _Optional[int] = ..., from_points: _Optional[int] = ..., to_points: _Optional[int] = ..., reason: _Optional[str] = ..., requested_by: _Optional[str] = ..., requested_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class AppealStep(_message.Message):
    __slots__ = ("kind", "points", "reason", "actor_id", "at", "mark_version", "mark_points")
    KIND_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ACTOR_ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    MARK_VERSION_FIELD_NUMBER: _ClassVar[int]
    MARK_POINTS_FIELD_NUMBER: _ClassVar[int]
    kind: AppealStepKind
    points: int
    reason: str
    actor_id: str
    at: _timestamp_pb2.Timestamp
    mark_version: int
    mark_points: int
    def __init__(self, kind: _Optional[_Union[AppealStepKind, str]] = ..., points: _Optional[int] = ..., reason: _Optional[str] = ..., actor_id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., mark_version: _Optional[int] = ..., mark_points: _Optional[int] = ...) -> None: ...

class Appeal(_message.Message):
    __slots__ = ("appeal_id", "attempt_id", "mark_version", "reason", "filed_at", "decide_by", "state", "overdue", "answer", "points", "person_id", "steps")
    APPEAL_ID_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    MARK_VERSION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    FILED_AT_FIELD_NUMBER: _ClassVar[int]
    DECIDE_BY_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    appeal_id: str
    attempt_id: str
    mark_version: int
    reason: str
    filed_at: _timestamp_pb2.Timestamp
    decide_by: _timestamp_pb2.Timestamp
    state: AppealState
    overdue: bool
    answer: str
    points: int
    person_id: str
    steps: _containers.RepeatedCompositeFieldContainer[AppealStep]
    def __init__(self, appeal_id: _Optional[str] = ..., attempt_id: _Optional[str] = ..., mark_version: _Optional[int] = ..., reason: _Optional[str] = ..., filed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decide_by: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., state: _Optional[_Union[AppealState, str]] = ..., overdue: _Optional[bool] = ..., answer: _Optional[str] = ..., points: _Optional[int] = ..., person_id: _Optional[str] = ..., steps: _Optional[_Iterable[_Union[AppealStep, _Mapping]]] = ...) -> None: ...

class Rescore(_message.Message):
    __slots__ = ("rescore_id", "item_version_id", "item_code", "item_stem", "remedy", "accepted", "marks_may_fall", "reason", "requested_by", "requested_at", "state", "preview", "counts", "decided_by", "decision_reason")
    class CountsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    RESCORE_ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_VERSION_ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_CODE_FIELD_NUMBER: _ClassVar[int]
    ITEM_STEM_FIELD_NUMBER: _ClassVar[int]
    REMEDY_FIELD_NUMBER: _ClassVar[int]
    ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    MARKS_MAY_FALL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_BY_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_AT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PREVIEW_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_FIELD_NUMBER: _ClassVar[int]
    DECISION_REASON_FIELD_NUMBER: _ClassVar[int]
    rescore_id: str
    item_version_id: str
    item_code: str
    item_stem: str
    remedy: Remedy
    accepted: _containers.RepeatedScalarFieldContainer[str]
    marks_may_fall: bool
    reason: str
    requested_by: str
    requested_at: _timestamp_pb2.Timestamp
    state: RescoreState
    preview: int
    counts: _containers.ScalarMap[str, int]
    decided_by: str
    decision_reason: str
    def __init__(self, rescore_id: _Optional[str] = ..., item_version_id: _Optional[str] = ..., item_code: _Optional[str] = ..., item_stem: _Optional[str] = ..., remedy: _Optional[_Union[Remedy, str]] = ..., accepted: _Optional[_Iterable[str]] = ..., marks_may_fall: _Optional[bool] = ..., reason: _Optional[str] = ..., requested_by: _Optional[str] = ..., requested_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., state: _Optional[_Union[RescoreState, str]] = ..., preview: _Optional[int] = ..., counts: _Optional[_Mapping[str, int]] = ..., decided_by: _Optional[str] = ..., decision_reason: _Optional[str] = ...) -> None: ...

class RescoreChange(_message.Message):
    __slots__ = ("attempt_id", "from_points", "to_points", "from_passed", "to_passed")
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    FROM_POINTS_FIELD_NUMBER: _ClassVar[int]
    TO_POINTS_FIELD_NUMBER: _ClassVar[int]
    FROM_PASSED_FIELD_NUMBER: _ClassVar[int]
    TO_PASSED_FIELD_NUMBER: _ClassVar[int]
    attempt_id: str
    from_points: int
    to_points: int
    from_passed: bool
    to_passed: bool
    def __init__(self, attempt_id: _Optional[str] = ..., from_points: _Optional[int] = ..., to_points: _Optional[int] = ..., from_passed: _Optional[bool] = ..., to_passed: _Optional[bool] = ...) -> None: ...

class GetMarkHistoryRequest(_message.Message):
    __slots__ = ("attempt_id",)
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    attempt_id: str
    def __init__(self, attempt_id: _Optional[str] = ...) -> None: ...

class GetMarkHistoryResponse(_message.Message):
    __slots__ = ("versions", "appeals")
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    APPEALS_FIELD_NUMBER: _ClassVar[int]
    versions: _containers.RepeatedCompositeFieldContainer[MarkVersion]
    appeals: _containers.RepeatedCompositeFieldContainer[Appeal]
    def __init__(self, versions: _Optional[_Iterable[_Union[MarkVersion, _Mapping]]] = ..., appeals: _Optional[_Iterable[_Union[Appeal, _Mapping]]] = ...) -> None: ...

class ReviewedQuestion(_message.Message):
    __slots__ = ("number", "item_version_id", "kind", "stem", "options", "points", "key", "chosen")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    ITEM_VERSION_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STEM_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    CHOSEN_FIELD_NUMBER: _ClassVar[int]
    number: int
    item_version_id: str
    kind: _exam_service_pb2.ItemKind
    stem: str
    options: _containers.RepeatedCompositeFieldContainer[_exam_service_pb2.Option]
    points: int
    key: str
    chosen: str
    def __init__(self, number: _Optional[int] = ..., item_version_id: _Optional[str] = ..., kind: _Optional[_Union[_exam_service_pb2.ItemKind, str]] = ..., stem: _Optional[str] = ..., options: _Optional[_Iterable[_Union[_exam_service_pb2.Option, _Mapping]]] = ..., points: _Optional[int] = ..., key: _Optional[str] = ..., chosen: _Optional[str] = ...) -> None: ...

class ReviewAttemptRequest(_message.Message):
    __slots__ = ("attempt_id", "reason")
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    attempt_id: str
    reason: str
    def __init__(self, attempt_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ReviewAttemptResponse(_message.Message):
    __slots__ = ("attempt", "questions", "handed_in", "set_aside")
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    HANDED_IN_FIELD_NUMBER: _ClassVar[int]
    SET_ASIDE_FIELD_NUMBER: _ClassVar[int]
    attempt: _exam_service_pb2.Attempt
    questions: _containers.RepeatedCompositeFieldContainer[ReviewedQuestion]
    handed_in: _exam_service_pb2.HandedIn
    set_aside: _containers.RepeatedCompositeFieldContainer[_exam_service_pb2.SetAside]
    def __init__(self, attempt: _Optional[_Union[_exam_service_pb2.Attempt, _Mapping]] = ..., questions: _Optional[_Iterable[_Union[ReviewedQuestion, _Mapping]]] = ..., handed_in: _Optional[_Union[_exam_service_pb2.HandedIn, _Mapping]] = ..., set_aside: _Optional[_Iterable[_Union[_exam_service_pb2.SetAside, _Mapping]]] = ...) -> None: ...

class RequestCorrectionRequest(_message.Message):
    __slots__ = ("request_id", "attempt_id", "points", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    attempt_id: str
    points: int
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., attempt_id: _Optional[str] = ..., points: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...

class RequestCorrectionResponse(_message.Message):
    __slots__ = ("correction",)
    CORRECTION_FIELD_NUMBER: _ClassVar[int]
    correction: Correction
    def __init__(self, correction: _Optional[_Union[Correction, _Mapping]] = ...) -> None: ...

class DecideCorrectionRequest(_message.Message):
    __slots__ = ("request_id", "correction_id", "accept", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CORRECTION_ID_FIELD_NUMBER: _ClassVar[int]
    ACCEPT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    correction_id: str
    accept: bool
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., correction_id: _Optional[str] = ..., accept: _Optional[bool] = ..., reason: _Optional[str] = ...) -> None: ...

class DecideCorrectionResponse(_message.Message):
    __slots__ = ("version",)
    VERSION_FIELD_NUMBER: _ClassVar[int]
    version: int
    def __init__(self, version: _Optional[int] = ...) -> None: ...

class ListCorrectionsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListCorrectionsResponse(_message.Message):
    __slots__ = ("corrections",)
    CORRECTIONS_FIELD_NUMBER: _ClassVar[int]
    corrections: _containers.RepeatedCompositeFieldContainer[Correction]
    def __init__(self, corrections: _Optional[_Iterable[_Union[Correction, _Mapping]]] = ...) -> None: ...

class FileAppealRequest(_message.Message):
    __slots__ = ("request_id", "attempt_id", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    attempt_id: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., attempt_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class FileAppealResponse(_message.Message):
    __slots__ = ("appeal",)
    APPEAL_FIELD_NUMBER: _ClassVar[int]
    appeal: Appeal
    def __init__(self, appeal: _Optional[_Union[Appeal, _Mapping]] = ...) -> None: ...

class ListAppealsRequest(_message.Message):
    __slots__ = ("everybody",)
    EVERYBODY_FIELD_NUMBER: _ClassVar[int]
    everybody: bool
    def __init__(self, everybody: _Optional[bool] = ...) -> None: ...

class ListAppealsResponse(_message.Message):
    __slots__ = ("appeals",)
    APPEALS_FIELD_NUMBER: _ClassVar[int]
    appeals: _containers.RepeatedCompositeFieldContainer[Appeal]
    def __init__(self, appeals: _Optional[_Iterable[_Union[Appeal, _Mapping]]] = ...) -> None: ...

class ProposeAppealAnswerRequest(_message.Message):
    __slots__ = ("request_id", "appeal_id", "points", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    APPEAL_ID_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    appeal_id: str
    points: int
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., appeal_id: _Optional[str] = ..., points: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...

class ProposeAppealAnswerResponse(_message.Message):
    __slots__ = ("appeal",)
    APPEAL_FIELD_NUMBER: _ClassVar[int]
    appeal: Appeal
    def __init__(self, appeal: _Optional[_Union[Appeal, _Mapping]] = ...) -> None: ...

class DecideAppealAnswerRequest(_message.Message):
    __slots__ = ("request_id", "appeal_id", "confirm", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    APPEAL_ID_FIELD_NUMBER: _ClassVar[int]
    CONFIRM_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    appeal_id: str
    confirm: bool
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., appeal_id: _Optional[str] = ..., confirm: _Optional[bool] = ..., reason: _Optional[str] = ...) -> None: ...

class DecideAppealAnswerResponse(_message.Message):
    __slots__ = ("appeal",)
    APPEAL_FIELD_NUMBER: _ClassVar[int]
    appeal: Appeal
    def __init__(self, appeal: _Optional[_Union[Appeal, _Mapping]] = ...) -> None: ...

class RequestRescoreRequest(_message.Message):
    __slots__ = ("request_id", "item_version_id", "remedy", "accepted", "marks_may_fall", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_VERSION_ID_FIELD_NUMBER: _ClassVar[int]
    REMEDY_FIELD_NUMBER: _ClassVar[int]
    ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    MARKS_MAY_FALL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    item_version_id: str
    remedy: Remedy
    accepted: _containers.RepeatedScalarFieldContainer[str]
    marks_may_fall: bool
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., item_version_id: _Optional[str] = ..., remedy: _Optional[_Union[Remedy, str]] = ..., accepted: _Optional[_Iterable[str]] = ..., marks_may_fall: _Optional[bool] = ..., reason: _Optional[str] = ...) -> None: ...

class RequestRescoreResponse(_message.Message):
    __slots__ = ("rescore_id", "counts")
    class CountsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    RESCORE_ID_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    rescore_id: str
    counts: _containers.ScalarMap[str, int]
    def __init__(self, rescore_id: _Optional[str] = ..., counts: _Optional[_Mapping[str, int]] = ...) -> None: ...

class ListRescoresRequest(_message.Message):
    __slots__ = ("with_decided", "page_size", "page_token")
    WITH_DECIDED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    with_decided: bool
    page_size: int
    page_token: str
    def __init__(self, with_decided: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRescoresResponse(_message.Message):
    __slots__ = ("rescores", "next_page_token")
    RESCORES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    rescores: _containers.RepeatedCompositeFieldContainer[Rescore]
    next_page_token: str
    def __init__(self, rescores: _Optional[_Iterable[_Union[Rescore, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListRescoreChangesRequest(_message.Message):
    __slots__ = ("rescore_id", "page_size", "page_token")
    RESCORE_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    rescore_id: str
    page_size: int
    page_token: str
    def __init__(self, rescore_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRescoreChangesResponse(_message.Message):
    __slots__ = ("changes", "next_page_token")
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    changes: _containers.RepeatedCompositeFieldContainer[RescoreChange]
    next_page_token: str
    def __init__(self, changes: _Optional[_Iterable[_Union[RescoreChange, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class DecideRescoreRequest(_message.Message):
    __slots__ = ("request_id", "rescore_id", "accept", "reason", "preview")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    RESCORE_ID_FIELD_NUMBER: _ClassVar[int]
    ACCEPT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    PREVIEW_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    rescore_id: str
    accept: bool
    reason: str
    preview: int
    def __init__(self, request_id: _Optional[str] = ..., rescore_id: _Optional[str] = ..., accept: _Optional[bool] = ..., reason: _Optional[str] = ..., preview: _Optional[int] = ...) -> None: ...

class DecideRescoreResponse(_message.Message):
    __slots__ = ("counts",)
    class CountsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    counts: _containers.ScalarMap[str, int]
    def __init__(self, counts: _Optional[_Mapping[str, int]] = ...) -> None: ...
