"""What the item bank's use cases need from outside beside the unit of work."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ce_exam.domain.item import Category, Item
from ce_exam.domain.item_list import ListFormat
from ce_exam.domain.item_statistic import ItemStatistic
from ce_exam.domain.likeness import Likeness


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
