"""A service's database as dependencies: unit of work per call, relay beside the calls."""

import contextlib
from functools import partial
from typing import Any

import eventlet
from eventlet.queue import Empty, Full, LightQueue
from eventlet.semaphore import Semaphore
from nameko.extensions import DependencyProvider, SharedExtension
from sqlalchemy import Engine

from ce_kit.bus.confirmed import ConfirmedPublisher
from ce_kit.bus.relay import Relay
from ce_kit.db.engine import make_engine
from ce_kit.db.unit_of_work import SqlUnitOfWork
from ce_nameko.container import settings_of


class Store(SharedExtension):
    """The engine of a service: as many connections as workers, and two for relay and health."""

    def setup(self) -> None:
        settings = settings_of(self.container)
        size = self.container.max_workers + 2
        self.engine: Engine = make_engine(settings.database_url, pool_size=size, turn=Semaphore())

    def stop(self) -> None:
        self.engine.dispose()


class RelayThread(SharedExtension):
    """Runs the relay whenever a transaction wrote to the outbox, and once a second besides."""

    store = Store()

    def __init__(self) -> None:
        self.wakeup = LightQueue(1)
        self.stopping = False
        self.thread: Any = None
        super().__init__()

    def run_for(self, metadata: Any) -> None:
        """Relay the outbox that belongs to `metadata`, if this process relays at all."""
        settings = settings_of(self.container)
        if self.thread is None and settings.relay:
            self.publisher = ConfirmedPublisher(settings.amqp_uri)
            relay = Relay(self.store.engine, metadata, self.publisher)
            run = partial(relay.run, self._pause, eventlet.sleep)
            self.thread = self.container.spawn_managed_thread(run, identifier="relay")

    def wake(self) -> None:
        """Tell the relay that there is something to publish."""
        try:
            self.wakeup.put_nowait(True)
        except Full:
            return

    def stop(self) -> None:
        self.stopping = True
        self.wake()
        if self.thread is not None:
            self.thread.wait()
            self.publisher.close()

    def _pause(self) -> bool:
        with contextlib.suppress(Empty):
            self.wakeup.get(timeout=1.0)
        return self.stopping


class UnitOfWork(DependencyProvider):
    """Gives each call its own unit of work of class `kind`."""

    store = Store()
    relay = RelayThread()

    def __init__(self, kind: type[SqlUnitOfWork]) -> None:
        self.kind = kind

    def start(self) -> None:
        self.relay.run_for(self.kind.metadata)

    def get_dependency(self, worker_ctx: Any) -> SqlUnitOfWork:
        unit = self.kind(
            self.store.engine,
            settings_of(self.container).clock,
            self.container.service_name,
            worker_ctx.data["call"],
            worker_ctx.data.get("once"),
            self.relay.wake,
        )
        worker_ctx.data.setdefault("units", []).append(unit)
        return unit
