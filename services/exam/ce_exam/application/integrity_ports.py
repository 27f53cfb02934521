"""What the use cases about flags need from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ce_exam.domain.exam import Exam
from ce_exam.domain.integrity import Flag


@dataclass(frozen=True, slots=True)
class RaisedFlag:
    """A flag that was raised, and how it was closed."""

    flag_id: str
    flag: Flag
    raised_at: datetime
    note: str | None = None
    closed_by: str = ""


class Flags(Protocol):
    """Flags and how they were closed."""

    def raise_new(self, exam_id: str, found: Sequence[Flag], now: datetime) -> int:
        """Keep flags; those raised before stay as they are. Return how many are new."""
        ...

    def page(self, exam_id: str, before: str | None, limit: int, *, with_closed: bool) -> list[RaisedFlag]:
        """Return flags of an exam by id, newest first, those below the id `before`."""
        ...

    def check(self, flag_id: str) -> None:
        """Check that there is this flag. Raises FlagNotFound."""
        ...

    def close(self, flag_id: str, note: str, closed_by: str, now: datetime) -> bool:
        """Close a flag; False when it is closed."""
        ...


class Looks(Protocol):
    """Looks through the sheets of an exam, without holding up other work."""

    def look(self, exam: Exam) -> tuple[int, list[Flag]]:
        """Return how many graded sheets there are, and what is to be looked at."""
        ...
