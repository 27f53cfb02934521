"""A platform per test worker: its virtual host, fresh databases, services as processes."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ce_client.testing import Bus
from ce_kit.db.engine import make_engine
from ce_kit.db.migrate import upgrade
from ce_kit.testing.network import free_port
from ce_kit.testing.process import ServiceProcess
from ce_nameko.app import App

SECRET = "the bus secret of a test run, 32 b"


class Platform:
    """What a test needs to run services of one platform on the real broker and PostgreSQL."""

    numbers = itertools.count(1)

    def __init__(self, amqp_uri: str, postgres: Any, worker: str, folder: Path) -> None:
        self.amqp_uri, self.postgres, self.worker, self.folder = amqp_uri, postgres, worker, folder
        self.secret = SECRET

    def on(self, amqp_uri: str) -> "Platform":
        """Return the same platform on another virtual host, broker or link."""
        return Platform(amqp_uri, self.postgres, self.worker, self.folder)

    def database(self, name: str = "db") -> str:
        """Create an empty database and return its address."""
        database = f"{self.worker}_{name}_{next(self.numbers)}"
        self.postgres.create_databases([database])
        return str(self.postgres.url(database))

    def migrated(self, app: App) -> str:
        """Create a database, bring it to the head of the app's migrations and return its address."""
        url = self.database(app.name)
        engine = make_engine(url)
        upgrade(engine, app.package, app.metadata)
        engine.dispose()
        return url

    def environment(self, database_url: str, **settings: str) -> dict[str, str]:
        """Return the environment of a service process; `settings` are names without CE_, lower case."""
        common = {
            "platform": "370300",
            "amqp_uri": self.amqp_uri,
            "database_url": database_url,
            "bus_secret": self.secret,
            "files": str(self.folder / "files"),
            "grace_seconds": "5",
        }
        return {f"CE_{name.upper()}": value for name, value in {**common, **settings}.items()}

    def service(self, package: str, database_url: str, *, path: Path | None = None, **settings: str) -> ServiceProcess:
        """Return a service process, not started; `path` holds the package when it is not installed."""
        environment = self.environment(database_url, **settings)
        if path is not None:
            environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(path), os.environ.get("PYTHONPATH")]))
        return ServiceProcess(package, environment, self.folder / "logs")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("server")


@pytest.fixture(scope="session")
def platform(backing: Any, tmp_path_factory: pytest.TempPathFactory) -> Platform:
    """This worker's platform."""
    uri = backing.rabbitmq.uri(backing.vhost)
    return Platform(uri, backing.postgres, backing.worker, tmp_path_factory.mktemp("platform"))


@pytest.fixture(scope="session")
def bus(platform: Platform) -> Iterator[Bus]:
    """A client of this worker's virtual host."""
    with Bus(platform.amqp_uri, platform.secret) as client:
        yield client


def _on_a_fresh_host(backing: Any, platform: Platform) -> Platform:
    vhost = f"{backing.vhost}-{next(Platform.numbers)}"
    backing.rabbitmq.apply([vhost], delays=backing.retry_delays, delivery_limit=backing.delivery_limit)
    return platform.on(backing.rabbitmq.uri(vhost))


@pytest.fixture(scope="module")
def own_platform(backing: Any, platform: Platform) -> Platform:
    """A platform with a virtual host that only this module uses."""
    return _on_a_fresh_host(backing, platform)


@pytest.fixture(scope="module")
def province_platform(backing: Any, platform: Platform) -> Platform:
    """Another one, for a province beside the city."""
    return _on_a_fresh_host(backing, platform)


@pytest.fixture(scope="module")
def own_bus(own_platform: Platform) -> Iterator[Bus]:
    """A client of this module's own virtual host."""
    with Bus(own_platform.amqp_uri, own_platform.secret) as client:
        yield client


@pytest.fixture(scope="module")
def own_rabbitmq(backing: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A broker for tests that kill it; its virtual host is `ce-own`."""
    from ce_ops.backing.rabbitmq import RabbitMq

    server = RabbitMq(tmp_path_factory.mktemp("rabbitmq"), free_port(), backing.rabbitmq.password)
    try:
        server.start()
        server.apply(["ce-own"], delays=backing.retry_delays, delivery_limit=backing.delivery_limit)
        yield server
    finally:
        server.kill()


@pytest.fixture(scope="module")
def own_postgres(backing: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A PostgreSQL for tests that kill it."""
    from ce_ops.backing.postgres import Postgres

    server = Postgres(tmp_path_factory.mktemp("postgres"), free_port(), backing.postgres.password)
    try:
        server.start()
        yield server
    finally:
        server.kill()
        shutil.rmtree(server.folder, ignore_errors=True)
