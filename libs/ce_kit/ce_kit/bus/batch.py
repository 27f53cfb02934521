"""Batches: up to `size` messages or `wait` seconds from one queue become one call, one transaction, one ack.

A batch that fails is tried one message at a time, so that a poison message is set aside alone. While the
store is away the whole batch is held and tried again; when the broker goes away or the process dies, the
broker gives the whole batch to another consumer.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

import kombu

from ce_kit import logs
from ce_kit.bus.connections import LOST, connected, is_memory
from ce_kit.bus.settle import is_passing
from ce_kit.bus.topology import COUNT_HEADER

log = logs.get(__name__)

STARTING = "not started"
QUICK, SLOW = 0.5, 1.0

Call = Callable[[list[Any]], BaseException | None]
Fail = Callable[[str, Any, BaseException], bool]


class BatchLoop:
    """Consumes one or several queues over a connection of its own; runs in a greenlet or a thread.

    `call(messages)` does the work and returns its error; `fail(queue, message, error)` puts a message that
    cannot be handled where it belongs; `sleep` pauses this greenlet or thread. Between `size` and `most` the size of
    a batch follows the backlog: it doubles while full batches are quick, and halves when they are slow or half
    empty. About twice as much is fetched ahead. A message may hold several pieces of work and say so in its header
    `ce-count`; sizes are in pieces.
    """

    def __init__(
        self,
        uri: str,
        queues: Sequence[kombu.Queue],
        call: Call,
        fail: Fail,
        *,
        size: int = 200,
        most: int = 0,
        wait: float = 0.05,
        sleep: Callable[[float], Any] = time.sleep,
    ) -> None:
        self.uri, self.queues, self.call, self.fail = uri, queues, call, fail
        self.size, self.wait, self.sleep = size, wait, sleep
        self.least, self.most = size, max(size, most)
        self.pieces = 1.0
        self.stopping = False
        self.problem = STARTING
        self.connection: kombu.Connection

    def run(self) -> None:
        """Consume until `stopping` is set; reconnects when the broker goes away."""
        while not self.stopping:
            try:
                with connected(self.uri) as self.connection:
                    self._consume(self.connection.channel())
            except LOST as error:
                self.problem = f"{type(error).__name__}: {error}"
                if not self.stopping:
                    log.warning("queue is not consumed", queue=self.queues[0].name, error=self.problem)
                    self.sleep(1)

    def beat(self) -> None:
        """Tell the broker that this consumer lives; for a `call` that takes longer than a few seconds."""
        if not is_memory(self.uri):
            self.connection.connection.send_heartbeat()

    def _consume(self, channel: Any) -> None:
        arrived: list[Any] = []
        queues = list(self.queues)
        ahead = self._wanted_ahead()
        with kombu.Consumer(
            channel, queues, on_message=arrived.append, accept=["json"], prefetch_count=ahead
        ) as consumer:
            self.problem = ""
            while not self.stopping:
                self._gather(arrived, ahead)
                batch, count = self._cut(arrived)
                if batch:
                    begun = time.monotonic()
                    self._handle(batch)
                    self._adapt(count, time.monotonic() - begun)
                    self.pieces += 0.1 * (count / len(batch) - self.pieces)
                wanted = self._wanted_ahead()
                if (wanted >= 2 * ahead or 2 * wanted <= ahead) and not is_memory(self.uri):
                    ahead = wanted
                    self._fetch_ahead(consumer, ahead)
        for message in arrived:
            message.requeue()

    def _wanted_ahead(self) -> int:
        """Return how many messages to fetch ahead, by how much the last ones held."""
        return max(2, round(2 * self.size / self.pieces))

    def _cut(self, arrived: list[Any]) -> tuple[list[Any], int]:
        """Take the messages of a batch off what has arrived; return them and the pieces they hold."""
        count = taken = 0
        while taken < len(arrived) and count < self.size:
            count += _pieces(arrived[taken])
            taken += 1
        batch, arrived[:taken] = arrived[:taken], []
        return batch, count

    def _adapt(self, count: int, seconds: float) -> None:
        if count >= self.size and seconds < QUICK:
            self.size = min(self.most, self.size * 2)
        elif seconds > SLOW or count < self.size // 2:
            self.size = max(self.least, self.size // 2)

    @staticmethod
    def _fetch_ahead(consumer: kombu.Consumer, count: int) -> None:
        """Consume anew: a quorum queue keeps the prefetch with which a consumer began."""
        consumer.cancel()
        consumer.qos(prefetch_count=count)
        consumer.consume()

    def _gather(self, arrived: list[Any], ahead: int) -> None:
        """Wait for a full batch, but not when the broker sends no more before these are acknowledged."""
        end, seen, count = None, 0, 0
        while True:
            count += sum(map(_pieces, arrived[seen:]))
            seen = len(arrived)
            if count >= self.size or seen >= ahead or self.stopping:
                return
            if arrived and end is None:
                end = time.monotonic() + self.wait
            left = 0.5 if end is None else end - time.monotonic()
            if left <= 0:
                return
            try:
                self.connection.drain_events(timeout=left)
            except TimeoutError:
                self.connection.heartbeat_check()

    def _handle(self, batch: list[Any]) -> None:
        readable = [message for message in batch if self._is_readable(message)]
        if not readable:
            return
        error = self._call_patiently(readable)
        if error is None:
            if len(readable) == len(batch):
                batch[-1].ack(multiple=True)
            else:
                for message in readable:
                    message.ack()
        elif is_passing(error):
            for message in readable:
                message.requeue()
        elif len(readable) > 1:
            for message in readable:
                self._handle([message])
        elif self.fail(self._queue_of(readable[0]), readable[0], error):
            readable[0].ack()
        else:
            self.sleep(1)
            readable[0].requeue()

    def _call_patiently(self, messages: list[Any]) -> BaseException | None:
        """Hold the batch while the store is away: giving it back would count towards the delivery limit."""
        error = self.call(messages)
        while error is not None and is_passing(error) and not self.stopping:
            log.warning("batch waits", queue=self.queues[0].name, size=len(messages), error=str(error)[:500])
            self.sleep(1)
            self.beat()
            error = self.call(messages)
        return error

    def _is_readable(self, message: Any) -> bool:
        try:
            message.decode()
        except Exception as error:
            log.error("unreadable message", queue=self._queue_of(message), error=str(error))
            message.reject()
            return False
        return True

    def _queue_of(self, message: Any) -> str:
        key = str(message.delivery_info.get("routing_key", ""))
        return next((str(queue.name) for queue in self.queues if key in (queue.routing_key, queue.name)), key)


def _pieces(message: Any) -> int:
    count = message.headers.get(COUNT_HEADER)
    return count if isinstance(count, int) and count > 0 else 1
