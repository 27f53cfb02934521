"""Refusals of the identity service; each reason is part of the wire contract."""

from ce_kit.errors import DomainError, Kind


class BadIdNumber(DomainError):
    """The ID number cannot exist."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_ID_NUMBER"


class WeakPassword(DomainError):
    """The password is too easy to guess."""

    kind, reason = Kind.INVALID_ARGUMENT, "WEAK_PASSWORD"


class PersonExists(DomainError):
    """A person with this ID number is known already."""

    kind, reason = Kind.ALREADY_EXISTS, "PERSON_EXISTS"


class PersonNotFound(DomainError):
    """No such person, or not within the caller's reach."""

    kind, reason = Kind.NOT_FOUND, "PERSON_NOT_FOUND"


class BadCredentials(DomainError):
    """Login and secret do not belong together; says the same for an unknown login."""

    kind, reason = Kind.UNAUTHENTICATED, "BAD_CREDENTIALS"


class TooManyAttempts(DomainError):
    """Too many wrong secrets in a row."""

    kind, reason = Kind.RESOURCE_EXHAUSTED, "TOO_MANY_ATTEMPTS"


class SessionEnded(DomainError):
    """The refresh token is used, ended or unknown."""

    kind, reason = Kind.UNAUTHENTICATED, "SESSION_ENDED"


class UnknownRole(DomainError):
    """No such role."""

    kind, reason = Kind.INVALID_ARGUMENT, "UNKNOWN_ROLE"


class WrongScope(DomainError):
    """The role does not belong to units of this kind."""

    kind, reason = Kind.INVALID_ARGUMENT, "WRONG_SCOPE"


class RoleNotHeld(DomainError):
    """The person does not hold the role."""

    kind, reason = Kind.NOT_FOUND, "ROLE_NOT_HELD"


class EmployerNotFound(DomainError):
    """The unit is no employer."""

    kind, reason = Kind.NOT_FOUND, "EMPLOYER_NOT_FOUND"


class BadName(DomainError):
    """The text cannot be a person's name."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_NAME"
