"""Refusals of the exam service; each reason is part of the wire contract."""

from ce_kit.errors import DomainError, Kind


class PoolTooSmall(DomainError):
    """The item bank has too few items of a difficulty for the blueprint."""

    kind, reason = Kind.FAILED_PRECONDITION, "POOL_TOO_SMALL"


class ImportInterfered(DomainError):
    """Another import wrote the same items at the same time."""

    kind, reason = Kind.ABORTED, "IMPORT_INTERFERED"


class ItemNotFound(DomainError):
    """No such item in the bank."""

    kind, reason = Kind.NOT_FOUND, "ITEM_NOT_FOUND"


class BadExam(DomainError):
    """The exam's fields contradict each other."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_EXAM"


class ExamNotNeeded(DomainError):
    """The notice wants no exam in this year and category."""

    kind, reason = Kind.FAILED_PRECONDITION, "EXAM_NOT_NEEDED"


class RulesUnclear(DomainError):
    """The rules' answer cannot be carried out."""

    kind, reason = Kind.FAILED_PRECONDITION, "RULES_UNCLEAR"


class ExamNotFound(DomainError):
    """No such exam."""

    kind, reason = Kind.NOT_FOUND, "EXAM_NOT_FOUND"


class ExamNotOpen(DomainError):
    """The exam's first day has not come."""

    kind, reason = Kind.FAILED_PRECONDITION, "EXAM_NOT_OPEN"


class ExamClosed(DomainError):
    """The exam's last day is over."""

    kind, reason = Kind.FAILED_PRECONDITION, "EXAM_CLOSED"


class HoursMissing(DomainError):
    """Too few hours were studied in the present round."""

    kind, reason = Kind.FAILED_PRECONDITION, "HOURS_MISSING"


class ResitUnpaid(DomainError):
    """The next attempt must be paid for first."""

    kind, reason = Kind.FAILED_PRECONDITION, "RESIT_UNPAID"


class RestudyNeeded(DomainError):
    """The round's chances are used up; study must begin again."""

    kind, reason = Kind.FAILED_PRECONDITION, "RESTUDY_NEEDED"


class RestudyNotNeeded(DomainError):
    """There is no reason to study again."""

    kind, reason = Kind.FAILED_PRECONDITION, "RESTUDY_NOT_NEEDED"


class AlreadyPassed(DomainError):
    """The person has passed in this year and category."""

    kind, reason = Kind.FAILED_PRECONDITION, "ALREADY_PASSED"


class AwaitingMark(DomainError):
    """The last attempt has no mark yet."""

    kind, reason = Kind.FAILED_PRECONDITION, "AWAITING_MARK"


class LiveElsewhere(DomainError):
    """The person is sitting another exam of this year and category."""

    kind, reason = Kind.FAILED_PRECONDITION, "LIVE_ELSEWHERE"


class StartInterfered(DomainError):
    """Another start of the same person changed what this one was decided on."""

    kind, reason = Kind.ABORTED, "START_INTERFERED"


class AttemptNotFound(DomainError):
    """No such attempt, or not the caller's."""

    kind, reason = Kind.NOT_FOUND, "ATTEMPT_NOT_FOUND"


class AttemptLive(DomainError):
    """The attempt is not over yet."""

    kind, reason = Kind.FAILED_PRECONDITION, "ATTEMPT_LIVE"


class BadExtension(DomainError):
    """The extension would extend nothing."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_EXTENSION"


class BadAnswers(Exception):
    """The answer sheet is not of the form a paper can have; the gateway lets none such in."""


class BadSession(DomainError):
    """The session's fields contradict each other."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_SESSION"


class SessionNotFound(DomainError):
    """No such session."""

    kind, reason = Kind.NOT_FOUND, "SESSION_NOT_FOUND"


class OfflineTooLate(DomainError):
    """The notice's last day for offline exams is before the session."""

    kind, reason = Kind.FAILED_PRECONDITION, "OFFLINE_TOO_LATE"


class SessionCalledOff(DomainError):
    """The session was called off."""

    kind, reason = Kind.FAILED_PRECONDITION, "SESSION_CALLED_OFF"


class SessionOver(DomainError):
    """The session has begun or is over."""

    kind, reason = Kind.FAILED_PRECONDITION, "SESSION_OVER"


