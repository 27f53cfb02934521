"""What the use cases about marks need from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from ce_exam.domain.appeal import Appeal, Step
from ce_exam.domain.rescore import Change, RescoreState
from ce_exam.domain.revision import MarkVersion
from ce_exam.domain.ruling import Ruling


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that somebody asked for."""

    correction_id: str
    attempt_id: str
    from_version: int
    from_points: int
    to_points: int
    reason: str
    requested_by: str
    requested_at: datetime


class Corrections(Protocol):
    """Corrections of marks, and everything that marks have been."""

    def add(self, one: Correction) -> None:
        """Keep a correction."""
        ...

    def get(self, correction_id: str) -> Correction:
        """Return a correction. Raises CorrectionNotFound."""
        ...

    def pending(self, attempt_id: str = "") -> list[Correction]:
        """Return those without a decision (of one attempt), oldest first, at most 500."""
        ...

    def decide(self, correction_id: str, *, accepted: bool, reason: str, decided_by: str, now: datetime) -> bool:
        """Keep the decision; False when there is one already."""
        ...

    def history(self, attempt_id: str) -> list[MarkVersion]:
        """Return the versions of a mark, oldest first."""
        ...


class Appeals(Protocol):
    """Appeals and the steps taken about them."""

    def add(self, one: Appeal) -> bool:
        """Keep an appeal; False when there is one against the same mark."""
        ...

    def get(self, appeal_id: str, *, lock: bool = False) -> Appeal:
        """Return an appeal, its row locked if asked. Raises AppealNotFound."""
        ...

    def of_person(self, person_id: str) -> list[Appeal]:
        """Return a person's appeals, newest first, at most 500."""
        ...

    def of_attempt(self, attempt_id: str) -> list[Appeal]:
        """Return the appeals about an attempt, oldest first."""
        ...

    def undecided(self) -> list[Appeal]:
        """Return those without a conclusion, the most urgent first, at most 500."""
        ...

    def step(self, appeal_id: str, one: Step) -> None:
        """Keep a step."""
        ...


@dataclass(frozen=True, slots=True)
class Rescore:
    """A re-scoring that somebody asked for; `counts` are those of its `preview`, counted from 1."""

    rescore_id: str
    item_version_id: str
    ruling: Ruling
    reason: str
    requested_by: str
    requested_at: datetime
    counts: Mapping[str, int]
    preview: int = 1
    state: RescoreState = RescoreState.OPEN
    decided_by: str = ""
    decision_reason: str = ""


class Rescores(Protocol):
    """Re-scorings, what they would change, and decisions."""

    def add(self, one: Rescore, changes: Sequence[Change]) -> None:
        """Keep a re-scoring with its preview."""
        ...

    def get(self, rescore_id: str) -> Rescore:
        """Return a re-scoring. Raises RescoreNotFound."""
        ...

    def page(self, before: str | None, limit: int, *, with_decided: bool) -> list[Rescore]:
        """Return re-scorings, newest first, those below the id `before`."""
        ...

    def changes(self, rescore_id: str, after: str = "", limit: int | None = None) -> list[Change]:
        """Return what it would change as previewed last, by attempt, those above the attempt id `after`."""
        ...

    def renew(self, rescore_id: str, counts: Mapping[str, int], changes: Sequence[Change]) -> int:
        """Keep a new preview instead of the last; return its number, 0 when somebody decided meanwhile."""
        ...

    def decide(
        self,
        rescore_id: str,
        *,
        accepted: bool,
        reason: str,
        decided_by: str,
        counts: Mapping[str, int],
        now: datetime,
    ) -> bool:
        """Keep the decision; False when there is one already."""
        ...


class Rescoring(Protocol):
    """Works out who changes by a ruling, without holding up other work."""

    def changes(self, item_version_id: str, ruling: Ruling) -> tuple[int, list[Change]]:
        """Return how many marks are concerned, and those that change, by attempt; from what is committed."""
        ...


class Workdays(Protocol):
    """Working days by the public holiday calendar."""

    def after(self, day: date, count: int) -> date:
        """Return the last of so many working days after a day."""
        ...


@dataclass(frozen=True, slots=True)
class AppealTimes:
    """Until how many days after its mark one may appeal, and in how many working days it is answered."""

    days_to_file: int
    workdays_to_answer: int
