"""Refusals of the org service; each reason is part of the wire contract."""

from ce_kit.errors import DomainError, Kind


class BadUscc(DomainError):
    """The unified social credit code cannot exist, or is missing where one must be."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_USCC"


class BadUnitName(DomainError):
    """The text cannot be a unit's name."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_UNIT_NAME"


class BadJurisdiction(DomainError):
    """The code is no GB/T 2260 code, or lies outside the territory of the unit above."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_JURISDICTION"


class WrongParent(DomainError):
    """A unit of this kind cannot stand below that unit."""

    kind, reason = Kind.INVALID_ARGUMENT, "WRONG_PARENT"


class UnitNotFound(DomainError):
    """No such unit."""

    kind, reason = Kind.NOT_FOUND, "UNIT_NOT_FOUND"


class UnitExists(DomainError):
    """A unit with this credit code, or with this name below the same unit, is known already."""

    kind, reason = Kind.ALREADY_EXISTS, "UNIT_EXISTS"


class RootExists(DomainError):
    """The platform has its root for another territory."""

    kind, reason = Kind.FAILED_PRECONDITION, "ROOT_EXISTS"


class ParentNotRegistered(DomainError):
    """The unit above is not registered; registration goes from the top down (ZB20 一.1)."""

    kind, reason = Kind.FAILED_PRECONDITION, "PARENT_NOT_REGISTERED"


class UnitAlreadyRegistered(DomainError):
    """The unit has its administrator."""

    kind, reason = Kind.FAILED_PRECONDITION, "UNIT_ALREADY_REGISTERED"


class UnitUnderReview(DomainError):
    """The unit was proposed by somebody and is not approved yet."""

    kind, reason = Kind.FAILED_PRECONDITION, "UNIT_UNDER_REVIEW"


class RegistrationExists(DomainError):
    """The person has applied for this unit already."""

    kind, reason = Kind.ALREADY_EXISTS, "REGISTRATION_EXISTS"


class RegistrationNotFound(DomainError):
    """No such application, or not within the caller's reach."""

    kind, reason = Kind.NOT_FOUND, "REGISTRATION_NOT_FOUND"


class RegistrationAlreadyDecided(DomainError):
    """Somebody was faster."""

    kind, reason = Kind.FAILED_PRECONDITION, "REGISTRATION_ALREADY_DECIDED"


class AlreadyEmployed(DomainError):
    """The person belongs to this employer already."""

    kind, reason = Kind.ALREADY_EXISTS, "ALREADY_EMPLOYED"


class EmploymentAlreadyRequested(DomainError):
    """The person's request waits for this employer's decision."""

    kind, reason = Kind.ALREADY_EXISTS, "EMPLOYMENT_ALREADY_REQUESTED"


class EmploymentNotFound(DomainError):
    """No such employment, or not within the caller's reach."""

    kind, reason = Kind.NOT_FOUND, "EMPLOYMENT_NOT_FOUND"


class EmploymentAlreadyDecided(DomainError):
    """The request was approved or rejected before."""

    kind, reason = Kind.FAILED_PRECONDITION, "EMPLOYMENT_ALREADY_DECIDED"


class EmploymentNotActive(DomainError):
    """Only an employment that holds can get a last day."""

    kind, reason = Kind.FAILED_PRECONDITION, "EMPLOYMENT_NOT_ACTIVE"


class BadDay(DomainError):
    """The day cannot be the first or last one of an employment."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_DAY"
