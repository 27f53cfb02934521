"""Yes, no, or not to be decided without a person (是否达标)."""

from collections.abc import Iterable
from enum import StrEnum


class Compliance(StrEnum):
    """Whether something is met, in the words of the rules."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def all_of(answers: Iterable[Compliance]) -> Compliance:
    """Return yes when all are yes, no as soon as one is no, else unknown."""
    found = set(answers)
    if Compliance.NO in found:
        return Compliance.NO
    return Compliance.YES if found == {Compliance.YES} else Compliance.UNKNOWN
