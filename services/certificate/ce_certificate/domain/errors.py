"""Refusals of the certificate service; each reason is part of the wire contract."""

from ce_kit.errors import DomainError, Kind


class YearNotMet(DomainError):
    """The year is not met, so there is nothing to certify."""

    kind, reason = Kind.FAILED_PRECONDITION, "YEAR_NOT_MET"


class YearChanged(DomainError):
    """The year was assessed anew while its certificate was being prepared."""

    kind, reason = Kind.ABORTED, "YEAR_CHANGED"


class CertificateNotProvided(DomainError):
    """The notice forbids a certificate of this kind."""

    kind, reason = Kind.FAILED_PRECONDITION, "CERTIFICATE_NOT_PROVIDED"


class HolderIncomplete(DomainError):
    """What must be printed of the holder is not known yet."""

    kind, reason = Kind.FAILED_PRECONDITION, "HOLDER_INCOMPLETE"


class UnprintableCharacter(DomainError):
    """No font holds a character; it would be printed as an empty box."""

    kind, reason = Kind.FAILED_PRECONDITION, "UNPRINTABLE_CHARACTER"


class TooLongToPrint(DomainError):
    """The texts do not fit on the page."""

    kind, reason = Kind.FAILED_PRECONDITION, "TOO_LONG_TO_PRINT"


class CertificateNotFound(DomainError):
    """No such certificate, or not within the caller's reach."""

    kind, reason = Kind.NOT_FOUND, "CERTIFICATE_NOT_FOUND"


class CertificateNotIssued(DomainError):
    """The certificate is still being prepared."""

    kind, reason = Kind.FAILED_PRECONDITION, "CERTIFICATE_NOT_ISSUED"


class CertificateRevoked(DomainError):
    """The certificate is revoked already."""

    kind, reason = Kind.FAILED_PRECONDITION, "CERTIFICATE_REVOKED"


class NothingToVerify(DomainError):
    """Neither a verification code nor a number was given."""

    kind, reason = Kind.INVALID_ARGUMENT, "NOTHING_TO_VERIFY"
