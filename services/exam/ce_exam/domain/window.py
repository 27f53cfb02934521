"""When a person may sit an exam (作答时限): pure, of the exam, the person's extensions and nothing else.

Every limit is the first instant that is too late, in Shandong: an exam that closes on 31 December is open until
midnight, 2027-01-01T00:00:00+08:00, and 23:59:59.999 is in time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ce_exam.domain.exam import Exam
from ce_kit.clock import local_time


@dataclass(frozen=True, slots=True)
class Extension:
    """More time granted to one person for one exam; `closes_on` is None where the exam's last day stays."""

    extension_id: str
    exam_id: str
    person_id: str
    extra_minutes: int
    closes_on: date | None
    reason: str
    granted_by: str
    granted_at: datetime


@dataclass(frozen=True, slots=True)
class Window:
    """A person's own limits in an exam."""

    opens_at: datetime
    closes_at: datetime
    minutes: int

    def deadline_of(self, started_at: datetime) -> datetime:
        """Return when an attempt started then ends: after its minutes, at the latest when the window closes."""
        return min(started_at + timedelta(minutes=self.minutes), self.closes_at)


def window_of(exam: Exam, extensions: Iterable[Extension] = ()) -> Window:
    """Return the window of a person who was granted these extensions; the longest of each counts, none shortens."""
    own = [one for one in extensions if one.exam_id == exam.exam_id]
    last = max([exam.closes_on, *(one.closes_on for one in own if one.closes_on)])
    extra = max((one.extra_minutes for one in own), default=0)
    return Window(exam.opens_at, local_time(last + timedelta(days=1)), exam.duration_minutes + extra)
