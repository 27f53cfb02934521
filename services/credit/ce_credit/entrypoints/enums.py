"""Choices of the contract that are no notion of the domain."""

from enum import StrEnum


class ClaimView(StrEnum):
    """Which claims to list."""

    MINE = "mine"
    AWAITING_ME = "awaiting_me"


class PointsStatus(StrEnum):
    """What became of one row of filed points."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class Purpose(StrEnum):
    """What the hours are asked for."""

    TITLE_REVIEW = "title_review"
    APPOINTMENT = "appointment"
