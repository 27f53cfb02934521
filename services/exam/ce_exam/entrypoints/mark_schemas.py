"""Messages of MarkService; each equals its proto message (tests/contract)."""

from ce_exam.domain.appeal import AppealState, StepKind
from ce_exam.domain.item import ItemKind
from ce_exam.domain.rescore import RescoreState
from ce_exam.domain.revision import CauseKind
from ce_exam.domain.ruling import Remedy
from ce_exam.entrypoints.schemas import AttemptMessage, HandedInMessage, OptionMessage, SetAsideMessage
from ce_kit import checks, fields
from ce_kit.wire import Instant, Message, PageRequest, RequestId, Text, WireEnum

_REASON = 1000


class MarkVersionMessage(Message):
    version = fields.Integer()
    points = fields.Integer()
    passed = fields.Boolean()
    cause = WireEnum(CauseKind, "REVISION_CAUSE")
    reason = Text()
    asked_by = Text()
    confirmed_by = Text()
    revised_at = Instant()


class CorrectionMessage(Message):
    correction_id = Text()
    attempt_id = Text()
    from_version = fields.Integer()
    from_points = fields.Integer()
    to_points = fields.Integer()
    reason = Text()
    requested_by = Text()
    requested_at = Instant()


class AppealStepMessage(Message):
    kind = WireEnum(StepKind, "APPEAL_STEP_KIND")
    points = fields.Integer()
    reason = Text()
    actor_id = Text()
    at = Instant()
    mark_version = fields.Integer()
    mark_points = fields.Integer()


class AppealMessage(Message):
    appeal_id = Text()
    attempt_id = Text()
    mark_version = fields.Integer()
    reason = Text()
    filed_at = Instant()
    decide_by = Instant()
    state = WireEnum(AppealState, "APPEAL_STATE")
    overdue = fields.Boolean()
    answer = Text()
    points = fields.Integer()
    person_id = Text()
    steps = fields.List(fields.Nested(AppealStepMessage))


class RescoreMessage(Message):
    rescore_id = Text()
    item_version_id = Text()
    item_code = Text()
    item_stem = Text()
    remedy = WireEnum(Remedy, "REMEDY")
    accepted = fields.List(Text())
    marks_may_fall = fields.Boolean()
    reason = Text()
    requested_by = Text()
    requested_at = Instant()
    state = WireEnum(RescoreState, "RESCORE_STATE")
    preview = fields.Integer()
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    decided_by = Text()
    decision_reason = Text()


class RescoreChangeMessage(Message):
    attempt_id = Text()
    from_points = fields.Integer()
    to_points = fields.Integer()
    from_passed = fields.Boolean()
    to_passed = fields.Boolean()


class GetMarkHistoryRequest(Message):
    attempt_id = Text(36, required=True)


class GetMarkHistoryResponse(Message):
    versions = fields.List(fields.Nested(MarkVersionMessage))
    appeals = fields.List(fields.Nested(AppealMessage))


class ReviewedQuestionMessage(Message):
    number = fields.Integer()
    item_version_id = Text()
    kind = WireEnum(ItemKind, "ITEM_KIND")
    stem = Text()
    options = fields.List(fields.Nested(OptionMessage))
    points = fields.Integer()
    key = Text()
    chosen = Text()


class ReviewAttemptRequest(Message):
    attempt_id = Text(36, required=True)
    reason = Text(_REASON, required=True)


class ReviewAttemptResponse(Message):
    attempt = fields.Nested(AttemptMessage)
    questions = fields.List(fields.Nested(ReviewedQuestionMessage))
    handed_in = fields.Nested(HandedInMessage)
    set_aside = fields.List(fields.Nested(SetAsideMessage))


class RequestCorrectionRequest(Message):
    request_id = RequestId()
    attempt_id = Text(36, required=True)
    points = fields.Integer(load_default=0)
    reason = Text(_REASON, required=True)


class RequestCorrectionResponse(Message):
    correction = fields.Nested(CorrectionMessage)


class DecideCorrectionRequest(Message):
    request_id = RequestId()
    correction_id = Text(36, required=True)
    accept = fields.Boolean(load_default=False)
    reason = Text(_REASON)


class DecideCorrectionResponse(Message):
    version = fields.Integer()


class ListCorrectionsRequest(Message):
    pass


class ListCorrectionsResponse(Message):
    corrections = fields.List(fields.Nested(CorrectionMessage))


class FileAppealRequest(Message):
    request_id = RequestId()
    attempt_id = Text(36, required=True)
    reason = Text(_REASON, required=True)


class FileAppealResponse(Message):
    appeal = fields.Nested(AppealMessage)


class ListAppealsRequest(Message):
    everybody = fields.Boolean(load_default=False)


class ListAppealsResponse(Message):
    appeals = fields.List(fields.Nested(AppealMessage))


class ProposeAppealAnswerRequest(Message):
    request_id = RequestId()
    appeal_id = Text(36, required=True)
    points = fields.Integer(load_default=0)
    reason = Text(_REASON, required=True)


class ProposeAppealAnswerResponse(Message):
    appeal = fields.Nested(AppealMessage)


class DecideAppealAnswerRequest(Message):
    request_id = RequestId()
    appeal_id = Text(36, required=True)
    confirm = fields.Boolean(load_default=False)
    reason = Text(_REASON)


class DecideAppealAnswerResponse(Message):
    appeal = fields.Nested(AppealMessage)


class RequestRescoreRequest(Message):
    request_id = RequestId()
    item_version_id = Text(36, required=True)
    remedy = WireEnum(Remedy, "REMEDY", required=True)
    accepted = fields.List(Text(6), load_default=list, validate=checks.Count(max=20))
    marks_may_fall = fields.Boolean(load_default=False)
    reason = Text(_REASON, required=True)


class RequestRescoreResponse(Message):
    rescore_id = Text()
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())


class ListRescoresRequest(PageRequest):
    with_decided = fields.Boolean(load_default=False)


class ListRescoresResponse(Message):
    rescores = fields.List(fields.Nested(RescoreMessage))
    next_page_token = Text()


class ListRescoreChangesRequest(PageRequest):
    rescore_id = Text(36, required=True)


class ListRescoreChangesResponse(Message):
    changes = fields.List(fields.Nested(RescoreChangeMessage))
    next_page_token = Text()


class DecideRescoreRequest(Message):
    request_id = RequestId()
    rescore_id = Text(36, required=True)
    accept = fields.Boolean(load_default=False)
    reason = Text(_REASON)
    preview = fields.Integer(load_default=0, validate=checks.Range(min=0))


class DecideRescoreResponse(Message):
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
