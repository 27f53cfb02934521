"""What the use cases need from outside."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Protocol, Self

from ce_org.domain.employment import Employment, EmploymentState
from ce_org.domain.registration import Registration, RegistrationState
from ce_org.domain.unit import Branch, Unit, UnitKind


class Units(Protocol):
    """The tree of units. Units that were closed are found by id only."""

    def get(self, unit_id: str) -> Unit:
        """Return a unit. Raises UnitNotFound."""
        ...

    def lock(self, unit_id: str) -> Unit:
        """Return a unit and lock its row. Raises UnitNotFound."""
        ...

    def by_ids(self, unit_ids: Collection[str]) -> dict[str, Unit]:
        """Return units by id."""
        ...

    def branch(self, unit_id: str) -> Branch:
        """Return a unit with all units above it. Raises UnitNotFound."""
        ...

    def root(self) -> Unit | None:
        """Return the platform's root."""
        ...

    def parents_below(self, unit_id: str) -> list[Unit]:
        """Return the unit, and the HRSS units and authorities below it."""
        ...

    def hrss_below(self, unit_ids: Collection[str]) -> set[str]:
        """Return those of `unit_ids` that are HRSS units, with the HRSS units below them."""
        ...

    def by_usccs(self, usccs: Collection[str]) -> dict[str, Unit]:
        """Return the units with these credit codes."""
        ...

    def by_keys(self, keys: Collection[str]) -> list[Unit]:
        """Return the units whose names compare equal to these keys."""
        ...

    def add_all(self, units: Iterable[Unit]) -> None:
        """Add units. Raises UnitExists when another request added one of them meanwhile."""
        ...

    def save(self, unit: Unit) -> None:
        """Write a unit back."""
        ...

    def candidates(self, key: str, kind: UnitKind | None, limit: int) -> list[Unit]:
        """Return built-in and registered units that may fit a search: by name, prefix and credit code."""
        ...


class Registrations(Protocol):
    """Applications to administer units."""

    def lock(self, registration_id: str) -> Registration:
        """Return an application and lock its row. Raises RegistrationNotFound."""
        ...

    def pending_of(self, unit_id: str) -> list[Registration]:
        """Return the applications for a unit that wait."""
        ...

    def add(self, registration: Registration) -> None:
        """Add an application. Raises RegistrationExists when the person's application for the unit waits."""
        ...

    def save(self, registration: Registration) -> None:
        """Write an application back."""
        ...

    def of_applicant(
        self, person_id: str, state: RegistrationState | None, after: Sequence[Any] | None, limit: int
    ) -> list[Registration]:
        """Return a person's applications, oldest first."""
        ...

    def below(
        self, unit_ids: Collection[str], state: RegistrationState | None, after: Sequence[Any] | None, limit: int
    ) -> list[Registration]:
        """Return the applications for units directly below `unit_ids`, oldest first."""
        ...


class Employments(Protocol):
    """Employments by person and employer."""

    def lock(self, employment_id: str) -> Employment:
        """Return an employment and lock its row. Raises EmploymentNotFound."""
        ...

    def between(self, employer_ids: Collection[str], person_ids: Collection[str]) -> list[Employment]:
        """Return all employments, past ones included, of these persons with these employers; locks their rows."""
        ...

    def add_all(self, employments: Iterable[Employment], now: datetime) -> None:
        """Add employments. Raises EmploymentAlreadyRequested when another request added the same meanwhile."""
        ...

    def save_all(self, employments: Iterable[Employment]) -> None:
        """Write employments back."""
        ...

    def staff_of(
        self, employer_id: str, state: EmploymentState, after: Sequence[Any] | None, limit: int
    ) -> list[Employment]:
        """Return an employer's employments in one state, oldest first."""
        ...

    def of_person(self, person_id: str, after: Sequence[Any] | None, limit: int) -> list[Employment]:
        """Return a person's employments, newest first."""
        ...


class OrgUnitOfWork(Protocol):
    """One transaction over everything the service owns."""

    units: Units
    registrations: Registrations
    employments: Employments
    outbox: Any
    audit: Any

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None:
        """Keep the work."""
        ...

    def fresh(self, events: Sequence[Any], key: str = "id") -> list[Any]:
        """Return those events of a batch that had no effect yet."""
        ...
