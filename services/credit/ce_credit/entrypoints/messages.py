"""Shapes inside the messages of the credit service: claims, outcomes, a year, ledger entries."""

from ce_credit.domain.claim import ClaimState, Step
from ce_credit.domain.compliance import Compliance
from ce_credit.entrypoints.enums import PointsStatus
from ce_kit import fields
from ce_kit.wire import Hours, Instant, Message, Text, WireEnum


def texts() -> fields.Dict:
    """A map of texts."""
    return fields.Dict(keys=fields.String(), values=fields.String())


class EvidenceMessage(Message):
    name = Text()
    media_type = Text()
    size = fields.Integer()
    sha256 = Text()
    file_ticket = Text(4000)


class ReviewMessage(Message):
    step = WireEnum(Step, "REVIEW_STEP")
    approved = fields.Boolean()
    reviewer_id = Text()
    reason = Text(500)
    reviewer_hours = Text()
    decided_at = Instant()


class ClaimMessage(Message):
    claim_id = Text()
    person_id = Text()
    person_name = Text()
    employer_name = Text()
    jurisdiction = Text()
    year = fields.Integer()
    activity_type = Text()
    title = Text()
    facts = fields.Dict()
    evidence = fields.List(fields.Nested(EvidenceMessage))
    state = WireEnum(ClaimState, "CLAIM_STATE")
    chain = fields.List(WireEnum(Step, "REVIEW_STEP"))
    awaits = WireEnum(Step, "REVIEW_STEP")
    reviews = fields.List(fields.Nested(ReviewMessage))
    filed_at = Instant()


class NotCountedMessage(Message):
    amount = Text()
    reason = Text()
    clause = Text()
    text = Text(1000)


class StepMessage(Message):
    clause = Text()
    source = Text()
    text = Text(1000)
    inputs = texts()
    numbers = texts()


class ActivityOutcomeMessage(Message):
    activity_id = Text()
    activity_type = Text()
    title = Text()
    year = fields.Integer()
    converted = Text()
    counted_public = Text()
    counted_professional = Text()
    counted = Text()
    not_counted = fields.List(fields.Nested(NotCountedMessage))
    steps = fields.List(fields.Nested(StepMessage))
    readings = texts()


class MinimumMessage(Message):
    name = Text()
    label = Text()
    needed = Text()
    have = Text()
    met = WireEnum(Compliance, "COMPLIANCE")
    clause = Text()
    special = fields.Boolean()


class CapMessage(Message):
    name = Text()
    label = Text()
    limit = Text()
    filed = Text()
    counted = Text()
    clause = Text()


class MissingMessage(Message):
    name = Text()
    label = Text()
    amount = Text()
    clause = Text()


class NextStepMessage(Message):
    clause = Text()
    text = Text(1000)


class YearAssessmentMessage(Message):
    person_id = Text()
    year = fields.Integer()
    jurisdiction = Text()
    revision = fields.Integer()
    assessed_at = Instant()
    rule_set = Text()
    rule_version = Text()
    source = Text()
    unit = Text()
    public_amount = Text()
    professional_amount = Text()
    total_amount = Text()
    compliant = WireEnum(Compliance, "COMPLIANCE")
    minimums = fields.List(fields.Nested(MinimumMessage))
    caps = fields.List(fields.Nested(CapMessage))
    missing = fields.List(fields.Nested(MissingMessage))
    next_steps = fields.List(fields.Nested(NextStepMessage))
    activities = fields.List(fields.Nested(ActivityOutcomeMessage))
    notes = fields.List(fields.Nested(StepMessage))
    fees_yuan = Text()
    readings = texts()


class PointsOutcomeMessage(Message):
    person_id = Text()
    points = fields.Integer()
    status = WireEnum(PointsStatus, "POINTS_STATUS")
    hours = Text()
    activity_id = Text()
    reason = Text()
    clause = Text()
    text = Text(1000)


class LedgerEntryMessage(Message):
    entry_id = Text()
    person_id = Text()
    jurisdiction = Text()
    year = fields.Integer()
    category = Text()
    amount = Hours()
    unit = Text()
    activity_id = Text()
    activity_type = Text()
    title = Text()
    reason = Text()
    clause = Text()
    revision = fields.Integer()
    recorded_at = Instant()


class CityYearMessage(Message):
    city = Text()
    assessment = fields.Nested(YearAssessmentMessage)
    hours_records = fields.Integer()
    hours_amount = Text()
    complete = fields.Boolean()


class TitleReviewYearMessage(Message):
    year = fields.Integer()
    answer = WireEnum(Compliance, "COMPLIANCE")
    text = Text(1000)
    cities = fields.List(fields.Nested(CityYearMessage))
