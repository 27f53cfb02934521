"""The learning service on the real broker and PostgreSQL."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ce_files.storage import FolderStore
from ce_files.testing import xlsx
from ce_files.tickets import FileTicket
from ce_kit.clock import local_time, set_rated_clock
from ce_kit.testing.process import ServiceProcess
from ce_learning.app import APP


@pytest.fixture(scope="module")
def database(own_platform: Any) -> str:
    """A migrated database."""
    return str(own_platform.migrated(APP))


@pytest.fixture(scope="module")
def learning(own_platform: Any, database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """The learning service, running; a second is a minute of business time, ten minutes of study make an hour."""
    clock = tmp_path_factory.mktemp("clock") / "clock.json"
    set_rated_clock(clock, local_time(date(2026, 3, 2), 12), 60)
    settings = {"demo": "true", "clock_file": str(clock), "learning_minutes_per_hour": "10"}
    with own_platform.service("ce_learning", database, **settings) as process:
        yield process


@pytest.fixture
def upload(own_platform: Any) -> Any:
    """Store a spreadsheet as the gateway does; returns its ticket."""

    def put(owner: str, header: list[str], *rows: list[Any]) -> str:
        content = xlsx(header, rows)
        sha256, size = FolderStore(Path(own_platform.folder) / "files").put([content], 1 << 20)
        ticket = FileTicket(sha256, size, "application/xlsx", "目录.xlsx", owner)
        return ticket.encode(own_platform.secret.encode())

    return put
