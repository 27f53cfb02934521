"""Refusals of the learning service; each reason is part of the wire contract."""

from ce_kit.errors import DomainError, Kind


class CourseNotFound(DomainError):
    """No such course."""

    kind, reason = Kind.NOT_FOUND, "COURSE_NOT_FOUND"


class EnrolmentNotFound(DomainError):
    """No such enrolment of the caller."""

    kind, reason = Kind.NOT_FOUND, "ENROLMENT_NOT_FOUND"


class StudyNotFound(DomainError):
    """No such study session of the caller."""

    kind, reason = Kind.NOT_FOUND, "STUDY_NOT_FOUND"


class PointsRequired(DomainError):
    """The class opens only with accepted 学习强国 points."""

    kind, reason = Kind.FAILED_PRECONDITION, "POINTS_REQUIRED"


class PaymentRequired(DomainError):
    """The course is paid before it is studied."""

    kind, reason = Kind.FAILED_PRECONDITION, "PAYMENT_REQUIRED"


class AlreadyCompleted(DomainError):
    """The enrolment has all its study time."""

    kind, reason = Kind.FAILED_PRECONDITION, "ALREADY_COMPLETED"


class RoundOver(DomainError):
    """The person studies in a later round now."""

    kind, reason = Kind.FAILED_PRECONDITION, "ROUND_OVER"
