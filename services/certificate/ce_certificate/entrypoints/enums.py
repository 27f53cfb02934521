"""Choices of callers that the domain does not know."""

from enum import StrEnum


class View(StrEnum):
    """Which certificates to list."""

    MINE = "MINE"
    IN_REACH = "IN_REACH"
