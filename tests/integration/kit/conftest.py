"""The toy service: on the real broker and PostgreSQL, and in the embedded profile."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ce_client.testing import Bus
from ce_kit.testing.process import ServiceProcess

sys.path.insert(0, str(Path(__file__).parent))  # for `import toy`

from toy.bench import Rows, Toys, embedded_toy


@pytest.fixture(scope="session")
def toy_database(platform: Any) -> str:
    """The database of the toy that runs all the time."""
    return Toys(platform).database()


@pytest.fixture(scope="session")
def toy(platform: Any, toy_database: str) -> Iterator[ServiceProcess]:
    """The toy service, running all the time; a test that disturbs it uses `toys` and a virtual host of its own."""
    with Toys(platform).process(toy_database) as process:
        yield process


@pytest.fixture(scope="session")
def rows(toy_database: str) -> Iterator[Rows]:
    """The database of the toy that runs all the time."""
    with Rows(toy_database) as found:
        yield found


@pytest.fixture(scope="module")
def toys(own_platform: Any) -> Toys:
    """Toys on this module's own virtual host."""
    return Toys(own_platform)


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bus]:
    """A client of the embedded toy."""
    with embedded_toy(tmp_path_factory.mktemp("embedded")) as bus:
        yield bus
