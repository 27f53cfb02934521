"""What the use cases need from outside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import TracebackType
from typing import Any, Protocol, Self

from ce_exam.application.bank_ports import Items, ItemStatistics
from ce_exam.application.integrity_ports import Flags
from ce_exam.application.mark_ports import Appeals, Corrections, Rescores
from ce_exam.application.offline_ports import MarkImports, People, Sessions
from ce_exam.domain.attempt import Attempt, Mark, SavedSheet, Submission
from ce_exam.domain.attempt_policy import RuleAnswer
from ce_exam.domain.exam import Exam
from ce_exam.domain.exam_mode import ModePolicy
from ce_exam.domain.item import Category
from ce_exam.domain.paper import Paper
from ce_exam.domain.received import SetAside
from ce_exam.domain.revision import Cause
from ce_exam.domain.ruling import Ruling
from ce_exam.domain.standing import Record
from ce_exam.domain.window import Extension


@dataclass(frozen=True, slots=True)
class SessionRuling:
    """Whether the notice allows a session on its day; without a rule it does."""

    allowed: bool = True
    clause: str = ""
    reason: str = ""


class Rules(Protocol):
    """The rules of the platform's jurisdiction, as credit answers for them.

    Each of them raises ServiceFault, Unavailable or DeadlineExceeded when credit does not answer.
    """

    def modes(self, year: int) -> ModePolicy:
        """Return whether online and offline exclude each other; they do not where no notice says so."""
        ...

    def offline_session(self, year: int, held_on: date, registered_on: date) -> SessionRuling:
        """Tell whether an offline session on this day is in time, `registered_on` being the last day to register."""
        ...

    def after_failure(self, year: int, category: Category) -> RuleAnswer:
        """Return what the notices say about chances and what follows; "silent" where there is no rule set."""
        ...


@dataclass(frozen=True, slots=True)
class Capability:
    """What a person was given at the start: the right to answer this paper within these limits."""

    attempt_id: str
    person_id: str
    paper_hash: str
    started_at: datetime
    deadline: datetime


class Capabilities(Protocol):
    """Capabilities as opaque text that only this platform can make; the gateway reads them without a database."""

    def encode(self, capability: Capability) -> str:
        """Return the capability as text."""
        ...


class Exams(Protocol):
    """Exams by id."""

    def add(self, exam: Exam) -> None:
        """Add an exam."""
        ...

    def get(self, exam_id: str) -> Exam:
        """Return an exam. Raises ExamNotFound."""
        ...

    def among(self, exam_ids: Collection[str]) -> dict[str, Exam]:
        """Return the exams with these ids."""
        ...

    def online_between(self, first: date, last: date) -> list[Exam]:
        """Return the online exams that are open on any of these days."""
        ...

    def page(self, year: int | None, before: str | None, limit: int) -> list[Exam]:
        """Return exams by id, newest first, those below the id `before`."""
        ...

    def not_over(self, year: int, on: date) -> list[Exam]:
        """Return the exams of a year whose last day has not passed."""
        ...


class Papers(Protocol):
    """Papers by hash, and those that nobody has begun yet."""

    def ready(self, exam_id: str, pool_id: str) -> int:
        """Return how many papers of a pool lie ready for an exam; those of older pools are withdrawn."""
        ...

    def lay_ready(self, papers: Sequence[Paper]) -> None:
        """Keep papers of one exam that nobody has begun yet."""
        ...

    def claim(self, exam_id: str, pool_id: str) -> str:
        """Take a ready paper and return its hash; empty when none is left."""
        ...

    def add(self, paper: Paper) -> None:
        """Keep a paper; the same one twice is kept once."""
        ...

    def among(self, paper_hashes: Collection[str]) -> dict[str, Paper]:
        """Return the papers with these hashes."""
        ...


class Attempts(Protocol):
    """Attempts, what they were handed in with, and their marks."""

    def get(self, attempt_id: str) -> Attempt:
        """Return an attempt. Raises AttemptNotFound."""
        ...

    def among(self, attempt_ids: Collection[str], *, lock: bool = False) -> dict[str, Attempt]:
        """Return the attempts with these ids, their rows locked if asked, in an order that all writers share."""
        ...

    def begin(self, attempt: Attempt) -> bool:
        """Add an attempt; False when one with the same number, request or person's live place is there already."""
        ...

    def extend(self, deadlines: Mapping[str, datetime]) -> None:
        """Let open attempts end later."""
        ...

    def excuse(self, attempt_id: str) -> None:
        """Let an attempt count among the chances no more."""
        ...

    def by_request(self, person_id: str, request_id: str) -> Attempt | None:
        """Return the attempt that a request began."""
        ...

    def overdue(self, now: datetime, limit: int, person_id: str | None = None) -> list[Attempt]:
        """Return open attempts whose time has run out, rows locked; those locked by others are left out."""
        ...

    def without_mark(self, limit: int) -> list[str]:
        """Return attempts that were closed without a mark (see `hand_in`) and still have none."""
        ...

    def page(self, person_id: str | None, exam_id: str | None, before: str | None, limit: int) -> list[Attempt]:
        """Return attempts by id, newest first, those below the id `before`."""
        ...

    def hand_in(self, submissions: Sequence[Submission], *, graded: bool = True) -> list[Submission]:
        """Close attempts with these submissions; return those that took effect: an attempt is closed once.

        Those not `graded` in the same transaction are found by `without_mark`.
        """
        ...

    def replace(self, submissions: Sequence[Submission]) -> None:
        """Let these submissions take the place of those that attempts were closed with."""
        ...

    def submissions(self, attempt_ids: Collection[str]) -> dict[str, Submission]:
        """Return what attempts were closed with."""
        ...

    def give_marks(self, marks: Mapping[str, Mark], now: datetime) -> None:
        """Keep marks by attempt."""
        ...

    def revise_marks(self, revisions: Mapping[str, tuple[Mark, Mark]], cause: Cause, now: datetime) -> None:
        """Let the second mark of each pair hold from now on, by attempt; the first one is kept as what was reversed."""
        ...


