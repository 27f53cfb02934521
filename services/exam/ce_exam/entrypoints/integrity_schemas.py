"""Messages of IntegrityService; each equals its proto message (tests/contract)."""

from ce_exam.domain.integrity import FlagKind
from ce_kit import fields
from ce_kit.wire import Instant, Message, PageRequest, RequestId, Text, WireEnum


class FlagMessage(Message):
    flag_id = Text()
    kind = WireEnum(FlagKind, "FLAG_KIND")
    attempt_id = Text()
    other_attempt_id = Text()
    numbers = fields.Dict(keys=fields.String(), values=fields.Integer())
    text = Text()
    raised_at = Instant()
    closed = fields.Boolean()
    note = Text()
    closed_by = Text()


class LookForFlagsRequest(Message):
    request_id = RequestId()
    exam_id = Text(36, required=True)


class LookForFlagsResponse(Message):
    sheets = fields.Integer()
    raised = fields.Integer()


class ListFlagsRequest(PageRequest):
    exam_id = Text(36, required=True)
    with_closed = fields.Boolean(load_default=False)


class ListFlagsResponse(Message):
    flags = fields.List(fields.Nested(FlagMessage))
    next_page_token = Text()


class CloseFlagRequest(Message):
    request_id = RequestId()
    flag_id = Text(36, required=True)
    note = Text(1000, required=True)


class CloseFlagResponse(Message):
    pass
