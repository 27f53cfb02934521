"""Messages of the exam service; each equals its proto message (tests/contract)."""

from typing import Any

from marshmallow import ValidationError, post_load, validates_schema

from ce_exam.domain.attempt import AttemptState, Closing
from ce_exam.domain.attempt_policy import AfterFailure
from ce_exam.domain.blueprint import BlueprintLine, canonical
from ce_exam.domain.exam_mode import ExamMode
from ce_exam.domain.grading import MultipleChoiceRule
from ce_exam.domain.item import Category, Difficulty, ItemKind
from ce_exam.domain.received import SetAsideReason, SheetKind
from ce_exam.domain.standing import Status
from ce_kit import checks, fields
from ce_kit.wire import Day, Hours, Instant, Message, PageRequest, RequestId, Text, WireEnum


def _category(**kwargs: Any) -> WireEnum:
    return WireEnum(Category, "EXAM_CATEGORY", **kwargs)


class BlueprintLineMessage(Message):
    difficulty = WireEnum(Difficulty, "DIFFICULTY", required=True)
    count = fields.Integer(required=True, validate=checks.Range(min=1, max=200))
    topic = Text(60)


class AttemptPolicyMessage(Message):
    after_failure = WireEnum(AfterFailure, "AFTER_FAILURE")
    chances = fields.Integer()
    chances_after_restudy = fields.Integer()
    resit_fee_fen = fields.Integer()
    clause = Text()
    source = Text()
    text = Text()


class ModePolicyMessage(Message):
    exclusive = fields.Boolean()
    change_after_failure = fields.Boolean()
    clause = Text()


class ExamMessage(Message):
    exam_id = Text()
    year = fields.Integer()
    category = _category()
    title = Text()
    mode = WireEnum(ExamMode, "EXAM_MODE")
    opens_on = Day()
    closes_on = Day()
    duration_minutes = fields.Integer()
    blueprint = fields.List(fields.Nested(BlueprintLineMessage))
    points_per_item = fields.Integer()
    full_marks = fields.Integer()
    pass_mark = fields.Integer()
    multiple_choice_rule = WireEnum(MultipleChoiceRule, "MULTIPLE_CHOICE_RULE")
    min_study_hours = Hours()
    policy = fields.Nested(AttemptPolicyMessage)
    mode_policy = fields.Nested(ModePolicyMessage)


class StandingMessage(Message):
    status = WireEnum(Status, "STANDING_STATUS")
    message = Text()
    round = fields.Integer()
    hours_needed = Hours()
    hours_have = Hours()
    attempts_used = fields.Integer()
    attempts_allowed = fields.Integer()
    attempt_id = Text()


class OptionMessage(Message):
    label = Text()
    text = Text()


class QuestionMessage(Message):
    number = fields.Integer()
    kind = WireEnum(ItemKind, "ITEM_KIND")
    stem = Text()
    options = fields.List(fields.Nested(OptionMessage))
    points = fields.Integer()


class PaperMessage(Message):
    paper_hash = Text()
    questions = fields.List(fields.Nested(QuestionMessage))


class AnswerMessage(Message):
    number = fields.Integer(required=True)
    chosen = Text(20)


class SavedSheetMessage(Message):
    sequence = fields.Integer()
    answers = fields.List(fields.Nested(AnswerMessage))
    answers_sha256 = Text()
    received_at = Instant()
    request_id = Text()


class MarkMessage(Message):
    points = fields.Integer()
    pass_mark = fields.Integer()
    passed = fields.Boolean()
    sat_on = Day()


class AttemptMessage(Message):
    attempt_id = Text()
    person_id = Text()
    exam_id = Text()
    year = fields.Integer()
    category = _category()
    number = fields.Integer()
    round = fields.Integer()
    state = WireEnum(AttemptState, "ATTEMPT_STATE")
    paper_hash = Text()
    started_at = Instant()
    deadline = Instant()
    closed_at = Instant()
    mark = fields.Nested(MarkMessage)
    excused = fields.Boolean()


