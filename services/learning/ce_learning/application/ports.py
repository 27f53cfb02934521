"""What the use cases need from outside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from types import TracebackType
from typing import Any, Protocol, Self

from ce_learning.domain.course import Category, Course, Terms
from ce_learning.domain.enrolment import Enrolment
from ce_learning.domain.study import Learner, Study


class Courses(Protocol):
    """The catalogue."""

    def get(self, course_id: str, *, keep: bool = False) -> Course:
        """Return a course; with `keep` it cannot change before the commit. Raises CourseNotFound."""
        ...

    def by_keys(self, keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], Course]:
        """Return the courses with these (year, code) and lock them."""
        ...

    def listed(self, year: int, category: Category | None, after: str, limit: int) -> list[Course]:
        """Return courses of a year by code, those after the code `after`."""
        ...

    def taken(self, course_ids: Collection[str]) -> set[str]:
        """Return those courses that somebody has enrolled in."""
        ...

    def add_all(self, courses: Iterable[Course], now: datetime) -> None:
        """Add courses."""
        ...

    def change_all(self, courses: Iterable[Course], now: datetime) -> None:
        """Write new terms of courses that nobody has enrolled in."""
        ...

    def log_import(self, row: Mapping[str, Any]) -> None:
        """Keep the report of an import."""
        ...


class Enrolments(Protocol):
    """Who takes which course."""

    def add(self, enrolment: Enrolment) -> Enrolment:
        """Add an enrolment; return it, or the one that was there for this person, course and round."""
        ...

    def find(self, enrolment_ids: Collection[str]) -> dict[str, Enrolment]:
        """Return enrolments with their courses, and whether they are paid."""
        ...

    def of(self, person_id: str, year: int, before: str, limit: int) -> list[Enrolment]:
        """Return a person's enrolments, latest first, those before the id `before`; year 0 for all."""
        ...

    def save_all(self, enrolments: Iterable[Enrolment]) -> None:
        """Write study time and completion back."""
        ...


class Studies(Protocol):
    """Study sessions, and the learners' clocks that guard them."""

    def lock(self, person_ids: Collection[str], now: datetime) -> dict[str, Learner]:
        """Return the learners and lock their rows; a person seen first gets one whose time begins `now`."""
        ...

    def find(self, study_ids: Collection[str]) -> dict[str, Study]:
        """Return study sessions."""
        ...

    def add(self, study: Study) -> None:
        """Add a session."""
        ...

    def save_all(self, learners: Iterable[Learner], studies: Iterable[Study]) -> None:
        """Write learners and sessions back."""
        ...


class Openings(Protocol):
    """What other services told that opens something to a person; each fact is kept, in whatever order it comes."""

    def add_payments(self, rows: Sequence[tuple[str, str, str]], paid_at: datetime) -> None:
        """Keep that courses are paid: (person id, course id, order id)."""
        ...

    def is_paid(self, person_id: str, course_id: str) -> bool:
        """Tell whether a person's course is paid."""
        ...

    def add_class(self, person_id: str, year: int, hours: Decimal, activity_id: str) -> None:
        """Keep that accepted points open a class of so many hours."""
        ...

    def opens_class(self, person_id: str, year: int, hours: Decimal) -> bool:
        """Tell whether a class of so many hours is open to a person."""
        ...

    def add_round(self, person_id: str, year: int, category: Category, number: int, restudy_id: str) -> None:
        """Keep that a study round begins."""
        ...

    def present_round(self, person_id: str, terms: Terms) -> int:
        """Return the round in which a person studies courses of this year and category."""
        ...


class LearningUnitOfWork(Protocol):
    """One transaction over everything the service owns."""

    courses: Courses
    enrolments: Enrolments
    studies: Studies
    openings: Openings
    outbox: Any
    audit: Any

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None:
        """Keep the work."""
        ...
