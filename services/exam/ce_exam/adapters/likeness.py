"""Compares items in a process of its own: thousands of them are too many for a greenlet."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from ce_exam.domain.likeness import Likeness, alike
from ce_nameko.processes import ProcessPool

MOST_ITEMS = 20_000


def find_alike(request: dict[str, Any]) -> list[dict[str, Any]]:
    """Run `alike` on {"texts", "new"}; under `ce_nameko.processes`."""
    return [asdict(pair) for pair in alike(request["texts"], request["new"])]


class PooledLikeness:
    """Finds items that are alike; see `application.bank_ports.Alike`."""

    most_items = MOST_ITEMS

    def __init__(self) -> None:
        self.pool = ProcessPool("ce_exam.adapters.likeness:find_alike")

    def pairs(self, texts: Mapping[str, str], new: Collection[str]) -> list[Likeness]:
        return [Likeness(**pair) for pair in self.pool.run({"texts": dict(texts), "new": list(new)})]

    def close(self) -> None:
        """End the comparing process."""
        self.pool.close()
