"""Refusals of the credit service; each reason is part of the wire contract."""

from ce_kit.errors import DomainError, Kind


class ClaimNotFound(DomainError):
    """No such claim, or none of the caller's business."""

    kind, reason = Kind.NOT_FOUND, "CLAIM_NOT_FOUND"


class ClaimAlreadyDecided(DomainError):
    """Somebody decided this step, or the whole claim, before."""

    kind, reason = Kind.FAILED_PRECONDITION, "CLAIM_ALREADY_DECIDED"


class ClaimNotAtStep(DomainError):
    """An earlier step of the chain comes first."""

    kind, reason = Kind.FAILED_PRECONDITION, "CLAIM_NOT_AT_STEP"


class OwnClaim(DomainError):
    """Nobody reviews a claim of their own."""

    kind, reason = Kind.PERMISSION_DENIED, "OWN_CLAIM"


class ValueIsRuled(DomainError):
    """The notice fixes the value; a reviewer may not record another."""

    kind, reason = Kind.FAILED_PRECONDITION, "VALUE_IS_RULED"


class NoEmployment(DomainError):
    """Without an employer there is nobody who reviews."""

    kind, reason = Kind.FAILED_PRECONDITION, "NO_EMPLOYMENT"


class ReviewChainUnknown(DomainError):
    """The notice does not say who reviews, or the unit that would is not known."""

    kind, reason = Kind.FAILED_PRECONDITION, "REVIEW_CHAIN_UNKNOWN"


class EvidenceMissing(DomainError):
    """The rules ask for proof and none was handed in."""

    kind, reason = Kind.FAILED_PRECONDITION, "EVIDENCE_MISSING"


class EvidenceTypeRefused(DomainError):
    """Files of this type do not prove anything to a reviewer."""

    kind, reason = Kind.INVALID_ARGUMENT, "EVIDENCE_TYPE_REFUSED"


class PointsNotFiledByEmployer(DomainError):
    """The notice does not have the employer file points."""

    kind, reason = Kind.FAILED_PRECONDITION, "POINTS_NOT_FILED_BY_EMPLOYER"


class NotProvince(DomainError):
    """Only the provincial platform answers this."""

    kind, reason = Kind.FAILED_PRECONDITION, "NOT_PROVINCE"


class PersonNotFound(DomainError):
    """The province knows no such person."""

    kind, reason = Kind.NOT_FOUND, "PERSON_NOT_FOUND"


class NoRuleSet(DomainError):
    """No notice rules this jurisdiction and year."""

    kind, reason = Kind.NOT_FOUND, "NO_RULE_SET"


class UnknownJurisdiction(NoRuleSet):
    """No rules are installed for this code."""

    reason = "UNKNOWN_JURISDICTION"


class UnknownQuestion(DomainError):
    """The rules have no such question."""

    kind, reason = Kind.INVALID_ARGUMENT, "UNKNOWN_QUESTION"


class InvalidFact(DomainError):
    """A fact cannot be read; the message says where, what was found, what is expected."""

    kind, reason = Kind.INVALID_ARGUMENT, "INVALID_FACT"


class MissingFact(InvalidFact):
    """A fact the rule cannot do without is absent."""

    reason = "MISSING_FACT"
