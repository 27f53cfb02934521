"""Messages of the learning service; each equals its proto message (tests/contract)."""

from ce_files.row_report import RowReport
from ce_kit import checks, fields
from ce_kit.wire import Day, Hours, Instant, Message, PageRequest, RequestId, Text, WireEnum
from ce_learning.domain.course import Category, Part
from ce_learning.domain.enrolment import EnrolmentState
from ce_learning.domain.study import Shortfall

MOST_SECONDS = 2**31 - 1


class CourseMessage(Message):
    course_id = Text()
    code = Text(attribute="terms.code")
    year = fields.Integer(attribute="terms.year")
    category = WireEnum(Category, "COURSE_CATEGORY", attribute="terms.category")
    part = WireEnum(Part, "COURSE_PART", attribute="terms.part")
    title = Text(attribute="terms.title")
    hours = Hours(attribute="terms.hours")
    priced = fields.Boolean(attribute="terms.priced")
    needs_points = fields.Boolean(attribute="terms.needs_points")


class EnrolmentMessage(Message):
    enrolment_id = Text()
    course = fields.Nested(CourseMessage)
    round = fields.Integer()
    state = WireEnum(EnrolmentState, "ENROLMENT_STATE")
    studied_seconds = fields.Integer()
    required_seconds = fields.Integer()
    enrolled_at = Instant()
    completed_on = Day()


class ImportCatalogueRequest(Message):
    request_id = RequestId()
    file_ticket = Text(4000, required=True)
    dry_run = fields.Boolean(load_default=False)


class ImportCatalogueResponse(Message):
    import_id = Text()
    dry_run = fields.Boolean()
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    rows = fields.List(fields.Nested(RowReport))
    unknown_columns = fields.List(fields.String())


class ListCoursesRequest(PageRequest):
    year = fields.Integer(required=True, validate=checks.Range(min=1990, max=2200))
    category = WireEnum(Category, "COURSE_CATEGORY", load_default=None)


class ListCoursesResponse(Message):
    courses = fields.List(fields.Nested(CourseMessage))
    next_page_token = Text(500)


class GetCourseRequest(Message):
    course_id = Text(36, required=True)


class GetCourseResponse(Message):
    course = fields.Nested(CourseMessage)


class EnrolRequest(Message):
    request_id = RequestId()
    course_id = Text(36, required=True)


class EnrolResponse(Message):
    enrolment = fields.Nested(EnrolmentMessage)


class ListEnrolmentsRequest(PageRequest):
    year = fields.Integer(load_default=0, validate=checks.Range(min=0, max=2200))


class ListEnrolmentsResponse(Message):
    enrolments = fields.List(fields.Nested(EnrolmentMessage))
    next_page_token = Text(500)


class StartStudyRequest(Message):
    request_id = RequestId()
    enrolment_id = Text(36, required=True)


class StartStudyResponse(Message):
    study_id = Text()
    enrolment = fields.Nested(EnrolmentMessage)
    longest_segment_seconds = fields.Integer()


class ReportStudyRequest(Message):
    study_id = Text(36, required=True)
    position_seconds = fields.Integer(required=True, validate=checks.Range(min=0, max=MOST_SECONDS))


class ReportStudyResponse(Message):
    claimed_seconds = fields.Integer(attribute="grant.claimed")
    granted_seconds = fields.Integer(attribute="grant.seconds")
    shortfall = WireEnum(Shortfall, "SHORTFALL", attribute="grant.shortfall")
    explanation = Text(500, attribute="grant.explanation")
    enrolment = fields.Nested(EnrolmentMessage)


class PaidLine(Message):
    """A line of billing.order.paid.v1."""

    product = Text(20, required=True)
    reference = Text(80, required=True)
    person_id = Text(36, required=True)


class OrderPaid(Message):
    """billing.order.paid.v1."""

    order_id = Text(36, required=True)
    paid_at = Instant(required=True)
    lines = fields.List(fields.Nested(PaidLine), required=True)


class PointsAccepted(Message):
    """credit.points.accepted.v1."""

    activity_id = Text(80, required=True)
    person_id = Text(36, required=True)
    year = fields.Integer(required=True)
    opens_class_hours = fields.Integer(load_default=0)


class RestudyGranted(Message):
    """exam.restudy.granted.v1."""

    restudy_id = Text(36, required=True)
    person_id = Text(36, required=True)
    year = fields.Integer(required=True)
    category = fields.Enum(Category, by_value=True, required=True)
    round = fields.Integer(required=True, validate=checks.Range(min=2))
