"""Messages of the credit service; each equals its proto message (tests/contract)."""

from typing import Any

from marshmallow import validates_schema

from ce_credit.domain.claim import Step
from ce_credit.domain.compliance import Compliance
from ce_credit.entrypoints.enums import ClaimView, Purpose
from ce_credit.entrypoints.facts_field import Facts, check_facts, check_type
from ce_credit.entrypoints.messages import (
    ActivityOutcomeMessage,
    ClaimMessage,
    LedgerEntryMessage,
    PointsOutcomeMessage,
    TitleReviewYearMessage,
    YearAssessmentMessage,
    texts,
)
from ce_kit import checks, fields
from ce_kit.wire import Hours, Message, PageRequest, RequestId, Text, WireEnum

YEAR = checks.Range(min=1990, max=2100)


def year(**kwargs: Any) -> fields.Integer:
    """A year that must be given."""
    return fields.Integer(required=True, validate=YEAR, **kwargs)


def any_year() -> fields.Integer:
    """A year, 0 for all."""
    return fields.Integer(load_default=0, validate=lambda value: value == 0 or YEAR(value))


class HoursOrNone(Hours):
    """Hours as text; the empty text is none."""

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        return None if value == "" else super().deserialize(value, attr, data, **kwargs)


class SubmitClaimRequest(Message):
    request_id = RequestId()
    year = year()
    activity_type = Text(40, required=True, validate=check_type)
    title = Text(100, required=True)
    facts = Facts()
    file_tickets = fields.List(Text(4000, required=True), load_default=list, validate=checks.Count(max=20))

    @validates_schema
    def check(self, data: dict[str, Any], **kwargs: Any) -> None:
        check_facts(data["activity_type"], data["facts"])


class SubmitClaimResponse(Message):
    claim = fields.Nested(ClaimMessage)
    preview = fields.Nested(ActivityOutcomeMessage)


class ListClaimsRequest(PageRequest):
    view = WireEnum(ClaimView, "CLAIM_VIEW", load_default=ClaimView.MINE)
    year = any_year()


class ListClaimsResponse(Message):
    claims = fields.List(fields.Nested(ClaimMessage))
    next_page_token = Text(500)


class GetClaimRequest(Message):
    claim_id = Text(36, required=True)


class GetClaimResponse(Message):
    claim = fields.Nested(ClaimMessage)
    outcome = fields.Nested(ActivityOutcomeMessage)


class ApproveClaimRequest(Message):
    request_id = RequestId()
    claim_id = Text(36, required=True)
    step = WireEnum(Step, "REVIEW_STEP", load_default=None)
    reviewer_hours = HoursOrNone(load_default=None)


class ApproveClaimResponse(Message):
    claim = fields.Nested(ClaimMessage)


class RejectClaimRequest(Message):
    request_id = RequestId()
    claim_id = Text(36, required=True)
    step = WireEnum(Step, "REVIEW_STEP", load_default=None)
    reason = Text(500, required=True)


class RejectClaimResponse(ApproveClaimResponse):
    pass


class WithdrawClaimRequest(Message):
    request_id = RequestId()
    claim_id = Text(36, required=True)


class WithdrawClaimResponse(ApproveClaimResponse):
    pass


class PointsRow(Message):
    person_id = Text(36, required=True)
    points = fields.Integer(required=True, validate=checks.Range(min=0, max=10_000_000))


class FilePointsRequest(Message):
    request_id = RequestId()
    employer_id = Text(36, required=True)
    year = year()
    rows = fields.List(fields.Nested(PointsRow), required=True, validate=checks.Count(min=1, max=500))


class FilePointsResponse(Message):
    rows = fields.List(fields.Nested(PointsOutcomeMessage))
    opens_class_hours = fields.Integer()


class GetYearRequest(Message):
    person_id = Text(36)
    year = year()


class GetYearResponse(Message):
    assessment = fields.Nested(YearAssessmentMessage)


class ListHoursRequest(PageRequest):
    person_id = Text(36)
    year = any_year()


class ListHoursResponse(Message):
    entries = fields.List(fields.Nested(LedgerEntryMessage))
    next_page_token = Text(500)


class AskRuleRequest(Message):
    jurisdiction = Text(12)
    year = year()
    question = Text(60, required=True)
    facts = Facts()


class AskRuleResponse(Message):
    value = fields.Raw()
    clause = Text()
    source = Text()
    reason = Text()
    words = fields.Raw()
    more = fields.Dict()
    readings = texts()


class AnswerTitleReviewRequest(Message):
    person_id = Text(36, required=True)
    purpose = WireEnum(Purpose, "PURPOSE", required=True)
    years = fields.List(year(), required=True, validate=checks.Count(min=1, max=30))


class AnswerTitleReviewResponse(Message):
    person_id = Text()
    person_name = Text()
    purpose = WireEnum(Purpose, "PURPOSE")
    answer = WireEnum(Compliance, "COMPLIANCE")
    years = fields.List(fields.Nested(TitleReviewYearMessage))