class SessionNotOver(DomainError):
    """The session is not over yet."""

    kind, reason = Kind.FAILED_PRECONDITION, "SESSION_NOT_OVER"


class SessionFull(DomainError):
    """No seat is free."""

    kind, reason = Kind.FAILED_PRECONDITION, "SESSION_FULL"


class RegistrationClosed(DomainError):
    """It is not the time to register."""

    kind, reason = Kind.FAILED_PRECONDITION, "REGISTRATION_CLOSED"


class RegistrationNotFound(DomainError):
    """No such registration, or not the caller's."""

    kind, reason = Kind.NOT_FOUND, "REGISTRATION_NOT_FOUND"


class RegistrationInterfered(DomainError):
    """Somebody took the seat or the place on the list at the same time."""

    kind, reason = Kind.ABORTED, "REGISTRATION_INTERFERED"


class TooLateToCancel(DomainError):
    """The registration can be cancelled no more."""

    kind, reason = Kind.FAILED_PRECONDITION, "TOO_LATE_TO_CANCEL"


class AlreadyRegistered(DomainError):
    """The person is registered for a session of the year and category."""

    kind, reason = Kind.FAILED_PRECONDITION, "ALREADY_REGISTERED"


class HeldOffline(DomainError):
    """The exam is sat in sessions, not online."""

    kind, reason = Kind.FAILED_PRECONDITION, "HELD_OFFLINE"


class ModeChosen(DomainError):
    """The other mode was chosen, and only one of the two is allowed."""

    kind, reason = Kind.FAILED_PRECONDITION, "MODE_CHOSEN"


class MarkImportNotFound(DomainError):
    """No such import of marks."""

    kind, reason = Kind.NOT_FOUND, "MARK_IMPORT_NOT_FOUND"


class SecondPersonNeeded(DomainError):
    """Who asked for it cannot confirm it."""

    kind, reason = Kind.FAILED_PRECONDITION, "SECOND_PERSON_NEEDED"


class AlreadyDecided(DomainError):
    """Somebody decided it before."""

    kind, reason = Kind.FAILED_PRECONDITION, "ALREADY_DECIDED"


class UnprintableCharacter(DomainError):
    """A character stands in no font."""

    kind, reason = Kind.FAILED_PRECONDITION, "UNPRINTABLE_CHARACTER"


class BadPoints(DomainError):
    """The points are outside of the exam's marks, or change nothing."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_POINTS"


class CorrectionPending(DomainError):
    """A correction of this mark awaits its decision."""

    kind, reason = Kind.FAILED_PRECONDITION, "CORRECTION_PENDING"


class CorrectionNotFound(DomainError):
    """No such correction."""

    kind, reason = Kind.NOT_FOUND, "CORRECTION_NOT_FOUND"


class MarkChanged(DomainError):
    """The mark that was to be changed holds no more."""

    kind, reason = Kind.FAILED_PRECONDITION, "MARK_CHANGED"


class AppealTooLate(DomainError):
    """The time to appeal is over."""

    kind, reason = Kind.FAILED_PRECONDITION, "APPEAL_TOO_LATE"


class AlreadyAppealed(DomainError):
    """There was an appeal against this mark."""

    kind, reason = Kind.FAILED_PRECONDITION, "ALREADY_APPEALED"


class AppealNotFound(DomainError):
    """No such appeal."""

    kind, reason = Kind.NOT_FOUND, "APPEAL_NOT_FOUND"


class NothingProposed(DomainError):
    """No answer awaits its confirmation."""

    kind, reason = Kind.FAILED_PRECONDITION, "NOTHING_PROPOSED"


class BadRuling(DomainError):
    """The item cannot have these answers."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_RULING"


class RescoreNotFound(DomainError):
    """No such re-scoring."""

    kind, reason = Kind.NOT_FOUND, "RESCORE_NOT_FOUND"


class PreviewChanged(DomainError):
    """Other marks would change than the person who decides was shown."""

    kind, reason = Kind.FAILED_PRECONDITION, "PREVIEW_CHANGED"


class FlagNotFound(DomainError):
    """No such flag."""

    kind, reason = Kind.NOT_FOUND, "FLAG_NOT_FOUND"
