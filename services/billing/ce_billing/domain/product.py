"""What can be bought."""

from dataclasses import dataclass
from enum import StrEnum


class Product(StrEnum):
    """A product; the reference says which one of its kind."""

    RESIT = "resit"  # exam id
    COURSE = "course"  # course id
    MAKEUP = "makeup"  # year


BOUGHT_ONCE = (Product.COURSE, Product.MAKEUP)
"""Products that a person needs at most once; a resit may be needed after each failure."""


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A thing for a person."""

    product: Product
    reference: str
    person_id: str


@dataclass(frozen=True, slots=True)
class Course:
    """What learning says of a course."""

    course_id: str
    title: str
    year: int
    category: str
    priced: bool
