"""`QueueDepth(name)` as a dependency: how many jobs of a work queue wait for anybody to take them."""

from typing import Any

from eventlet.semaphore import Semaphore
from nameko.extensions import DependencyProvider

from ce_kit import logs
from ce_kit.bus.connections import LOST, connect, drop
from ce_kit.bus.topology import work_queue

log = logs.get(__name__)


class QueueDepth(DependencyProvider):
    """Gives a service method `self.waiting()`: the number of waiting jobs, None while the broker is out of reach."""

    def __init__(self, name: str) -> None:
        self.queue = work_queue(name)
        self.connection: Any = None
        self.channel: Any = None
        self.lock = Semaphore()

    def get_dependency(self, worker_ctx: Any) -> Any:
        return self._ask

    def stop(self) -> None:
        self._drop()

    def _ask(self) -> int | None:
        with self.lock:
            try:
                if self.channel is None:
                    self.connection = connect(self.container.config["AMQP_URI"], heartbeat=0)
                    self.connection.ensure_connection(max_retries=0)
                    self.channel = self.connection.channel()
                    self.queue(self.channel).declare()
                return int(self.channel.queue_declare(self.queue.name, passive=True).message_count)
            except LOST as error:
                log.warning("queue length is not known", queue=self.queue.name, error=str(error)[:500])
                self._drop()
                return None

    def _drop(self) -> None:
        connection, self.connection, self.channel = self.connection, None, None
        drop(connection)
