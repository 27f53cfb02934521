"""One finding of lint: where, and what to do."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """Something a plugin still owes."""

    where: str
    what: str
