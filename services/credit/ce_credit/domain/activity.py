"""What a person did: one fact of the rules' vocabulary per activity (活动)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID, uuid5

from ce_credit.domain import amounts

PersonYear: TypeAlias = tuple[str, int]
"""(person id, year): what is assessed as one."""

_NAMES = UUID("6f1d0c52-8f0e-4b52-9f0a-3b7c3f2f5f10")


class Source(StrEnum):
    """How the platform knows of an activity."""

    COURSE = "course"
    CLAIM = "claim"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity as it stands now; a later version replaces an earlier one.

    `facts` are in the vocabulary of the rules, without id and type. `round` is the study round of a course.
    A withdrawn activity stays on record and counts nowhere.
    """

    activity_id: str
    person_id: str
    year: int
    source: Source
    type: str
    title: str
    facts: Mapping[str, Any]
    filed_on: date
    version: int
    round: int = 0
    withdrawn: bool = False

    @property
    def person_year(self) -> PersonYear:
        """The year of the person it belongs to."""
        return self.person_id, self.year


def course_activity(
    *,
    person_id: str,
    year: int,
    course_id: str,
    title: str,
    category: str,
    part: str,
    hours: Decimal,
    round: int,
    completed_on: date,
    version: int,
) -> Activity:
    """Return the activity of a completed course (平台课程).

    There is one per person, year and course, however often it is studied: its id follows from these, and a
    later round outweighs any version of an earlier one.
    """
    facts = {"category": category, "hours": amounts.text(hours), "course": course_id, "done": completed_on.isoformat()}
    return Activity(
        str(uuid5(_NAMES, f"{person_id}/{year}/{course_id}")),
        person_id,
        year,
        Source.COURSE,
        "platform_course",
        title,
        {**facts, "part": part} if part else facts,
        completed_on,
        round * 1_000_000 + min(version, 999_999),
        round,
    )
