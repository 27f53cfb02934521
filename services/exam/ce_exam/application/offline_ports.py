"""What the use cases of offline exams need from outside."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from ce_exam.application.bank_ports import StoredFile
from ce_exam.domain.attempt import Attempt
from ce_exam.domain.item import Category
from ce_exam.domain.session import Registration, Session


class Sessions(Protocol):
    """Announced sessions and the seats taken in them."""

    def add(self, session: Session) -> None:
        """Add a session. Raises RegistrationInterfered when its number was taken meanwhile."""
        ...

    def get(self, session_id: str, *, lock: bool = False) -> Session:
        """Return a session, its row locked if asked. Raises SessionNotFound."""
        ...

    def of_exam(self, exam_id: str) -> list[Session]:
        """Return the sessions of an exam by time."""
        ...

    def last_number(self, year: int, category: Category) -> int:
        """Return the highest number given in a year and category; 0 for none."""
        ...

    def call_off(self, session_id: str, reason: str, now: datetime) -> int:
        """Call a session off and cancel its live registrations; return how many."""
        ...

    def registrations(self, session_id: str) -> list[Registration]:
        """Return the registrations that were not cancelled, by place and seat."""
        ...

    def taken(self, session_ids: Collection[str]) -> Mapping[str, Mapping[int, int]]:
        """Return how many seats are taken, by session and place."""
        ...

    def of_person(self, person_id: str, exam_id: str) -> list[Registration]:
        """Return a person's registrations for an exam that were not cancelled."""
        ...

    def registration(self, registration_id: str, *, lock: bool = False) -> Registration | None:
        """Return a registration, its row locked if asked."""
        ...

    def register(self, registration: Registration) -> bool:
        """Take a seat; False when the seat or the person's place was taken meanwhile."""
        ...

    def cancel(self, registration_id: str, now: datetime) -> None:
        """End a registration."""
        ...

    def settle(self, absent: Mapping[str, bool], now: datetime) -> int:
        """Settle live registrations (whether absent, by id); return how many were."""
        ...

    def sat(self, attempts: Sequence[Attempt]) -> int:
        """Add attempts that were sat offline; return how many were."""
        ...


@dataclass(frozen=True, slots=True)
class MarkImport:
    """Marks as they were brought in: [registration id, points or None for absent]; and what was decided."""

    import_id: str
    session_id: str
    file_sha256: str
    marks: Sequence[tuple[str, int | None]]
    counts: Mapping[str, int]
    imported_by: str
    imported_at: datetime
    confirmed: bool | None = None
    decided_by: str = ""
    reason: str = ""


class MarkImports(Protocol):
    """Imports of marks and the decisions about them."""

    def add(self, one: MarkImport) -> None:
        """Keep an import."""
        ...

    def get(self, import_id: str) -> MarkImport:
        """Return an import. Raises MarkImportNotFound."""
        ...

    def of_session(self, session_id: str) -> list[MarkImport]:
        """Return the imports of a session, newest first."""
        ...

    def decide(self, import_id: str, *, confirmed: bool, reason: str, decided_by: str, now: datetime) -> bool:
        """Keep the decision; False when there is one already."""
        ...


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person as identity told it."""

    person_id: str
    name: str
    id_number_masked: str
    version: int


class People(Protocol):
    """Names for admission lists."""

    def learn(self, people: Sequence[PersonName]) -> None:
        """Keep names; one that is not newer changes nothing."""
        ...

    def among(self, person_ids: Collection[str]) -> dict[str, PersonName]:
        """Return those that are known."""
        ...


class ListForm(StrEnum):
    """File formats of admission lists."""

    XLSX = "xlsx"
    PDF = "pdf"


class AdmissionLists(Protocol):
    """Writes admission lists and keeps them for their reader."""

    def write(self, content: Mapping[str, Any], form: ListForm, name: str, owner_id: str) -> StoredFile:
        """Write a list (see application/admission_list.py). Raises UnprintableCharacter."""
        ...
