"""Refusals of the billing service; each reason is part of the wire contract."""

from ce_kit.errors import DomainError, Kind


class PriceByRule(DomainError):
    """A notice states this price; it cannot be set."""

    kind, reason = Kind.INVALID_ARGUMENT, "PRICE_BY_RULE"


class BackdatedPrice(DomainError):
    """A price would change the past."""

    kind, reason = Kind.INVALID_ARGUMENT, "BACKDATED_PRICE"


class BadReference(DomainError):
    """The reference names nothing of this product."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_REFERENCE"


class DuplicateLine(DomainError):
    """The same thing stands in an order twice."""

    kind, reason = Kind.INVALID_ARGUMENT, "DUPLICATE_LINE"


class NothingToPay(DomainError):
    """It is free."""

    kind, reason = Kind.FAILED_PRECONDITION, "NOTHING_TO_PAY"


class PriceNotSet(DomainError):
    """Neither a notice nor the platform states a price."""

    kind, reason = Kind.FAILED_PRECONDITION, "PRICE_NOT_SET"


class NoFailedAttempt(DomainError):
    """There is no failed attempt that a resit would follow."""

    kind, reason = Kind.FAILED_PRECONDITION, "NO_FAILED_ATTEMPT"


class MakeupNotOpen(DomainError):
    """The notice does not open this year for make-up study."""

    kind, reason = Kind.FAILED_PRECONDITION, "MAKEUP_NOT_OPEN"


class AlreadyPaid(DomainError):
    """It is paid already."""

    kind, reason = Kind.FAILED_PRECONDITION, "ALREADY_PAID"


class AlreadyOrdered(DomainError):
    """It stands in another unpaid order."""

    kind, reason = Kind.FAILED_PRECONDITION, "ALREADY_ORDERED"


class PaymentsNotOffered(DomainError):
    """This platform takes no payments."""

    kind, reason = Kind.FAILED_PRECONDITION, "PAYMENTS_NOT_OFFERED"


class OrderNotFound(DomainError):
    """No such order of the caller."""

    kind, reason = Kind.NOT_FOUND, "ORDER_NOT_FOUND"


class OrderNotPayable(DomainError):
    """The order is paid or closed."""

    kind, reason = Kind.FAILED_PRECONDITION, "ORDER_NOT_PAYABLE"


class ProviderUnavailable(DomainError):
    """The payment provider is out of reach or refused; the same call may succeed later."""

    kind, reason = Kind.UNAVAILABLE, "PROVIDER_UNAVAILABLE"


class UnknownProvider(DomainError):
    """No payment provider of this name."""

    kind, reason = Kind.NOT_FOUND, "UNKNOWN_PROVIDER"


class BadSignature(DomainError):
    """The notice was not signed by the provider."""

    kind, reason = Kind.PERMISSION_DENIED, "BAD_SIGNATURE"


class StaleNotice(DomainError):
    """The notice was signed too long ago, or in the future."""

    kind, reason = Kind.PERMISSION_DENIED, "STALE_NOTICE"


class MalformedNotice(DomainError):
    """The notice is signed, but not of the agreed form."""

    kind, reason = Kind.INVALID_ARGUMENT, "MALFORMED_NOTICE"
