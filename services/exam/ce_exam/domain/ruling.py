"""Rulings on items found wrong (试题更正): how the item counts from then on, for everyone who was asked it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Remedy(StrEnum):
    """What is done about an item that was found wrong."""

    DROP = "drop"
    """It counts for nobody; the other questions are worth more, so that full marks stay what they were (删题)."""
    ACCEPT = "accept"
    """These answers are right, instead of the key (更正答案)."""
    GIVE = "give"
    """Everybody gets its points (送分)."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """How a version of an item counts; `accepted` holds the right answers, each as the item's own letters in order.

    Unless `marks_may_fall`, nobody's mark gets lower by it: the fault was not theirs.
    """

    remedy: Remedy
    accepted: tuple[str, ...] = ()
    marks_may_fall: bool = False


Rulings = Mapping[str, Ruling]
"""Rulings in force by item version."""
