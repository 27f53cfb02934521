"""Who is who in the demo: the staff of the two employers and the administrators."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from ce_demo.files.city import City
from ce_demo.files.invented import id_number
from ce_demo.files.table import read_table

FIRST_ROW = 2


class Part(StrEnum):
    """What a person does in the story."""

    HRSS_ADMIN = "hrss_admin"
    AUTHORITY_ADMIN = "authority_admin"
    EMPLOYER_ADMIN = "employer_admin"
    TITLE_READER = "title_reader"
    WHOLE_YEAR = "whole_year"
    POINTS_TAKEN = "points_taken"
    POINTS_SHORT = "points_short"
    RESTUDIES = "restudies"
    COLLEAGUE = ""


class Flaw(StrEnum):
    """What is wrong with a row of the staff list, and the code by which identity refuses it (column 身份证号)."""

    CHECK_CHARACTER = "BAD_ID_NUMBER"
    NUMBER_CELL = "NUMBER_CELL"
    DUPLICATE = "DUPLICATE_IN_FILE"


@dataclass(frozen=True, slots=True)
class Person:
    """A person; `row` is the row in the city's staff.xlsx, 0 for administrators, who are not on a list.

    `points` are 学习强国 points for the employer's batch, 0 for people outside of it.
    """

    part: Part
    name: str
    id_number: str = field(repr=False)
    row: int = 0
    title: str = ""
    specialty: str = ""
    started_on: str = ""
    points: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a staff list: whom it means, and what is wrong with it."""

    person: Person
    flaw: Flaw | None


@cache
def entries(city: City) -> tuple[Entry, ...]:
    """Return every row of the city's staff list, the bad ones too."""
    return tuple(_entry(row, number) for number, row in enumerate(read_table(f"people/{city.folder}"), FIRST_ROW))


def staff(city: City) -> tuple[Person, ...]:
    """Return the people whom the import takes, in the order of the list."""
    return tuple(entry.person for entry in entries(city) if entry.flaw is None)


def refused(city: City) -> dict[int, Flaw]:
    """Return the rows that the import must refuse: row number → why."""
    return {entry.person.row: entry.flaw for entry in entries(city) if entry.flaw is not None}


@cache
def administrators(code: str) -> tuple[Person, ...]:
    """Return the administrators and readers of a platform, by its GB/T 2260 code."""
    return tuple(
        Person(Part(row["part"]), row["name"], id_number(row["born_and_order"]))
        for row in read_table("people/administrators")
        if row["platform"] == code
    )


def all_with(part: Part, people: Iterable[Person]) -> tuple[Person, ...]:
    """Return the people with a part, e.g. `all_with(Part.POINTS_TAKEN, staff(WEIHAI))`."""
    return tuple(person for person in people if person.part is part)


def the(part: Part, people: Iterable[Person]) -> Person:
    """Return the one person with a part, e.g. `the(Part.WHOLE_YEAR, staff(ZIBO))`."""
    (person,) = all_with(part, people)
    return person


def _entry(row: dict[str, str], number: int) -> Entry:
    person = Person(
        part=Part(row["part"]),
        name=row["name"],
        id_number=id_number(row["born_and_order"]),
        row=number,
        title=row["title"],
        specialty=row["specialty"],
        started_on=row["started_on"],
        points=int(row["points"] or 0),
    )
    return Entry(person, Flaw[row["flaw"].upper()] if row["flaw"] else None)
