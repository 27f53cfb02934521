"""The queue consumer all entrypoints of a service share.

It knows whether it is attached, never acks away what it cannot read, keeps the connection until the work in
hand is settled, and stops at once. It takes the place of nameko's, which does none of these.
"""

import time
from functools import partial
from typing import Any

import eventlet
import kombu
from eventlet.event import Event
from nameko.extensions import ProviderCollector, SharedExtension

from ce_kit import logs
from ce_kit.bus.connections import LOST, connected

log = logs.get(__name__)

PAUSE = 1.0


class QueueConsumer(SharedExtension, ProviderCollector):
    """Consumes the queues of its providers over one connection, in a greenlet of its own.

    A provider has a `queue` and `handle_message(body, message)`; its optional `detached()` hears of a lost
    connection.
    """

    def __init__(self) -> None:
        self.problem = "not started"
        self.closing = self._draining = False
        self._consumers: dict[Any, kombu.Consumer] = {}
        self._leaving: dict[Any, Event] = {}
        self._tried = Event()
        self._thread: Any = None
        super().__init__()

    @property
    def unattached(self) -> str:
        """What is not being consumed and why; empty when all is well."""
        return f"queues are not consumed: {self.problem}" if self._providers and self.problem else ""

    def start(self) -> None:
        """Begin to consume; returns when attached or when the first attempt has failed."""
        if self._thread is None and self._providers:
            self._thread = self.container.spawn_managed_thread(self._run, identifier="queue consumer")
        if self._thread is not None:
            self._tried.wait()

    def unregister_provider(self, provider: Any) -> None:
        """Take no more messages for `provider`; those in hand may still be settled."""
        if provider in self._consumers:
            left = self._leaving.setdefault(provider, Event())
            self._wake()
            left.wait()
        super().unregister_provider(provider)

    def stop(self) -> None:
        """Close the connection, after all providers have left and all workers have ended."""
        self.wait_for_providers()
        self.closing = True
        if self._thread is not None:
            if self.problem:
                self._thread.kill()
            else:
                self._wake()
                self._thread.wait()

    def kill(self) -> None:
        """Close without waiting for anybody."""
        self.closing = True
        if self._thread is not None:
            self._thread.kill()

    def ack_message(self, message: Any) -> None:
        self._settle(message.ack)

    def requeue_message(self, message: Any) -> None:
        self._settle(message.requeue)

    def reject_message(self, message: Any) -> None:
        """Hand a message to the dead-letter queue."""
        self._settle(message.reject)

    def _settle(self, how: Any) -> None:
        try:
            how()
        except LOST as error:
            # the broker has taken the message back already
            log.info("message goes back to the broker", error=str(error))

    def _run(self) -> None:
        while not self.closing:
            try:
                with connected(self.container.config["AMQP_URI"]) as connection:
                    self._attach(connection)
                    self._drain(connection)
            except LOST as error:
                log.warning("queues are not consumed", error=f"{type(error).__name__}: {error}", retry_in=PAUSE)
                self._detach(f"{type(error).__name__}: {error}")
                eventlet.sleep(PAUSE)

    def _attach(self, connection: kombu.Connection) -> None:
        channel = connection.channel()
        for provider in list(self._providers):
            queue = provider.queue
            consumer = kombu.Consumer(
                channel,
                [queue],
                on_message=partial(self._receive, provider, queue.name),
                accept=self.container.accept,
                prefetch_count=self.container.max_workers,
            )
            consumer.consume()
            self._consumers[provider] = consumer
        self._tell("")

    def _detach(self, problem: str) -> None:
        self._consumers.clear()
        self._let_go()
        self._tell(problem)
        for provider in self._providers:
            if hasattr(provider, "detached"):
                provider.detached()

    def _tell(self, problem: str) -> None:
        self.problem = problem
        if not self._tried.ready():
            self._tried.send(None)

    def _drain(self, connection: kombu.Connection) -> None:
        next_beat = time.monotonic() + 1
        while not self.closing:
            self._let_go()
            self._draining = True
            try:
                connection.drain_events(timeout=1)
            except TimeoutError:
                pass
            finally:
                self._draining = False
            if time.monotonic() >= next_beat:
                next_beat = time.monotonic() + 1
                connection.heartbeat_check()

    def _let_go(self) -> None:
        while self._leaving:
            provider, left = self._leaving.popitem()
            try:
                if (consumer := self._consumers.pop(provider, None)) is not None:
                    consumer.cancel()
            finally:
                left.send(None)

    def _wake(self) -> None:
        """End the wait for the next frame, as its timeout would, but now."""

        def interrupt() -> None:
            if self._draining:
                self._thread.throw(TimeoutError())

        eventlet.hubs.get_hub().schedule_call_global(0, interrupt)

    def _receive(self, provider: Any, queue: str, message: Any) -> None:
        try:
            body = message.decode()
        except Exception as error:
            log.error("unreadable message", queue=queue, error=str(error)[:500])
            self.reject_message(message)
            return
        # a thread of its own: it waits for a free worker, and the consumer must go on reading
        self.container.spawn_managed_thread(partial(provider.handle_message, body, message), identifier="message")
