"""Attempts (作答): their time limit, their state, what they were handed in with."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.item import Category
from ce_kit.clock import local_date

_INSTANT = timedelta(microseconds=1)


class AttemptState(StrEnum):
    """What an attempt has come to; follows from its facts and the clock, so nobody sets it."""

    LIVE = "live"
    CLOSED = "closed"
    GRADED = "graded"


class Closing(StrEnum):
    """How an attempt was closed."""

    HANDED_IN = "handed_in"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class SavedSheet:
    """The newest sheet saved so far."""

    attempt_id: str
    request_id: str
    sequence: int
    sheet: AnswerSheet
    received_at: datetime

    @property
    def order(self) -> tuple[int, datetime, str]:
        """What is greater is newer: a higher sequence; of two devices with the same one, what was received later."""
        return self.sequence, self.received_at, self.request_id


@dataclass(frozen=True, slots=True)
class Submission:
    """What an attempt is graded by: the sheet handed in, or the last saved one when time ran out."""

    attempt_id: str
    request_id: str
    sequence: int
    sheet: AnswerSheet
    received_at: datetime
    closing: Closing

    @property
    def sat_on(self) -> date:
        """The day it was handed in, in Shandong; an attempt that ran to midnight belongs to the day before."""
        moment = self.received_at - _INSTANT if self.closing is Closing.TIME else self.received_at
        return local_date(moment)


@dataclass(frozen=True, slots=True)
class Mark:
    """The result (成绩) of an attempt; `version` counts what it has been, from 1."""

    points: int
    pass_mark: int
    passed: bool
    sat_on: date
    version: int = 1


@dataclass(frozen=True, slots=True)
class Attempt:
    """One person's one sitting. `deadline` is the first instant that is too late."""

    attempt_id: str
    person_id: str
    exam_id: str
    year: int
    category: Category
    number: int
    round: int
    request_id: str
    paper_hash: str
    started_at: datetime
    deadline: datetime
    closed_at: datetime | None = None
    mark: Mark | None = None
    excused: bool = False
    """Counts among the chances no more: more time was granted after time had closed it."""

    def state_at(self, now: datetime) -> AttemptState:
        """Return the state: graded, closed (handed in, or its time has run out), or live."""
        if self.mark is not None:
            return AttemptState.GRADED
        return AttemptState.CLOSED if self.closed_at is not None or now >= self.deadline else AttemptState.LIVE

    def is_late(self, received_at: datetime) -> bool:
        """Tell whether a sheet received at this instant is too late; the gateway asks the same of the capability."""
        return received_at >= self.deadline

    def closed_by_time(self, saved: SavedSheet | None) -> Submission:
        """Return what the attempt is graded by when nothing was handed in: the last saved sheet, else an empty one."""
        if saved is None:
            return Submission(self.attempt_id, "", 0, AnswerSheet(), self.deadline, Closing.TIME)
        return Submission(self.attempt_id, saved.request_id, saved.sequence, saved.sheet, self.deadline, Closing.TIME)
