"""Courses of a year."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Category(StrEnum):
    """Category of the hours (科目类别)."""

    PUBLIC = "public"
    PROFESSIONAL = "professional"


class Part(StrEnum):
    """Whether a course must be taken (性质)."""

    REQUIRED = "required"
    ELECTIVE = "elective"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the catalogue says of a course; year and code together name it.

    `priced`: it is paid before it is studied (缴费后学习, ZB20 三(三)). `needs_points`: the shorter class that opens
    only with accepted 学习强国 points (WH19 一(一)).
    """

    year: int
    code: str
    category: Category
    part: Part | None
    title: str
    hours: Decimal
    priced: bool
    needs_points: bool

    @property
    def hours_text(self) -> str:
        """The hours the short way: 20, 7.5."""
        return f"{self.hours.normalize():f}"


@dataclass(frozen=True, slots=True)
class Course:
    """A course of the catalogue."""

    course_id: str
    terms: Terms


def study_seconds(hours: Decimal, minutes_per_hour: int) -> int:
    """Return the study time that `hours` (学时) take; whole, because hours have one place."""
    return int(hours * minutes_per_hour * 60)
