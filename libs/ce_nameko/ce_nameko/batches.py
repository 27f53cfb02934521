"""`@event_batch(type)` and `@work_batch(name)`: entrypoints that take a list of messages at once."""

from collections.abc import Callable
from typing import Any

import eventlet
import kombu
from nameko.extensions import Entrypoint

from ce_kit.bus.batch import STARTING, BatchLoop
from ce_kit.bus.topology import event_queue, work_queue
from ce_kit.db.once import BatchOnce
from ce_kit.settings import Settings
from ce_nameko.container import settings_of, work_and_wait
from ce_nameko.events import event_call
from ce_nameko.settler import SharedSettler

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
        """What is not being consumed and why; empty when all is well."""
        return self.loop.problem and f"{self.queue.name} is not consumed: {self.loop.problem}"

    def _call(self, messages: list[Any]) -> BaseException | None:
        call = event_call(self.container.service_name, messages[0].headers)
        data = {"call": call, "once": BatchOnce(self.queue.name)}
        return work_and_wait(self, ([message.payload for message in messages],), data, self.loop.beat)


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
