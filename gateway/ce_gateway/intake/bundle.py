"""Bundles: sheets that are stored with one statement and queued with one message."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ce_gateway.intake.sheet import Received, Sheet
from ce_kit.bus.confirmed import Outgoing
from ce_kit.bus.topology import COUNT_HEADER, WORK
from ce_kit.ids import new_id

QUEUE = "exam.submissions"
LARGEST = 200
"""Sheets of a bundle at most: 120 kB on the queue, a fraction of a second for a worker."""


@dataclass(slots=True, eq=False)
class Entry:
    """A sheet at the desk and the future its sender waits for; `since` is the loop's time, `received` its receipt."""

    sheet: Sheet
    received_at: datetime
    answer: asyncio.Future[Received]
    since: float
    received: Received = field(init=False)

    def refuse(self, error: Exception) -> None:
        """Tell the sender why there is no receipt, if that is still of interest."""
        if not self.answer.done():
            self.answer.set_exception(error)


@dataclass(slots=True, eq=False)
class Bundle:
    """Entries on their way to the queue; `fate` is what the broker says of their message."""

    entries: list[Entry]
    fate: asyncio.Future[None]
    once_refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def first(self) -> datetime:
        """When the first of it was received."""
        return min(entry.received_at for entry in self.entries)

    @property
    def last(self) -> datetime:
        """When the last of it was received."""
        return max(entry.received_at for entry in self.entries)


def message(sheets: list[Received]) -> Outgoing:
    """Return the message that brings sheets to the workers."""
    body: dict[str, Any] = {"sheets": [one.to_job() for one in sheets]}
    return Outgoing(WORK.name, QUEUE, body, new_id(), {COUNT_HEADER: len(sheets)})
