"""What a service declares of itself, and the host that runs one or several of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nameko.runners import ServiceRunner
from sqlalchemy import Engine, MetaData, text

from ce_kit.db.engine import make_engine
from ce_kit.db.migrate import check_at_head, upgrade
from ce_kit.settings import Settings, Variables
from ce_nameko.store import Store


@dataclass(frozen=True)
class App:
    """A service: its name, its distribution's package, its nameko class and its tables."""

    name: str
    package: str
    service: type
    metadata: MetaData
    read_settings: Callable[[Variables], object] | None = None

    def migrate(self, settings: Settings) -> None:
        """Bring the service's database to the code's revision."""
        engine = make_engine(settings.database_url)
        try:
            upgrade(engine, self.package, self.metadata)
        finally:
            engine.dispose()


class Host:
    """Runs apps in this process: one in the server profile, all seven in the embedded one."""

    def __init__(self, apps: Sequence[App], settings: dict[str, Settings]) -> None:
        first = next(iter(settings.values()))
        self.apps, self.settings = apps, settings
        config = {
            "AMQP_URI": first.amqp_uri,
            "SERVICE_CONTAINER_CLS": "ce_nameko.container.Container",
            "max_workers": first.max_workers,
            "settings": settings,
            "serializer": "json",
        }
        self.started = False
        self.runner = ServiceRunner(config)
        for app in apps:
            self.runner.add_service(app.service)

    def start(self) -> None:
        """Start; returns when every consumer is attached or has failed."""
        self.runner.start()
        self.started = True

    def stop(self) -> None:
        """Take no more messages, finish those in hand, close everything."""
        self.runner.stop()

    def wait(self) -> None:
        """Block until stopped; raises when a container died."""
        self.runner.wait()

    def unready(self) -> list[str]:
        """Return what keeps this process from being ready; empty when it is ready.

        Ready means: every queue is consumed, the database answers, its migrations are at head.
        """
        if not self.started:
            return ["starting"]
        reasons: list[str] = []
        for app in self.apps:
            for extension in self.runner.service_map[app.name].extensions:
                if problem := getattr(extension, "unattached", ""):
                    reasons.append(f"{app.name}: {problem}")
                if isinstance(extension, Store):
                    reasons += _store_unready(app, extension.engine)
        return reasons


def _store_unready(app: App, engine: Engine) -> list[str]:
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        check_at_head(engine, app.package)
    except Exception as error:
        return [f"{app.name}: database: {type(error).__name__}: {error}"[:300]]
    return []


def read_settings(apps: Sequence[App]) -> dict[str, Settings]:
    """Read the settings of every app from the environment."""
    return {app.name: Settings.read(app.name) for app in apps}