class CreateExamRequest(Message):
    request_id = RequestId()
    year = fields.Integer(required=True, validate=checks.Range(min=2000, max=2100))
    category = _category(required=True)
    title = Text(100, required=True)
    opens_on = Day(required=True)
    closes_on = Day(required=True)
    duration_minutes = fields.Integer(load_default=0, validate=checks.Range(min=0, max=43_200))
    blueprint = fields.List(fields.Nested(BlueprintLineMessage), load_default=list)
    points_per_item = fields.Integer(load_default=0, validate=checks.Range(min=0, max=100))
    pass_mark = fields.Integer(required=True, validate=checks.Range(min=1))
    multiple_choice_rule = WireEnum(MultipleChoiceRule, "MULTIPLE_CHOICE_RULE", load_default=None)
    min_study_hours = Hours(required=True)
    mode = WireEnum(ExamMode, "EXAM_MODE", load_default=None)
    full_marks = fields.Integer(load_default=0, validate=checks.Range(min=0, max=1000))

    @validates_schema
    def _each_line_once(self, data: dict[str, Any], **_: Any) -> None:
        lines = [(line["topic"], line["difficulty"]) for line in data.get("blueprint", [])]
        if len(set(lines)) < len(lines):
            raise ValidationError("同一主题的同一难度只能出现一次", "blueprint")

    @post_load
    def _fields_of_an_exam(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        offline_marks = data.pop("full_marks")
        return {
            **data,
            "offline_marks": offline_marks,
            "blueprint": canonical(BlueprintLine(**line) for line in data["blueprint"]),
            "multiple_choice_rule": data["multiple_choice_rule"] or MultipleChoiceRule.ALL_OR_NOTHING,
            "mode": data["mode"] or ExamMode.ONLINE,
        }


class CreateExamResponse(Message):
    exam = fields.Nested(ExamMessage)


class ListExamsRequest(PageRequest):
    year = fields.Integer(load_default=0)


class ListedExamMessage(Message):
    exam = fields.Nested(ExamMessage)
    standing = fields.Nested(StandingMessage)


class ListExamsResponse(Message):
    exams = fields.List(fields.Nested(ListedExamMessage))
    next_page_token = Text()


class GrantExtensionRequest(Message):
    request_id = RequestId()
    exam_id = Text(36, required=True)
    person_id = Text(36, required=True)
    extra_minutes = fields.Integer(load_default=0, validate=checks.Range(min=0, max=10_080))
    closes_on = Day(load_default=None)
    reason = Text(500, required=True)


class GrantExtensionResponse(Message):
    extension_id = Text()
    closes_at = Instant()
    duration_minutes = fields.Integer()
    deadline = Instant()
    excused_attempt_id = Text()


class StartAttemptRequest(Message):
    request_id = RequestId()
    exam_id = Text(36, required=True)


class HandedInMessage(Message):
    request_id = Text()
    sequence = fields.Integer()
    answers_sha256 = Text()
    received_at = Instant()
    closing = WireEnum(Closing, "CLOSING")


class SetAsideMessage(Message):
    request_id = Text()
    kind = WireEnum(SheetKind, "SHEET_KIND")
    answers_sha256 = Text()
    received_at = Instant()
    reason = WireEnum(SetAsideReason, "SET_ASIDE_REASON")
    message = Text()


class StartAttemptResponse(Message):
    attempt = fields.Nested(AttemptMessage)
    paper = fields.Nested(PaperMessage)
    saved = fields.Nested(SavedSheetMessage)
    capability = Text()
    handed_in = fields.Nested(HandedInMessage)
    set_aside = fields.List(fields.Nested(SetAsideMessage))


class GetAttemptRequest(Message):
    attempt_id = Text(36, required=True)


class GetAttemptResponse(Message):
    attempt = fields.Nested(AttemptMessage)
    paper = fields.Nested(PaperMessage)
    saved = fields.Nested(SavedSheetMessage)
    handed_in = fields.Nested(HandedInMessage)
    set_aside = fields.List(fields.Nested(SetAsideMessage))


class ListAttemptsRequest(PageRequest):
    exam_id = Text(36)
    person_id = Text(36)


class ListAttemptsResponse(Message):
    attempts = fields.List(fields.Nested(AttemptMessage))
    next_page_token = Text()


class RequestRestudyRequest(Message):
    request_id = RequestId()
    exam_id = Text(36, required=True)


class RequestRestudyResponse(Message):
    restudy_id = Text()
    round = fields.Integer()


class CourseCompleted(Message):
    """The data of learning.course.completed.v1, as far as it is heard."""

    enrolment_id = Text(36, required=True)
    person_id = Text(36, required=True)
    year = fields.Integer(required=True)
    category = fields.Enum(Category, by_value=True, required=True)
    round = fields.Integer(required=True)
    hours = Hours(required=True)


class PaidLine(Message):
    product = Text(20, required=True)
    reference = Text(80)
    person_id = Text(36, required=True)


class OrderPaid(Message):
    """The data of billing.order.paid.v1, as far as it is heard."""

    order_id = Text(36, required=True)
    lines = fields.List(fields.Nested(PaidLine), required=True)
