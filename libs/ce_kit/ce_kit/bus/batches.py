"""`@event_batch(type)` and `@work_batch(name)`: entrypoints that take a list of messages at once."""

from collections.abc import Callable
from typing import Any

import eventlet
import kombu
from eventlet.event import Event
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint

from ce_kit.bus.batch import STARTING, BatchLoop
from ce_kit.bus.events import event_call
from ce_kit.bus.settle import SharedSettler
from ce_kit.bus.topology import event_queue, work_queue
from ce_kit.db.once import BatchOnce
from ce_kit.errors import Unavailable
from ce_kit.settings import Settings, settings_of

Sizes = Callable[[Settings], tuple[int, int]]
"""The least and the most messages of a batch, from the settings."""


class BatchConsumer(Entrypoint):
    """Base of both; one batch in flight per process and queue. `sizes` stands for a `size` that follows the backlog."""

    settler = SharedSettler()

    def __init__(
        self, name: str, *, size: int = 200, wait: float = 0.05, sizes: Sizes | None = None, **kwargs: Any
    ) -> None:
        self.name, self.wait = name, wait
        self.sizes: Sizes = sizes or (lambda _: (size, size))
        super().__init__(expected_exceptions=(Exception,), **kwargs)

    def make_queue(self) -> kombu.Queue:
        """Return the queue this entrypoint consumes."""
        raise NotImplementedError

    def setup(self) -> None:
        self.queue = self.make_queue()
        least, most = self.sizes(settings_of(self.container))
        self.loop = BatchLoop(
            self.container.config["AMQP_URI"],
            [self.queue],
            self._call,
            self.settler.fail,
            size=least,
            most=most,
            wait=self.wait,
            sleep=eventlet.sleep,
        )

    def start(self) -> None:
        self.thread = self.container.spawn_managed_thread(self.loop.run, identifier=f"batch {self.queue.name}")
        while self.loop.problem == STARTING:
            eventlet.sleep(0.01)

    def stop(self) -> None:
        self.loop.stopping = True
        self.thread.wait()

    @property
    def unattached(self) -> str:
        """Why the queue is not being consumed; empty when it is."""
        return self.loop.problem

    def _call(self, messages: list[Any]) -> BaseException | None:
        done = Event()

        def handle_result(worker_ctx: Any, result: Any, exc_info: Any) -> Any:
            done.send((exc_info[1] if exc_info else None,))
            return result, exc_info

        data = {
            "call": event_call(self.container.service_name, messages[0].headers),
            "once": BatchOnce(self.queue.name),
            "units": [],
        }
        payloads = [message.payload for message in messages]
        try:
            self.container.spawn_worker(self, (payloads,), {}, context_data=data, handle_result=handle_result)
        except ContainerBeingKilled:
            return Unavailable("service is stopping")
        while (outcome := done.wait(timeout=3)) is None:
            self.loop.beat()
        error: BaseException | None = outcome[0]
        return error


class EventBatch(BatchConsumer):
    """The entrypoint behind `@event_batch`."""

    def make_queue(self) -> kombu.Queue:
        return event_queue(self.container.service_name, self.name)


class WorkBatch(BatchConsumer):
    """The entrypoint behind `@work_batch`."""

    def make_queue(self) -> kombu.Queue:
        return work_queue(self.name)


event_batch = EventBatch.decorator
work_batch = WorkBatch.decorator
