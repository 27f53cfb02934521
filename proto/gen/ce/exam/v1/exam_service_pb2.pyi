import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ExamCategory(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EXAM_CATEGORY_UNSPECIFIED: _ClassVar[ExamCategory]
    EXAM_CATEGORY_PUBLIC: _ClassVar[ExamCategory]
    EXAM_CATEGORY_PROFESSIONAL: _ClassVar[ExamCategory]

class ExamMode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EXAM_MODE_UNSPECIFIED: _ClassVar[ExamMode]
    EXAM_MODE_ONLINE: _ClassVar[ExamMode]
    EXAM_MODE_OFFLINE: _ClassVar[ExamMode]

class Difficulty(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DIFFICULTY_UNSPECIFIED: _ClassVar[Difficulty]
    DIFFICULTY_EASY: _ClassVar[Difficulty]
    DIFFICULTY_MEDIUM: _ClassVar[Difficulty]
    DIFFICULTY_HARD: _ClassVar[Difficulty]

class ItemKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ITEM_KIND_UNSPECIFIED: _ClassVar[ItemKind]
    ITEM_KIND_SINGLE: _ClassVar[ItemKind]
    ITEM_KIND_MULTIPLE: _ClassVar[ItemKind]
    ITEM_KIND_JUDGEMENT: _ClassVar[ItemKind]

class MultipleChoiceRule(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MULTIPLE_CHOICE_RULE_UNSPECIFIED: _ClassVar[MultipleChoiceRule]
    MULTIPLE_CHOICE_RULE_ALL_OR_NOTHING: _ClassVar[MultipleChoiceRule]
    MULTIPLE_CHOICE_RULE_PROPORTIONAL: _ClassVar[MultipleChoiceRule]

class AfterFailure(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    AFTER_FAILURE_UNSPECIFIED: _ClassVar[AfterFailure]
    AFTER_FAILURE_PAID_RESIT: _ClassVar[AfterFailure]
    AFTER_FAILURE_RESTUDY: _ClassVar[AfterFailure]
    AFTER_FAILURE_NOTHING: _ClassVar[AfterFailure]

class StandingStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    STANDING_STATUS_UNSPECIFIED: _ClassVar[StandingStatus]
    STANDING_STATUS_PASSED: _ClassVar[StandingStatus]
    STANDING_STATUS_LIVE: _ClassVar[StandingStatus]
    STANDING_STATUS_LIVE_ELSEWHERE: _ClassVar[StandingStatus]
    STANDING_STATUS_NOT_OPEN: _ClassVar[StandingStatus]
    STANDING_STATUS_CLOSED: _ClassVar[StandingStatus]
    STANDING_STATUS_AWAITING_MARK: _ClassVar[StandingStatus]
    STANDING_STATUS_RESIT_UNPAID: _ClassVar[StandingStatus]
    STANDING_STATUS_RESTUDY_NEEDED: _ClassVar[StandingStatus]
    STANDING_STATUS_HOURS_MISSING: _ClassVar[StandingStatus]
    STANDING_STATUS_ELIGIBLE: _ClassVar[StandingStatus]
    STANDING_STATUS_REGISTERED: _ClassVar[StandingStatus]
    STANDING_STATUS_MODE_CHOSEN: _ClassVar[StandingStatus]

class AttemptState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ATTEMPT_STATE_UNSPECIFIED: _ClassVar[AttemptState]
    ATTEMPT_STATE_LIVE: _ClassVar[AttemptState]
    ATTEMPT_STATE_CLOSED: _ClassVar[AttemptState]
    ATTEMPT_STATE_GRADED: _ClassVar[AttemptState]

class SheetKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SHEET_KIND_UNSPECIFIED: _ClassVar[SheetKind]
    SHEET_KIND_SAVE: _ClassVar[SheetKind]
    SHEET_KIND_SUBMIT: _ClassVar[SheetKind]

class Closing(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CLOSING_UNSPECIFIED: _ClassVar[Closing]
    CLOSING_HANDED_IN: _ClassVar[Closing]
    CLOSING_TIME: _ClassVar[Closing]

class SetAsideReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SET_ASIDE_REASON_UNSPECIFIED: _ClassVar[SetAsideReason]
    SET_ASIDE_REASON_HANDED_IN_BEFORE: _ClassVar[SetAsideReason]
    SET_ASIDE_REASON_TOO_LATE: _ClassVar[SetAsideReason]
    SET_ASIDE_REASON_UNREADABLE: _ClassVar[SetAsideReason]
    SET_ASIDE_REASON_NO_ATTEMPT: _ClassVar[SetAsideReason]
    SET_ASIDE_REASON_UNGRADABLE: _ClassVar[SetAsideReason]
EXAM_CATEGORY_UNSPECIFIED: ExamCategory
EXAM_CATEGORY_PUBLIC: ExamCategory
EXAM_CATEGORY_PROFESSIONAL: ExamCategory
EXAM_MODE_UNSPECIFIED: ExamMode
EXAM_MODE_ONLINE: ExamMode
EXAM_MODE_OFFLINE: ExamMode
DIFFICULTY_UNSPECIFIED: Difficulty
DIFFICULTY_EASY: Difficulty
DIFFICULTY_MEDIUM: Difficulty
DIFFICULTY_HARD: Difficulty
ITEM_KIND_UNSPECIFIED: ItemKind
ITEM_KIND_SINGLE: ItemKind
ITEM_KIND_MULTIPLE: ItemKind
ITEM_KIND_JUDGEMENT: ItemKind
MULTIPLE_CHOICE_RULE_UNSPECIFIED: MultipleChoiceRule
MULTIPLE_CHOICE_RULE_ALL_OR_NOTHING: MultipleChoiceRule
MULTIPLE_CHOICE_RULE_PROPORTIONAL: MultipleChoiceRule
AFTER_FAILURE_UNSPECIFIED: AfterFailure
AFTER_FAILURE_PAID_RESIT: AfterFailure
AFTER_FAILURE_RESTUDY: AfterFailure
AFTER_FAILURE_NOTHING: AfterFailure
STANDING_STATUS_UNSPECIFIED: StandingStatus
STANDING_STATUS_PASSED: StandingStatus
STANDING_STATUS_LIVE: StandingStatus
STANDING_STATUS_LIVE_ELSEWHERE: StandingStatus
STANDING_STATUS_NOT_OPEN: StandingStatus
STANDING_STATUS_CLOSED: StandingStatus
STANDING_STATUS_AWAITING_MARK: StandingStatus
STANDING_STATUS_RESIT_UNPAID: StandingStatus
STANDING_STATUS_RESTUDY_NEEDED: StandingStatus
STANDING_STATUS_HOURS_MISSING: StandingStatus
STANDING_STATUS_ELIGIBLE: StandingStatus
STANDING_STATUS_REGISTERED: StandingStatus
STANDING_STATUS_MODE_CHOSEN: StandingStatus
ATTEMPT_STATE_UNSPECIFIED: AttemptState
ATTEMPT_STATE_LIVE: AttemptState
ATTEMPT_STATE_CLOSED: AttemptState
ATTEMPT_STATE_GRADED: AttemptState
SHEET_KIND_UNSPECIFIED: SheetKind
SHEET_KIND_SAVE: SheetKind
SHEET_KIND_SUBMIT: SheetKind
CLOSING_UNSPECIFIED: Closing
CLOSING_HANDED_IN: Closing
CLOSING_TIME: Closing
SET_ASIDE_REASON_UNSPECIFIED: SetAsideReason
SET_ASIDE_REASON_HANDED_IN_BEFORE: SetAsideReason
SET_ASIDE_REASON_TOO_LATE: SetAsideReason
SET_ASIDE_REASON_UNREADABLE: SetAsideReason
SET_ASIDE_REASON_NO_ATTEMPT: SetAsideReason
SET_ASIDE_REASON_UNGRADABLE: SetAsideReason

class BlueprintLine(_message.Message):
    __slots__ = ("difficulty", "count", "topic")
    DIFFICULTY_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    difficulty: Difficulty
    count: int
    topic: str
    def __init__(self, difficulty: _Optional[_Union[Difficulty, str]] = ..., count: _Optional[int] = ..., topic: _Optional[str] = ...) -> None: ...

class AttemptPolicy(_message.Message):
    __slots__ = ("after_failure", "chances", "chances_after_restudy", "resit_fee_fen", "clause", "source", "text")
    AFTER_FAILURE_FIELD_NUMBER: _ClassVar[int]
    CHANCES_FIELD_NUMBER: _ClassVar[int]
    CHANCES_AFTER_RESTUDY_FIELD_NUMBER: _ClassVar[int]
    RESIT_FEE_FEN_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    after_failure: AfterFailure
    chances: int
    chances_after_restudy: int
    resit_fee_fen: int
    clause: str
    source: str
    text: str
    def __init__(self, after_failure: _Optional[_Union[AfterFailure, str]] = ..., chances: _Optional[int] = ..., chances_after_restudy: _Optional[int] = ..., resit_fee_fen: _Optional[int] = ..., clause: _Optional[str] = ..., source: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class Exam(_message.Message):
    __slots__ = ("exam_id", "year", "category", "title", "mode", "opens_on", "closes_on", "duration_minutes", "blueprint", "points_per_item", "full_marks", "pass_mark", "multiple_choice_rule", "min_study_hours", "policy", "mode_policy")
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    MODE_FIELD_NUMBER: _ClassVar[int]
    OPENS_ON_FIELD_NUMBER: _ClassVar[int]
    CLOSES_ON_FIELD_NUMBER: _ClassVar[int]
    DURATION_MINUTES_FIELD_NUMBER: _ClassVar[int]
    BLUEPRINT_FIELD_NUMBER: _ClassVar[int]
    POINTS_PER_ITEM_FIELD_NUMBER: _ClassVar[int]
    FULL_MARKS_FIELD_NUMBER: _ClassVar[int]
    PASS_MARK_FIELD_NUMBER: _ClassVar[int]
    MULTIPLE_CHOICE_RULE_FIELD_NUMBER: _ClassVar[int]
    MIN_STUDY_HOURS_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    MODE_POLICY_FIELD_NUMBER: _ClassVar[int]
    exam_id: str
    year: int
    category: ExamCategory
    title: str
    mode: ExamMode
    opens_on: str
    closes_on: str
    duration_minutes: int
    blueprint: _containers.RepeatedCompositeFieldContainer[BlueprintLine]
    points_per_item: int
    full_marks: int
    pass_mark: int
    multiple_choice_rule: MultipleChoiceRule
    min_study_hours: str
    policy: AttemptPolicy
    mode_policy: ModePolicy
    def __init__(self, exam_id: _Optional[str] = ..., year: _Optional[int] = ..., category: _Optional[_Union[ExamCategory, str]] = ..., title: _Optional[str] = ..., mode: _Optional[_Union[ExamMode, str]] = ..., opens_on: _Optional[str] = ..., closes_on: _Optional[str] = ..., duration_minutes: _Optional[int] = ..., blueprint: _Optional[_Iterable[_Union[BlueprintLine, _Mapping]]] = ..., points_per_item: _Optional[int] = ..., full_marks: _Optional[int] = ..., pass_mark: _Optional[int] = ..., multiple_choice_rule: _Optional[_Union[MultipleChoiceRule, str]] = ..., min_study_hours: _Optional[str] = ..., policy: _Optional[_Union[AttemptPolicy, _Mapping]] = ..., mode_policy: _Optional[_Union[ModePolicy, _Mapping]] = ...) -> None: ...

class ModePolicy(_message.Message):
    __slots__ = ("exclusive", "change_after_failure", "clause")
    EXCLUSIVE_FIELD_NUMBER: _ClassVar[int]
    CHANGE_AFTER_FAILURE_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    exclusive: bool
    change_after_failure: bool
    clause: str
    def __init__(self, exclusive: _Optional[bool] = ..., change_after_failure: _Optional[bool] = ..., clause: _Optional[str] = ...) -> None: ...

class Standing(_message.Message):
    __slots__ = ("status", "message", "round", "hours_needed", "hours_have", "attempts_used", "attempts_allowed", "attempt_id")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    ROUND_FIELD_NUMBER: _ClassVar[int]
    HOURS_NEEDED_FIELD_NUMBER: _ClassVar[int]
    HOURS_HAVE_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_USED_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_ALLOWED_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    status: StandingStatus
    message: str
    round: int
    hours_needed: str
    hours_have: str
    attempts_used: int
    attempts_allowed: int
    attempt_id: str
    def __init__(self, status: _Optional[_Union[StandingStatus, str]] = ..., message: _Optional[str] = ..., round: _Optional[int] = ..., hours_needed: _Optional[str] = ..., hours_have: _Optional[str] = ..., attempts_used: _Optional[int] = ..., attempts_allowed: _Optional[int] = ..., attempt_id: _Optional[str] = ...) -> None: ...

class Option(_message.Message):
    __slots__ = ("label", "text")
    LABEL_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    label: str
    text: str
    def __init__(self, label: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class Question(_message.Message):
    __slots__ = ("number", "kind", "stem", "options", "points")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STEM_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    number: int
    kind: ItemKind
    stem: str
    options: _containers.RepeatedCompositeFieldContainer[Option]
    points: int
    def __init__(self, number: _Optional[int] = ..., kind: _Optional[_Union[ItemKind, str]] = ..., stem: _Optional[str] = ..., options: _Optional[_Iterable[_Union[Option, _Mapping]]] = ..., points: _Optional[int] = ...) -> None: ...

class Paper(_message.Message):
    __slots__ = ("paper_hash", "questions")
    PAPER_HASH_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    paper_hash: str
    questions: _containers.RepeatedCompositeFieldContainer[Question]
    def __init__(self, paper_hash: _Optional[str] = ..., questions: _Optional[_Iterable[_Union[Question, _Mapping]]] = ...) -> None: ...

class Answer(_message.Message):
    __slots__ = ("number", "chosen")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    CHOSEN_FIELD_NUMBER: _ClassVar[int]
    number: int
    chosen: str
    def __init__(self, number: _Optional[int] = ..., chosen: _Optional[str] = ...) -> None: ...

class SavedSheet(_message.Message):
    __slots__ = ("sequence", "answers", "answers_sha256", "received_at", "request_id")
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_SHA256_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    sequence: int
    answers: _containers.RepeatedCompositeFieldContainer[Answer]
    answers_sha256: str
    received_at: _timestamp_pb2.Timestamp
    request_id: str
    def __init__(self, sequence: _Optional[int] = ..., answers: _Optional[_Iterable[_Union[Answer, _Mapping]]] = ..., answers_sha256: _Optional[str] = ..., received_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class Receipt(_message.Message):
    __slots__ = ("attempt_id", "request_id", "kind", "sequence", "answers_sha256", "received_at", "key_id", "signed", "signature")
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_SHA256_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    KEY_ID_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    attempt_id: str
    request_id: str
    kind: SheetKind
    sequence: int
    answers_sha256: str
    received_at: _timestamp_pb2.Timestamp
    key_id: str
    signed: bytes
    signature: bytes
    def __init__(self, attempt_id: _Optional[str] = ..., request_id: _Optional[str] = ..., kind: _Optional[_Union[SheetKind, str]] = ..., sequence: _Optional[int] = ..., answers_sha256: _Optional[str] = ..., received_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., key_id: _Optional[str] = ..., signed: _Optional[bytes] = ..., signature: _Optional[bytes] = ...) -> None: ...

class UnconfirmedSheet(_message.Message):
    __slots__ = ("receipt", "answers")
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    receipt: Receipt
    answers: _containers.RepeatedCompositeFieldContainer[Answer]
    def __init__(self, receipt: _Optional[_Union[Receipt, _Mapping]] = ..., answers: _Optional[_Iterable[_Union[Answer, _Mapping]]] = ...) -> None: ...

class HandedIn(_message.Message):
    __slots__ = ("request_id", "sequence", "answers_sha256", "received_at", "closing")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_SHA256_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    CLOSING_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    sequence: int
    answers_sha256: str
    received_at: _timestamp_pb2.Timestamp
    closing: Closing
    def __init__(self, request_id: _Optional[str] = ..., sequence: _Optional[int] = ..., answers_sha256: _Optional[str] = ..., received_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., closing: _Optional[_Union[Closing, str]] = ...) -> None: ...

class SetAside(_message.Message):
    __slots__ = ("request_id", "kind", "answers_sha256", "received_at", "reason", "message")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_SHA256_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    kind: SheetKind
    answers_sha256: str
    received_at: _timestamp_pb2.Timestamp
    reason: SetAsideReason
    message: str
    def __init__(self, request_id: _Optional[str] = ..., kind: _Optional[_Union[SheetKind, str]] = ..., answers_sha256: _Optional[str] = ..., received_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reason: _Optional[_Union[SetAsideReason, str]] = ..., message: _Optional[str] = ...) -> None: ...

class Mark(_message.Message):
    __slots__ = ("points", "pass_mark", "passed", "sat_on")
    POINTS_FIELD_NUMBER: _ClassVar[int]
    PASS_MARK_FIELD_NUMBER: _ClassVar[int]
    PASSED_FIELD_NUMBER: _ClassVar[int]
    SAT_ON_FIELD_NUMBER: _ClassVar[int]
    points: int
    pass_mark: int
    passed: bool
    sat_on: str
    def __init__(self, points: _Optional[int] = ..., pass_mark: _Optional[int] = ..., passed: _Optional[bool] = ..., sat_on: _Optional[str] = ...) -> None: ...

class Attempt(_message.Message):
    __slots__ = ("attempt_id", "person_id", "exam_id", "year", "category", "number", "round", "state", "paper_hash", "started_at", "deadline", "closed_at", "mark", "excused")
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    ROUND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAPER_HASH_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_FIELD_NUMBER: _ClassVar[int]
    CLOSED_AT_FIELD_NUMBER: _ClassVar[int]
    MARK_FIELD_NUMBER: _ClassVar[int]
    EXCUSED_FIELD_NUMBER: _ClassVar[int]
    attempt_id: str
    person_id: str
    exam_id: str
    year: int
    category: ExamCategory
    number: int
    round: int
    state: AttemptState
    paper_hash: str
    started_at: _timestamp_pb2.Timestamp
    deadline: _timestamp_pb2.Timestamp
    closed_at: _timestamp_pb2.Timestamp
    mark: Mark
    excused: bool
    def __init__(self, attempt_id: _Optional[str] = ..., person_id: _Optional[str] = ..., exam_id: _Optional[str] = ..., year: _Optional[int] = ..., category: _Optional[_Union[ExamCategory, str]] = ..., number: _Optional[int] = ..., round: _Optional[int] = ..., state: _Optional[_Union[AttemptState, str]] = ..., paper_hash: _Optional[str] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., deadline: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., closed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., mark: _Optional[_Union[Mark, _Mapping]] = ..., excused: _Optional[bool] = ...) -> None: ...

class CreateExamRequest(_message.Message):
    __slots__ = ("request_id", "year", "category", "title", "opens_on", "closes_on", "duration_minutes", "blueprint", "points_per_item", "pass_mark", "multiple_choice_rule", "min_study_hours", "mode", "full_marks")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    OPENS_ON_FIELD_NUMBER: _ClassVar[int]
    CLOSES_ON_FIELD_NUMBER: _ClassVar[int]
    DURATION_MINUTES_FIELD_NUMBER: _ClassVar[int]
    BLUEPRINT_FIELD_NUMBER: _ClassVar[int]
    POINTS_PER_ITEM_FIELD_NUMBER: _ClassVar[int]
    PASS_MARK_FIELD_NUMBER: _ClassVar[int]
    MULTIPLE_CHOICE_RULE_FIELD_NUMBER: _ClassVar[int]
    MIN_STUDY_HOURS_FIELD_NUMBER: _ClassVar[int]
    MODE_FIELD_NUMBER: _ClassVar[int]
    FULL_MARKS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    year: int
    category: ExamCategory
    title: str
    opens_on: str
    closes_on: str
    duration_minutes: int
    blueprint: _containers.RepeatedCompositeFieldContainer[BlueprintLine]
    points_per_item: int
    pass_mark: int
    multiple_choice_rule: MultipleChoiceRule
    min_study_hours: str
    mode: ExamMode
    full_marks: int
    def __init__(self, request_id: _Optional[str] = ..., year: _Optional[int] = ..., category: _Optional[_Union[ExamCategory, str]] = ..., title: _Optional[str] = ..., opens_on: _Optional[str] = ..., closes_on: _Optional[str] = ..., duration_minutes: _Optional[int] = ..., blueprint: _Optional[_Iterable[_Union[BlueprintLine, _Mapping]]] = ..., points_per_item: _Optional[int] = ..., pass_mark: _Optional[int] = ..., multiple_choice_rule: _Optional[_Union[MultipleChoiceRule, str]] = ..., min_study_hours: _Optional[str] = ..., mode: _Optional[_Union[ExamMode, str]] = ..., full_marks: _Optional[int] = ...) -> None: ...

class CreateExamResponse(_message.Message):
    __slots__ = ("exam",)
    EXAM_FIELD_NUMBER: _ClassVar[int]
    exam: Exam
    def __init__(self, exam: _Optional[_Union[Exam, _Mapping]] = ...) -> None: ...

class ListExamsRequest(_message.Message):
    __slots__ = ("year", "page_size", "page_token")
    YEAR_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    year: int
    page_size: int
    page_token: str
    def __init__(self, year: _Optional[int] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListExamsResponse(_message.Message):
    __slots__ = ("exams", "next_page_token")
    EXAMS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    exams: _containers.RepeatedCompositeFieldContainer[ListedExam]
    next_page_token: str
    def __init__(self, exams: _Optional[_Iterable[_Union[ListedExam, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListedExam(_message.Message):
    __slots__ = ("exam", "standing")
    EXAM_FIELD_NUMBER: _ClassVar[int]
    STANDING_FIELD_NUMBER: _ClassVar[int]
    exam: Exam
    standing: Standing
    def __init__(self, exam: _Optional[_Union[Exam, _Mapping]] = ..., standing: _Optional[_Union[Standing, _Mapping]] = ...) -> None: ...

class GrantExtensionRequest(_message.Message):
    __slots__ = ("request_id", "exam_id", "person_id", "extra_minutes", "closes_on", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    EXTRA_MINUTES_FIELD_NUMBER: _ClassVar[int]
    CLOSES_ON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    exam_id: str
    person_id: str
    extra_minutes: int
    closes_on: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., exam_id: _Optional[str] = ..., person_id: _Optional[str] = ..., extra_minutes: _Optional[int] = ..., closes_on: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class GrantExtensionResponse(_message.Message):
    __slots__ = ("extension_id", "closes_at", "duration_minutes", "deadline", "excused_attempt_id")
    EXTENSION_ID_FIELD_NUMBER: _ClassVar[int]
    CLOSES_AT_FIELD_NUMBER: _ClassVar[int]
    DURATION_MINUTES_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_FIELD_NUMBER: _ClassVar[int]
    EXCUSED_ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    extension_id: str
    closes_at: _timestamp_pb2.Timestamp
    duration_minutes: int
    deadline: _timestamp_pb2.Timestamp
    excused_attempt_id: str
    def __init__(self, extension_id: _Optional[str] = ..., closes_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., duration_minutes: _Optional[int] = ..., deadline: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., excused_attempt_id: _Optional[str] = ...) -> None: ...

class StartAttemptRequest(_message.Message):
    __slots__ = ("request_id", "exam_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    exam_id: str
    def __init__(self, request_id: _Optional[str] = ..., exam_id: _Optional[str] = ...) -> None: ...

class StartAttemptResponse(_message.Message):
    __slots__ = ("attempt", "paper", "saved", "capability", "unconfirmed", "handed_in", "set_aside")
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    PAPER_FIELD_NUMBER: _ClassVar[int]
    SAVED_FIELD_NUMBER: _ClassVar[int]
    CAPABILITY_FIELD_NUMBER: _ClassVar[int]
    UNCONFIRMED_FIELD_NUMBER: _ClassVar[int]
    HANDED_IN_FIELD_NUMBER: _ClassVar[int]
    SET_ASIDE_FIELD_NUMBER: _ClassVar[int]
    attempt: Attempt
    paper: Paper
    saved: SavedSheet
    capability: str
    unconfirmed: _containers.RepeatedCompositeFieldContainer[UnconfirmedSheet]
    handed_in: HandedIn
    set_aside: _containers.RepeatedCompositeFieldContainer[SetAside]
    def __init__(self, attempt: _Optional[_Union[Attempt, _Mapping]] = ..., paper: _Optional[_Union[Paper, _Mapping]] = ..., saved: _Optional[_Union[SavedSheet, _Mapping]] = ..., capability: _Optional[str] = ..., unconfirmed: _Optional[_Iterable[_Union[UnconfirmedSheet, _Mapping]]] = ..., handed_in: _Optional[_Union[HandedIn, _Mapping]] = ..., set_aside: _Optional[_Iterable[_Union[SetAside, _Mapping]]] = ...) -> None: ...

class SaveAnswersRequest(_message.Message):
    __slots__ = ("request_id", "attempt_id", "capability", "sequence", "answers")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    CAPABILITY_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    attempt_id: str
    capability: str
    sequence: int
    answers: _containers.RepeatedCompositeFieldContainer[Answer]
    def __init__(self, request_id: _Optional[str] = ..., attempt_id: _Optional[str] = ..., capability: _Optional[str] = ..., sequence: _Optional[int] = ..., answers: _Optional[_Iterable[_Union[Answer, _Mapping]]] = ...) -> None: ...

class SaveAnswersResponse(_message.Message):
    __slots__ = ("receipt",)
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    receipt: Receipt
    def __init__(self, receipt: _Optional[_Union[Receipt, _Mapping]] = ...) -> None: ...

class SubmitAttemptRequest(_message.Message):
    __slots__ = ("request_id", "attempt_id", "capability", "sequence", "answers")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    CAPABILITY_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    attempt_id: str
    capability: str
    sequence: int
    answers: _containers.RepeatedCompositeFieldContainer[Answer]
    def __init__(self, request_id: _Optional[str] = ..., attempt_id: _Optional[str] = ..., capability: _Optional[str] = ..., sequence: _Optional[int] = ..., answers: _Optional[_Iterable[_Union[Answer, _Mapping]]] = ...) -> None: ...

class SubmitAttemptResponse(_message.Message):
    __slots__ = ("receipt",)
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    receipt: Receipt
    def __init__(self, receipt: _Optional[_Union[Receipt, _Mapping]] = ...) -> None: ...

class GetAttemptRequest(_message.Message):
    __slots__ = ("attempt_id",)
    ATTEMPT_ID_FIELD_NUMBER: _ClassVar[int]
    attempt_id: str
    def __init__(self, attempt_id: _Optional[str] = ...) -> None: ...

class GetAttemptResponse(_message.Message):
    __slots__ = ("attempt", "paper", "saved", "handed_in", "set_aside", "unconfirmed")
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    PAPER_FIELD_NUMBER: _ClassVar[int]
    SAVED_FIELD_NUMBER: _ClassVar[int]
    HANDED_IN_FIELD_NUMBER: _ClassVar[int]
    SET_ASIDE_FIELD_NUMBER: _ClassVar[int]
    UNCONFIRMED_FIELD_NUMBER: _ClassVar[int]
    attempt: Attempt
    paper: Paper
    saved: SavedSheet
    handed_in: HandedIn
    set_aside: _containers.RepeatedCompositeFieldContainer[SetAside]
    unconfirmed: _containers.RepeatedCompositeFieldContainer[UnconfirmedSheet]
    def __init__(self, attempt: _Optional[_Union[Attempt, _Mapping]] = ..., paper: _Optional[_Union[Paper, _Mapping]] = ..., saved: _Optional[_Union[SavedSheet, _Mapping]] = ..., handed_in: _Optional[_Union[HandedIn, _Mapping]] = ..., set_aside: _Optional[_Iterable[_Union[SetAside, _Mapping]]] = ..., unconfirmed: _Optional[_Iterable[_Union[UnconfirmedSheet, _Mapping]]] = ...) -> None: ...

class ListAttemptsRequest(_message.Message):
    __slots__ = ("exam_id", "person_id", "page_size", "page_token")
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    exam_id: str
    person_id: str
    page_size: int
    page_token: str
    def __init__(self, exam_id: _Optional[str] = ..., person_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListAttemptsResponse(_message.Message):
    __slots__ = ("attempts", "next_page_token")
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    attempts: _containers.RepeatedCompositeFieldContainer[Attempt]
    next_page_token: str
    def __init__(self, attempts: _Optional[_Iterable[_Union[Attempt, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RequestRestudyRequest(_message.Message):
    __slots__ = ("request_id", "exam_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    exam_id: str
    def __init__(self, request_id: _Optional[str] = ..., exam_id: _Optional[str] = ...) -> None: ...

class RequestRestudyResponse(_message.Message):
    __slots__ = ("restudy_id", "round")
    RESTUDY_ID_FIELD_NUMBER: _ClassVar[int]
    ROUND_FIELD_NUMBER: _ClassVar[int]
    restudy_id: str
    round: int
    def __init__(self, restudy_id: _Optional[str] = ..., round: _Optional[int] = ...) -> None: ...
