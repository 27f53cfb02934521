"""The item bank, and what its use cases need from outside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from ce_exam.domain.grading import Key
from ce_exam.domain.item import Category, Item
from ce_exam.domain.item_list import ListFormat
from ce_exam.domain.item_statistic import ItemStatistic
from ce_exam.domain.likeness import Likeness


@dataclass(frozen=True, slots=True)
class Pool:
    """A snapshot of all current items of a year and category; a paper names the one it was drawn from."""

    pool_id: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Retirement:
    """A decision to take an item out of the bank, or back in; the one with the highest number holds."""

    year: int
    code: str
    number: int
    retired: bool
    reason: str
    decided_by: str
    decided_at: datetime


class Items(Protocol):
    """The item bank: versions of items, and pools of current ones."""

    def current(self, years: Collection[int]) -> dict[tuple[int, str], Item]:
        """Return the newest version of each item of these years, by (year, code)."""
        ...

    def add_versions(self, items: Sequence[Item], import_id: str) -> None:
        """Add versions and renew the pools they change. Raises ImportInterfered."""
        ...

    def retirements(self, years: Collection[int]) -> dict[tuple[int, str], Retirement]:
        """Return the decision in force about each item of these years that was ever retired, by (year, code)."""
        ...

    def retire(self, decisions: Sequence[Retirement]) -> None:
        """Keep decisions and renew the pools they change. Raises ImportInterfered."""
        ...

    def page(self, year: int, category: Category | None, topic: str, after_code: str | None, limit: int) -> list[Item]:
        """Return current items of a year by code, retired ones included."""
        ...

    def pool(self, year: int, category: Category) -> Pool:
        """Return the present pool; an empty one when nothing was imported."""
        ...

    def pool_id(self, year: int, category: Category) -> str:
        """Return the id of the present pool; empty when nothing was imported."""
        ...

    def versions(self, item_version_ids: Collection[str]) -> dict[str, Item]:
        """Return versions by id."""
        ...

    def key(self, item_version_ids: Collection[str]) -> Key:
        """Return the right letters by version."""
        ...


class ItemStatistics(Protocol):
    """What real attempts say of items, as computed last."""

    def put(self, year: int, category: Category, found: Iterable[ItemStatistic], now: datetime) -> None:
        """Replace what is kept for a year and category."""
        ...

    def of_year(self, year: int, category: Category | None) -> list[tuple[ItemStatistic, datetime]]:
        """Return what is kept, with when it was computed."""
        ...


class ItemLists(Protocol):
    """Reads uploaded item lists, whatever their format."""

    def read(self, file_ticket: str, owner_id: str) -> tuple[str, dict[str, Any]]:
        """Return the file's SHA-256 and what `domain.item_list.lines_of` takes. Raises BadFileTicket, FileNotStored."""
        ...


class Alike(Protocol):
    """Finds items that are alike, without holding up other work."""

    most_items: int

    def pairs(self, texts: Mapping[str, str], new: Collection[str]) -> list[Likeness]:
        """Return the pairs with at least one of `new`; see `domain.likeness.alike`."""
        ...


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file for one person, by its ticket."""

    file_ticket: str
    name: str


class ItemFiles(Protocol):
    """Writes item lists and keeps them for their reader."""

    def write(self, items: Sequence[Item], form: ListFormat, name: str, owner_id: str) -> StoredFile:
        """Write the items; `name` is without its ending."""
        ...


class Gathers(Protocol):
    """Sums up real attempts, without holding up other work."""

    def gather(self, year: int, category: Category) -> tuple[int, list[ItemStatistic]]:
        """Return how many attempts were read, and what they say by version of an item."""
        ...
