"""A meddler on the broker: takes messages out of queues and puts them back shuffled, every tenth twice.

It is a consumer like any other, so the product's code runs as it is; what it does, a broker may do, too.
"""

import random
import threading
import time
from typing import Any

import kombu

from ce_kit.bus.connections import LOST, connect, drop

HELD, HOLD_SECONDS, EVERY = 25, 0.25, 10


class Meddler:
    """Meddles with some queues in a thread of its own; counts what it did."""

    def __init__(self, uri: str, queues: list[kombu.Queue], seed: int) -> None:
        self.uri, self.random = uri, random.Random(seed)
        self.queues = {str(queue.routing_key): str(queue.name) for queue in queues}
        self.stopping = False
        self.seen = self.doubled = self.moved = 0
        self.thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin."""
        self.thread.start()

    def stop(self) -> None:
        """Put back what is held, and end."""
        self.stopping = True
        self.thread.join(20)

    def _run(self) -> None:
        while not self.stopping:
            connection = connect(self.uri, confirm_publish=True)
            try:
                connection.ensure_connection(max_retries=0)
                self._meddle(connection)
            except LOST:
                time.sleep(0.5)
            finally:
                drop(connection)

    def _meddle(self, connection: kombu.Connection) -> None:
        held: list[Any] = []
        # consuming and publishing on one connection would read confirms and deliveries across each other
        writer = connect(self.uri, confirm_publish=True)
        writer.ensure_connection(max_retries=0)
        producer = kombu.Producer(writer.channel(), auto_declare=False)
        channel = connection.channel()
        queues = [kombu.Queue(name, no_declare=True) for name in self.queues.values()]
        try:
            with kombu.Consumer(channel, queues, on_message=held.append, prefetch_count=HELD, auto_declare=False):
                while not self.stopping:
                    self._gather(connection, held)
                    batch, held[:] = list(held), []
                    self._put_back(producer, batch)
            for message in held:
                message.requeue()
        finally:
            drop(writer)

    def _gather(self, connection: kombu.Connection, held: list[Any]) -> None:
        end = time.monotonic() + HOLD_SECONDS
        while (left := end - time.monotonic()) > 0 and len(held) < HELD:
            try:
                connection.drain_events(timeout=left)
            except TimeoutError:
                connection.heartbeat_check()

    def _put_back(self, producer: kombu.Producer, batch: list[Any]) -> None:
        order = list(range(len(batch)))
        self.random.shuffle(order)
        for place, number in enumerate(order):
            message = batch[number]
            self.seen += 1
            self.moved += place != number
            twice = self.seen % EVERY == 0
            self.doubled += twice
            for _ in range(1 + twice):
                self._copy(producer, message)
            message.ack()

    def _copy(self, producer: kombu.Producer, message: Any) -> None:
        key = str(message.delivery_info["routing_key"])
        producer.publish(
            message.body,
            exchange="",
            routing_key=self.queues.get(key, key),
            content_type=message.content_type,
            content_encoding=message.content_encoding,
            headers={key: value for key, value in message.headers.items() if not key.startswith("x-")},
            message_id=message.properties.get("message_id"),
            delivery_mode=2,
            timeout=10,
        )
