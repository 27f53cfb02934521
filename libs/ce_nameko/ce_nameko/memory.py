"""In-process broker for the embedded profile: kombu's memory transport made fit for nameko.

kombu's transport lacks five things a broker gives: `content_type` among the message properties, an error
for a mandatory message without a route, an own copy and delivery tag per queue, requeueing to the queue a
message came from, and prefetch per consumer. Queues named `ce.retry.*` hold messages for their delay.

Consumers wait on a pipe through the eventlet hub of their own thread, so that a hub thread with services
and a plain thread with the gateway share the broker without polling and without monkey-patching.
"""

import os
import socket
import weakref
from queue import Empty
from typing import Any, ClassVar

from eventlet.hubs import trampoline
from eventlet.patcher import original
from kombu.transport import memory, virtual

from ce_kit.bus.connections import Undeliverable
from ce_kit.bus.topology import DEAD, RETRY_DELAYS
from ce_kit.ids import new_id

_threading = original("threading")


class Message(virtual.Message):
    """A message whose properties tell its content type, as AMQP's do."""

    def __init__(self, payload: Any, channel: Any = None, **kwargs: Any) -> None:
        super().__init__(payload, channel, **kwargs)
        self.properties.setdefault("content_type", self.content_type)

    def reject(self, requeue: bool = False) -> None:
        super().reject(requeue=requeue)
        if not requeue:
            self.channel.dead_letter(self)


class Channel(memory.Channel):
    """A channel over queues that live in this process."""

    Message = Message
    body_encoding = None
    retry_delays: ClassVar[tuple[float, ...]] = RETRY_DELAYS

    def basic_publish(
        self, message: Any, exchange: str, routing_key: str, mandatory: bool = False, **kwargs: Any
    ) -> None:
        if mandatory and not self._lookup(exchange, routing_key):
            raise Undeliverable(f"no queue for {routing_key}")
        super().basic_publish(message, exchange, routing_key, **kwargs)

    def _lookup(self, exchange: str, routing_key: str, default: Any = None) -> Any:
        if not exchange:  # the default exchange routes to the queue of that name
            return [routing_key] if routing_key in self.queues else []
        if exchange not in self.state.exchanges:
            return []
        return super()._lookup(exchange, routing_key)

    def _put(self, queue: str, message: dict[str, Any], **kwargs: Any) -> None:
        properties = message["properties"]
        info = {**properties["delivery_info"], "queue": queue}
        if queue.startswith("ce.retry."):
            self._put_later(info["routing_key"], message, self.retry_delays[int(queue.rsplit(".", 1)[1])])
            return
        copy = {**message, "properties": {**properties, "delivery_tag": new_id(), "delivery_info": info}}
        super()._put(queue, copy, **kwargs)
        Transport.wake(queue)

    def _put_later(self, queue: str, message: dict[str, Any], delay: float) -> None:
        properties = message["properties"]
        info = {"exchange": "", "routing_key": queue}
        again = {**message, "properties": {**properties, "delivery_info": info}}
        timer = _threading.Timer(delay, self._put, (queue, again))
        timer.daemon = True
        timer.start()

    def _restore(self, message: Any) -> None:
        self._put(message.delivery_info["queue"], message.serializable())

    _restore_at_beginning = _restore

    def dead_letter(self, message: Any) -> None:
        """Move a rejected message to the dead-letter queue, as the broker's policy does."""
        raw = message.serializable()
        info = {"exchange": DEAD.name, "routing_key": message.delivery_info["queue"]}
        for queue in self._lookup(DEAD.name, "#") or []:
            self._put(queue, {**raw, "properties": {**raw["properties"], "delivery_info": info}})

    def basic_qos(self, *args: Any, **kwargs: Any) -> None:
        """Prefetch per channel would deadlock a consumer that waits for a reply on the same channel."""


class Transport(memory.Transport):
    """Delivers from the in-process queues, sleeping on a pipe while there is nothing."""

    Channel = Channel
    global_state = virtual.BrokerState()
    live: ClassVar["weakref.WeakSet[Transport]"] = weakref.WeakSet()

    def __init__(self, client: Any, **kwargs: Any) -> None:
        super().__init__(client, **kwargs)
        self.waiting = self.interrupted = False
        self.pipe = os.pipe()
        self.live.add(self)
        weakref.finalize(self, _close_pipe, self.pipe)

    @classmethod
    def wake(cls, queue: str) -> None:
        """Wake the consumers of `queue`."""
        for transport in list(cls.live):
            if transport.waiting and queue in transport._callbacks:
                transport.waiting = False
                os.write(transport.pipe[1], b".")

    def interrupt(self) -> None:
        """End the wait in `drain_events` of another thread or greenlet."""
        self.interrupted = True
        os.write(self.pipe[1], b".")

    def drain_events(self, connection: Any, timeout: float | None = None) -> Any:
        while True:
            try:
                return self.cycle.get(self._deliver, timeout=timeout)
            except Empty:
                pass
            if self.waiting:
                trampoline(self.pipe[0], read=True, timeout=timeout, timeout_exc=socket.timeout)
                os.read(self.pipe[0], 4096)
                if self.interrupted:
                    self.interrupted = False
                    raise TimeoutError
            else:
                self.waiting = True  # then look once more: a message may have come in between


def _close_pipe(pipe: tuple[int, int]) -> None:
    for end in pipe:
        os.close(end)
