"""Refusals of the federation; each reason is part of the wire contract."""

from ce_kit.errors import DomainError, Kind


class CityUnknown(DomainError):
    """The caller did not prove to be a city the province knows."""

    kind, reason = Kind.UNAUTHENTICATED, "CITY_UNKNOWN"


class ChainBroken(DomainError):
    """A batch does not follow the one committed before it: two ledgers claim to be this city's."""

    kind, reason = Kind.FAILED_PRECONDITION, "CHAIN_BROKEN"


class EpochPast(DomainError):
    """The batch belongs to an epoch that a later one has replaced."""

    kind, reason = Kind.FAILED_PRECONDITION, "EPOCH_PAST"


class BatchAltered(DomainError):
    """A batch's content does not match its hash."""

    kind, reason = Kind.INVALID_ARGUMENT, "BATCH_ALTERED"


class NoProvince(DomainError):
    """This platform reports to no province."""

    kind, reason = Kind.FAILED_PRECONDITION, "NO_PROVINCE"


class ProvinceUnreachable(DomainError):
    """The province does not answer now."""

    kind, reason = Kind.UNAVAILABLE, "PROVINCE_UNREACHABLE"