class SavedSheets(Protocol):
    """The newest saved sheet of each open attempt."""

    def save(self, sheets: Iterable[SavedSheet]) -> None:
        """Keep sheets; one that is not newer than what is kept changes nothing."""
        ...

    def among(self, attempt_ids: Collection[str]) -> dict[str, SavedSheet]:
        """Return the newest sheets by attempt."""
        ...


class Extensions(Protocol):
    """More time granted to people."""

    def add(self, extension: Extension) -> None:
        """Keep an extension."""
        ...


class SetAsides(Protocol):
    """Sheets that were received and do not count."""

    def add(self, sheets: Sequence[SetAside]) -> None:
        """Keep them; one whose request is known changes nothing."""
        ...

    def of_attempt(self, attempt_id: str) -> list[SetAside]:
        """Return those of an attempt, oldest first."""
        ...

    def ungradable(self, limit: int) -> list[SetAside]:
        """Return those on which grading failed and with which their attempt is not closed, oldest first."""
        ...

    def withdraw(self, one: SetAside) -> None:
        """Forget one, which is settled anew; one that is gone changes nothing."""
        ...


class Rulings(Protocol):
    """Rulings on items found wrong."""

    def in_force(self, item_version_ids: Collection[str]) -> dict[str, Ruling]:
        """Return the rulings on these versions; whoever grades by them asks inside the transaction of the marks.

        None can be decided until that transaction ends: a ruling finds every mark that was given without it.
        """
        ...

    def hold(self) -> None:
        """Wait for marks that are being given, and let none be given until the transaction ends."""
        ...

    def decide(self, item_version_id: str, ruling: Ruling, rescore_id: str, now: datetime) -> None:
        """Let a ruling hold; after `hold`."""
        ...


class Records(Protocol):
    """What counts towards a person's chances: study, payments, restudies, attempts."""

    def hold(self, person_id: str) -> None:
        """Until the end of the transaction, let nobody else decide what this person may begin."""
        ...

    def of_person(self, person_id: str) -> dict[tuple[int, Category], Record]:
        """Return a person's records by year and category; a pair without any facts is left out."""
        ...

    def places(self, person_ids: Collection[str], year: int, category: Category) -> dict[str, tuple[int, int]]:
        """Return how many attempts each of these people has, and in which round of study they are."""
        ...

    def add_studies(self, studies: Iterable["StudyDone"]) -> None:
        """Keep completed courses; one that is known changes nothing."""
        ...

    def add_resits(self, order_id: str, resits: Iterable["ResitPaid"]) -> None:
        """Keep the paid resits of an order; a line that is known changes nothing."""
        ...

    def add_restudy(self, restudy: "Restudy") -> None:
        """Keep a restudy. Raises RestudyNotNeeded when the round was begun by another request."""
        ...


@dataclass(frozen=True, slots=True)
class StudyDone:
    """A completed course, as learning told it."""

    enrolment_id: str
    person_id: str
    year: int
    category: Category
    round: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class ResitPaid:
    """A paid line of an order, as billing told it."""

    line: int
    exam_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class Restudy:
    """A new round of study."""

    restudy_id: str
    person_id: str
    exam_id: str
    year: int
    category: Category
    round: int
    granted_at: datetime


class ExamUnitOfWork(Protocol):
    """One transaction over everything the service owns."""

    items: Items
    exams: Exams
    papers: Papers
    attempts: Attempts
    sheets: SavedSheets
    set_asides: SetAsides
    extensions: Extensions
    records: Records
    rulings: Rulings
    statistics: ItemStatistics
    sessions: Sessions
    mark_imports: MarkImports
    people: People
    corrections: Corrections
    appeals: Appeals
    rescores: Rescores
    flags: Flags
    outbox: Any
    audit: Any

    def reader(self) -> Self:
        """Return a unit to read with before the one transaction of an idempotent request."""
        ...

    def apart(self) -> Self:
        """Return a unit whose work stands although the request is refused."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None:
        """Keep the work."""
        ...

    def fresh(self, events: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Return the events of a batch that had no effect yet."""
        ...
