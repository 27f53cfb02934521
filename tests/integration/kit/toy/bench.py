"""What the kit's tests do with the toy service."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import text as sql

from ce_client.testing import Bus
from ce_kit.call import Call
from ce_kit.clock import SystemClock
from ce_kit.db.engine import make_engine
from ce_kit.facts import Fact
from ce_kit.ids import new_id
from ce_kit.settings import Settings, Variables
from ce_kit.testing.process import ServiceProcess
from ce_kit.testing.waiting import wait_for
from ce_nameko import memory
from ce_nameko.app import Host
from toy.app import APP, ToyUnitOfWork

NOTE = "toy.note.written.v1"
NOTES = f"toy.{NOTE}"
JOBS = "work.toy.jobs"


class Toys:
    """Databases and processes of the toy service on one platform."""

    def __init__(self, platform: Any) -> None:
        self.platform = platform

    def database(self) -> str:
        """Return the address of a new, migrated database."""
        return str(self.platform.migrated(APP))

    def process(
        self, database_url: str, *, command: str = "serve", package: str = "toy", **settings: str
    ) -> ServiceProcess:
        """Return a process of the toy service, not started."""
        path = Path(__file__).parents[1]
        process: ServiceProcess = self.platform.service(package, database_url, path=path, **settings)
        process.command = command
        return process


class Rows:
    """Reads and writes a toy's database from outside."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url, pool_size=4)

    def count(self, text: str) -> int:
        """Return how many notes say `text`."""
        return int(self.scalar("SELECT count(*) FROM note WHERE text = :text", text=text))

    def wait(self, text: str, count: int = 1, seconds: float = 10) -> None:
        """Wait until `count` notes say `text`, and make sure that there are no more."""
        wait_for(lambda: self.count(text) >= count, seconds=seconds)
        assert self.count(text) == count

    def scalar(self, statement: str, **values: Any) -> Any:
        """Return the first value of the first row."""
        with self.engine.begin() as connection:
            return connection.execute(sql(statement), values).scalar()

    def tell(self, *texts: str, event_type: str = NOTE) -> None:
        """Write facts into the outbox, for a relay to publish."""
        with ToyUnitOfWork(self.engine, SystemClock(), "toy", Call()) as uow:
            uow.outbox.extend(Fact(event_type, new_id(), 1, {"text": text}) for text in texts)
            uow.commit()

    def __enter__(self) -> "Rows":
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.dispose()


@contextmanager
def embedded_toy(folder: Path) -> Iterator[Bus]:
    """Run the toy in this process: the in-process broker, SQLite, a hub thread, no monkey-patching."""
    uri, secret = "ce-memory://", b"embedded secret"
    settings = Settings(
        service="toy", platform="370300", role="city", amqp_uri=uri, database_url=f"sqlite:///{folder}/toy.db",
        bus_secret=secret, files=folder, demo=True, clock=SystemClock(), http_host="127.0.0.1", http_port=0,
        max_workers=10, grace_seconds=5, relay=True, log_level="INFO", variables=Variables("toy"),
    )  # fmt: skip
    APP.migrate(settings)
    memory.Channel.retry_delays = (0.1, 0.2, 0.3, 0.4, 0.5)
    started = threading.Event()

    def run() -> None:
        host = Host([APP], {"toy": settings})
        host.start()
        assert host.unready() == []
        started.set()
        host.wait()

    threading.Thread(target=run, daemon=True).start()
    assert started.wait(10)
    with Bus(uri, secret) as bus:
        yield bus
