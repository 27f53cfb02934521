"""The courses of the two years."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ce_demo.files.city import City
from ce_demo.files.table import read_table


@dataclass(frozen=True, slots=True)
class Course:
    """A row of the catalogue; `series` is known to the story only, the other words are those of the file."""

    series: str
    code: str
    year: int
    category: str
    part: str
    title: str
    hours: Decimal
    priced: str
    needs_points: str


@cache
def courses(city: City) -> tuple[Course, ...]:
    """Return the catalogue of the city's year."""
    return tuple(
        Course(
            row["series"],
            row["code"],
            city.year,
            row["category"],
            row["part"],
            row["title"],
            Decimal(row["hours"]),
            row["priced"],
            row["needs_points"],
        )
        for row in read_table(f"courses/{city.folder}")
    )


def series(city: City, *names: str) -> tuple[Course, ...]:
    """Return the courses of some series, e.g. `series(ZIBO, "public_required", "public_elective")`.

    Zibo: public_required (20 hours), public_elective (10), medicine (20, priced), education, engineering.
    Weihai: public_class (30), points_class (25), engineering (60), medicine, agriculture.
    """
    return tuple(course for course in courses(city) if course.series in names)
