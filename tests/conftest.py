"""Private RabbitMQ and PostgreSQL for one test run.

The first test that needs them starts them, in a folder of this run, on free loopback ports; also with
several workers (pytest -n) only once. The process that began the run ends them, by their pids.
"""

import contextlib
import fcntl
import gc
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ce_ops.backing.postgres import Postgres
    from ce_ops.backing.rabbitmq import RabbitMq

RETRY_DELAYS = (0.1, 0.2, 0.3, 0.4, 0.5)
DELIVERY_LIMIT = 5

FOLDER = pytest.StashKey[Path]()


@dataclass(frozen=True)
class Backing:
    """The two servers of this run, and this worker's part of them."""

    folder: Path
    rabbitmq: "RabbitMq"
    postgres: "Postgres"
    worker: str
    retry_delays = RETRY_DELAYS
    delivery_limit = DELIVERY_LIMIT

    @property
    def vhost(self) -> str:
        """The virtual host that no other worker uses."""
        return f"ce-{self.worker}"


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(10_000, 20, 20)  # tests make much that lives for a moment and few cycles of any size
    given = getattr(config, "workerinput", {}).get("ce_folder")
    config.stash[FOLDER] = Path(given or tempfile.mkdtemp(prefix="ce-tests-"))
    if not given and config.getoption("numprocesses", None):
        return  # the workers run the tests
    with contextlib.suppress(ImportError):  # some suites need no hypothesis
        from hypothesis import settings

        settings.register_profile("quick", max_examples=40, deadline=None, derandomize=True)
        settings.register_profile("thorough", max_examples=1000, deadline=None)
        settings.load_profile(config.getoption("--hypothesis-profile", None) or "quick")
    with contextlib.suppress(ImportError):  # some suites need no chassis
        from ce_kit import logs

        logs.configure("tests", "WARNING")


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # modules and 3,000 test items stay to the end; no collection need look at them again


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["ce_folder"] = str(node.config.stash[FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    folder = config.stash[FOLDER]
    with contextlib.suppress(FileNotFoundError):
        for server in _servers(folder, json.loads((folder / "backing.json").read_text())):
            server.kill()
            shutil.rmtree(server.folder, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def backing(request: pytest.FixtureRequest) -> Iterator[Backing]:
    """The run's RabbitMQ and PostgreSQL, running."""
    folder = request.config.stash[FOLDER]
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        rabbitmq, postgres = _start(folder)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    yield Backing(folder, rabbitmq, postgres, worker)


def _start(folder: Path) -> tuple["RabbitMq", "Postgres"]:
    from ce_ops.backing.server import NotInstalled, free_port

    about = folder / "backing.json"
    if about.exists():
        return _servers(folder, json.loads(about.read_text()))
    parts = {"amqp": free_port(), "sql": free_port(), "password": secrets.token_hex(12)}
    about.write_text(json.dumps(parts))
    rabbitmq, postgres = _servers(folder, parts)
    try:
        rabbitmq.start()
        postgres.start()
    except NotInstalled as error:
        pytest.fail(f"{error} (or run the unit tests alone: pytest tests/unit)", pytrace=False)
    count = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0"))
    workers = [f"gw{number}" for number in range(count)] or ["main"]
    rabbitmq.apply([f"ce-{worker}" for worker in workers], delays=RETRY_DELAYS, delivery_limit=DELIVERY_LIMIT)
    return rabbitmq, postgres


def _servers(folder: Path, parts: dict[str, Any]) -> tuple["RabbitMq", "Postgres"]:
    # imported late: the unit tests of a service run without ce_ops
    from ce_ops.backing.postgres import Postgres
    from ce_ops.backing.rabbitmq import RabbitMq

    return (
        RabbitMq(folder / "rabbitmq", parts["amqp"], parts["password"]),
        Postgres(folder / "postgres", parts["sql"], parts["password"]),
    )
