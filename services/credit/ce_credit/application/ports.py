"""What the use cases need from outside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import TracebackType
from typing import Any, Protocol, Self

from ce_credit.domain.activity import Activity, PersonYear
from ce_credit.domain.assessment import Assessment, Standing
from ce_credit.domain.case import Case, CaseRules
from ce_credit.domain.claim import Claim, Roles
from ce_credit.domain.course import Attempt
from ce_credit.domain.decision import Decision, Place
from ce_credit.domain.employment import Employment
from ce_credit.domain.evidence import Evidence
from ce_credit.domain.ledger import Entry
from ce_credit.domain.record import Record, RecordState


class Rules(CaseRules, Protocol):
    """The rules of one jurisdiction and year."""

    def decide(self, case: Case) -> Decision:
        """Judge the activities of a year. Raises InvalidFact, MissingFact."""
        ...


class RuleBook(Protocol):
    """The rules of all jurisdictions that are installed."""

    def rules(self, jurisdiction: str, year: int) -> Rules:
        """Return the rules for hours of a year. Raises NoRuleSet, UnknownJurisdiction."""
        ...

    def ask(self, jurisdiction: str, year: int, question: str, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Answer a question beside the hours: {value, clause, source, reason, words, more, readings}.

        Raises NoRuleSet, UnknownJurisdiction, UnknownQuestion, InvalidFact, MissingFact.
        """
        ...

    def knows(self, jurisdiction: str) -> bool:
        """Tell whether rules are installed for a code."""
        ...


class EvidenceBox(Protocol):
    """Uploaded files, by ticket."""

    def open(self, file_ticket: str, owner_id: str) -> Evidence:
        """Return the file that `owner_id` uploaded. Raises BadFileTicket."""
        ...

    def ticket(self, evidence: Evidence, viewer_id: str) -> str:
        """Return a ticket by which `viewer_id` may download the file."""
        ...


class People(Protocol):
    """Persons; their row is what holds two changes of one person's years apart."""

    def lock(self, person_ids: Collection[str]) -> None:
        """Make the persons known if need be and lock their rows until the end of the transaction."""
        ...

    def put_names(self, names: Mapping[str, str]) -> None:
        """Learn names by person id."""
        ...

    def name_of(self, person_id: str) -> str:
        """Return a person's name, empty while it is not known."""
        ...


class Employments(Protocol):
    """Employments as org told them."""

    def put_started(self, rows: Iterable[tuple[Employment, int]]) -> None:
        """Learn employments, each with the version of the fact; last days known already are kept."""
        ...

    def put_ended(self, rows: Iterable[tuple[str, str, date]]) -> None:
        """Learn last days: (employment id, person id, last day), also of employments not yet heard of."""
        ...

    def of(self, person_ids: Collection[str]) -> dict[str, list[Employment]]:
        """Return all employments of these persons."""
        ...


class Activities(Protocol):
    """What people did."""

    def put_all(self, activities: Iterable[Activity]) -> None:
        """Add or replace activities; one that is not newer than what is known changes nothing."""
        ...

    def of(self, keys: Collection[PersonYear]) -> dict[PersonYear, list[Activity]]:
        """Return the activities of these years."""
        ...

    def years_of(self, person_ids: Collection[str]) -> set[PersonYear]:
        """Return the years in which these persons have activities."""
        ...


class Attempts(Protocol):
    """Graded exam attempts."""

    def put_all(self, attempts: Iterable[Attempt]) -> None:
        """Add or replace attempts; one that is not newer than what is known changes nothing."""
        ...

    def of(self, keys: Collection[PersonYear]) -> dict[PersonYear, list[Attempt]]:
        """Return the attempts of these years."""
        ...


class Ledger(Protocol):
    """Entries of hours; it only grows."""

    def sums(self, keys: Collection[PersonYear]) -> dict[PersonYear, dict[Place, Decimal]]:
        """Return for each year what stands per activity and category, zero sums left out."""
        ...

    def post(self, entries: Sequence[Entry]) -> None:
        """Write entries."""
        ...

    def page(self, person_id: str, year: int, before: int | None, limit: int) -> list[tuple[int, Entry]]:
        """Return entries with their position, newest first; year 0 for all."""
        ...


class Years(Protocol):
    """Assessments of persons' years."""

    def standing(self, keys: Collection[PersonYear]) -> dict[PersonYear, Standing]:
        """Return where these years stand; those never assessed are absent."""
        ...

    def save(self, assessments: Sequence[Assessment]) -> None:
        """Add revisions; each becomes where its year stands."""
        ...

    def latest(self, person_id: str, year: int) -> Assessment | None:
        """Return the latest revision."""
        ...


class Claims(Protocol):
    """Claims."""

    def add(self, claim: Claim) -> None:
        """Add a claim."""
        ...

    def find(self, claim_id: str) -> Claim | None:
        """Return a claim."""
        ...

    def get_for_decision(self, claim_id: str) -> Claim:
        """Return a claim and lock its row. Raises ClaimNotFound."""
        ...

    def save(self, claim: Claim) -> None:
        """Write back what a decision changed."""
        ...

    def filed_by(self, person_id: str, year: int, before: str | None, limit: int) -> list[Claim]:
        """Return a person's claims, newest first; year 0 for all."""
        ...

    def awaiting_review_by(self, roles: Roles, year: int, after: str | None, limit: int) -> list[Claim]:
        """Return the claims that await one of these roles, oldest first; year 0 for all."""
        ...


class Records(Protocol):
    """At the province: records of cities and who their persons are."""

    def known(self, keys: Collection[tuple[str, str, str, int]]) -> set[tuple[str, str, str, int]]:
        """Return those records (city, kind, record id, version) that were received before."""
        ...

    def add_all(self, rows: Sequence[tuple[Record, RecordState, str]]) -> None:
        """Keep records with what became of them and why."""
        ...

    def waiting_of(self, city: str, city_person_id: str) -> list[Record]:
        """Return the records that wait for this person, and lock them."""
        ...

    def accept(self, city: str, city_person_id: str) -> None:
        """Accept the records that wait for this person."""
        ...

    def linked(self, people: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return those of (city, city person id) who are linked; later links wait until the end of the transaction."""
        ...

    def link(self, city: str, city_person_id: str, person_id: str, name: str, version: int) -> None:
        """Note which person of ours a city's person is; an older version changes nothing."""
        ...

    def cities_of(self, person_id: str) -> tuple[str, list[tuple[str, str]]]:
        """Return a person's name and every (city, city person id); the empty list for an unknown person."""
        ...

    def assessments(
        self, people: Collection[tuple[str, str]], years: Collection[int]
    ) -> dict[tuple[str, str, int], Record]:
        """Return the latest accepted assessment by (city, city person id, year)."""
        ...

    def hours(
        self, people: Collection[tuple[str, str]], years: Collection[int]
    ) -> dict[tuple[str, str, int], list[Record]]:
        """Return the accepted hours records by (city, city person id, year)."""
        ...


class CreditUnitOfWork(Protocol):
    """One transaction over everything the service owns."""

    people: People
    employments: Employments
    activities: Activities
    attempts: Attempts
    ledger: Ledger
    years: Years
    claims: Claims
    records: Records
    outbox: Any
    audit: Any

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def fresh(self, events: Sequence[Mapping[str, Any]], key: str = "id") -> list[Mapping[str, Any]]:
        """Return the events of a batch that had no effect yet, each once."""
        ...

    def commit(self) -> None:
        """Keep the work."""
        ...
