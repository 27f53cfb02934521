"""What the use cases need from outside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Protocol, Self

from ce_certificate.domain.assessment import Assessment
from ce_certificate.domain.certificate import Certificate, Kind, State
from ce_certificate.domain.city_record import CityCertificate, CityRecord, RecordState
from ce_certificate.domain.content import Content
from ce_certificate.domain.holder import Employment, Person
from ce_certificate.domain.ruling import Ruling


class Rules(Protocol):
    """The rules of a jurisdiction, asked of credit; never inside a transaction."""

    def certificate(self, jurisdiction: str, year: int) -> Ruling:
        """Tell what the notice says of a certificate for one year whose hours have all been reviewed."""
        ...


class Press(Protocol):
    """Sets certificates as PDF; slow, so never inside a transaction."""

    def prove(self, content: Content) -> None:
        """Set `content` for trial.

        Raises:
            UnprintableCharacter, TooLongToPrint: say which and what to do.
        """
        ...

    def print(self, content: Content) -> tuple[str, int]:
        """Set `content` and store the PDF; return its SHA-256 and size. Raises as `prove`."""
        ...


class Tickets(Protocol):
    """Gives file tickets."""

    def ticket(self, certificate: Certificate, viewer_id: str) -> str:
        """Return a ticket by which `viewer_id`, and nobody else, downloads the PDF."""
        ...


class Certificates(Protocol):
    """Certificates of this platform."""

    def get(self, certificate_id: str) -> Certificate:
        """Return a certificate. Raises CertificateNotFound."""
        ...

    def lock(self, certificate_id: str) -> Certificate:
        """Return a certificate and lock its row. Raises CertificateNotFound."""
        ...

    def live(self, person_id: str, year: int, kind: Kind) -> Certificate | None:
        """Return the person's certificate that is not revoked."""
        ...

    def lock_live_of(self, people_and_years: Collection[tuple[str, int]]) -> list[Certificate]:
        """Return the certificates of these people and years that are not revoked and lock their rows."""
        ...

    def count(self, person_id: str, year: int, kind: Kind) -> int:
        """Count the person's certificates, revoked ones included."""
        ...

    def add(self, certificate: Certificate) -> None:
        """Add a certificate."""
        ...

    def save(self, certificate: Certificate) -> None:
        """Write a certificate's state back; what it says stays."""
        ...

    def by_code(self, code: str) -> Certificate | None:
        """Return the certificate with this verification code."""
        ...

    def by_number(self, number: str) -> Certificate | None:
        """Return the certificate with this number."""
        ...

    def page(
        self,
        *,
        person_id: str,
        units: Collection[str] | None,
        year: int,
        state: State | None,
        needs_review: bool,
        before: str | None,
        limit: int,
    ) -> list[Certificate]:
        """Return certificates, newest first: below `units` (everywhere for None), before the id `before`."""
        ...


class Numbers(Protocol):
    """The sequence of numbers per year."""

    def take(self, year: int) -> int:
        """Return the next number of a year; its row stays locked until the transaction ends."""
        ...


class Assessments(Protocol):
    """The latest assessment of each person and year."""

    def get(self, person_id: str, year: int) -> Assessment | None:
        """Return an assessment."""
        ...

    def lock(self, person_id: str, year: int) -> Assessment | None:
        """Return an assessment and lock its row."""
        ...

    def among(self, people_and_years: Collection[tuple[str, int]]) -> list[Assessment]:
        """Return the assessments of these people and years."""
        ...

    def put_all(self, assessments: Iterable[Assessment]) -> None:
        """Take over what is newer, by revision."""
        ...


class People(Protocol):
    """Persons and where they belong."""

    def get(self, person_id: str) -> Person | None:
        """Return a person."""
        ...

    def employments_of(self, person_id: str) -> list[Employment]:
        """Return a person's employments."""
        ...

    def put_persons(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take over persons ({person_id, name, id_number_masked, version})."""
        ...

    def put_started(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take over employments (the data of org.employment.started.v1 and version)."""
        ...

    def put_ended(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take over last days ({employment_id, person_id, ended_on})."""
        ...


class Units(Protocol):
    """HRSS units, as org told them."""

    def name_of(self, unit_id: str) -> str:
        """Return the unit's name, the empty text when it is not known."""
        ...

    def with_those_below(self, unit_ids: Collection[str]) -> set[str]:
        """Return `unit_ids` and all HRSS units below them."""
        ...

    def put(self, row: Mapping[str, Any]) -> None:
        """Take over a unit ({unit_id, parent_id, name, version})."""
        ...


class CityRecords(Protocol):
    """At the province: what cities told."""

    def known(self, keys: Collection[tuple[str, str, int]]) -> set[tuple[str, str, int]]:
        """Return those of these records that were received before."""
        ...

    def log(self, record: CityRecord, state: RecordState, reason: str) -> None:
        """Keep a record and what became of it."""
        ...

    def waiting_of(self, city: str, city_person_id: str) -> list[CityRecord]:
        """Return the records that wait for their person, oldest version first, and lock their rows."""
        ...

    def decide(self, record: CityRecord, state: RecordState, reason: str) -> None:
        """Write down what became of a record that waited."""
        ...

    def link(self, city: str, city_person_id: str, person_id: str, id_number_masked: str, version: int) -> None:
        """Learn who a city's person is."""
        ...

    def linked(self, city: str, city_person_id: str) -> str:
        """Return the masked ID number of a linked city's person, the empty text for one who is not linked."""
        ...

    def lock(self, city: str, certificate_id: str) -> CityCertificate | None:
        """Return a city's certificate and lock its row."""
        ...

    def alike(self, number: str, code: str) -> list[CityCertificate]:
        """Return the certificates with this number or this verification code."""
        ...

    def put(self, certificate: CityCertificate) -> None:
        """Add or replace a city's certificate."""
        ...

    def get(self, certificate_id: str) -> tuple[CityCertificate, str] | None:
        """Return a certificate and the id of the person at the province."""
        ...

    def page(
        self, *, person_id: str, year: int, state: State | None, before: str | None, limit: int
    ) -> list[tuple[CityCertificate, str]]:
        """Return certificates with the id of the person at the province, newest first."""
        ...


class CertificateUnitOfWork(Protocol):
    """One transaction over everything the service owns."""

    certificates: Certificates
    numbers: Numbers
    assessments: Assessments
    people: People
    units: Units
    records: CityRecords
    outbox: Any
    audit: Any

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def reader(self) -> Self:
        """Return a unit to read with before the one transaction."""
        ...

    def fresh(self, events: Sequence[Mapping[str, Any]], key: str = "id") -> list[Mapping[str, Any]]:
        """Return the events of a batch that had no effect yet."""
        ...

    def commit(self) -> None:
        """Keep the work."""
        ...
