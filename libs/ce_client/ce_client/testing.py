"""A client of the bus for tests: asks services, tells events, sees queues and dead letters."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any, Self

import kombu
import orjson

from ce_client.rpc import RpcClient
from ce_kit.bus.confirmed import ConfirmedPublisher, Outgoing
from ce_kit.bus.connections import connect
from ce_kit.bus.topology import DEAD_QUEUE, EVENTS, WORK
from ce_kit.call import ANONYMOUS, Actor, Call, service_actor
from ce_kit.ids import new_id


class Bus:
    """Everything a test does on one virtual host; use it in a `with` block."""

    def __init__(self, uri: str, secret: str | bytes) -> None:
        self.uri, self.secret = uri, secret.encode() if isinstance(secret, str) else secret
        self.publisher = ConfirmedPublisher(uri)
        self.client = RpcClient(uri, self.secret, "test")
        self.loop = asyncio.new_event_loop()
        self.opening = threading.Lock()
        self.opened = False

    def _open(self) -> None:
        with self.opening:
            if not self.opened:
                self.client.start()
                threading.Thread(target=self.loop.run_forever, daemon=True).start()
                self.opened = True

    def ask(
        self,
        method: str,
        payload: Mapping[str, Any] | None = None,
        *,
        actor: Actor = ANONYMOUS,
        request_id: str = "",
        seconds: float = 10,
        traceparent: str = "",
    ) -> Any:
        """Call `service.method` as `actor`, as the gateway would, and return the answer.

        Raises:
            ServiceFault, Unavailable, DeadlineExceeded: as `RpcClient.call`.
        """
        self._open()
        call = Call(actor, request_id, None, traceparent)
        asked = self.client.call(method, payload or {}, call, seconds)
        return asyncio.run_coroutine_threadsafe(asked, self.loop).result(seconds + 5)

    def ask_as_service(self, name: str, method: str, payload: Mapping[str, Any] | None = None, **options: Any) -> Any:
        """Call `service.method` as the service `name`."""
        return self.ask(method, payload, actor=service_actor(name), **options)

    def tell(self, *events: Mapping[str, Any], headers: Mapping[str, Any] | None = None) -> list[str | None]:
        """Publish events (see `event`) as a relay does; None for each that a queue took."""
        return self.publisher.publish(
            [Outgoing(EVENTS.name, one["type"], one, one["id"], dict(headers or {})) for one in events]
        )

    def put(self, queue: str, *jobs: Mapping[str, Any]) -> list[str | None]:
        """Put jobs on a work queue, e.g. `put("exam.submissions", {...})`."""
        return self.publisher.publish([Outgoing(WORK.name, queue, one, one.get("id", new_id())) for one in jobs])

    def raw(self, exchange: str, routing_key: str, body: bytes, **properties: Any) -> None:
        """Publish bytes that no publisher of ours would."""
        with self.channel() as channel:
            producer = kombu.Producer(channel, auto_declare=False)
            options = {"content_type": "application/json", "content_encoding": "utf-8", **properties}
            producer.publish(body, exchange=exchange, routing_key=routing_key, **options)

    @contextlib.contextmanager
    def channel(self) -> Iterator[Any]:
        """Open a channel of its own for whatever else a test needs."""
        with connect(self.uri) as connection, connection.channel() as channel:
            yield channel

    @contextlib.contextmanager
    def hear(self, pattern: str = "#") -> Iterator["Heard"]:
        """Collect the events published within the block, e.g. `with bus.hear("credit.#") as heard`."""
        with self.channel() as channel:
            queue = kombu.Queue("", EVENTS, pattern, durable=False, exclusive=True, auto_delete=True)(channel)
            queue.declare()
            yield Heard(queue)

    def depth(self, queue: str) -> int:
        """Return how many messages wait in a queue (not those a consumer holds)."""
        with self.channel() as channel:
            return int(channel.queue_declare(queue, passive=True).message_count)

    def take(self, queue: str) -> list[Any]:
        """Take all messages out of a queue; each has `.payload`, `.body`, `.headers`, `.properties`."""
        found = []
        with self.channel() as channel:
            bound = kombu.Queue(queue, channel=channel)
            while (message := bound.get(no_ack=True, accept=["json"])) is not None:
                found.append(message)
        return found

    def dead_letters(self, count: int = 1, seconds: float = 10) -> list[Any]:
        """Wait for `count` dead letters and take all there are."""
        found: list[Any] = []
        end = time.monotonic() + seconds
        while len(found) < count and time.monotonic() < end:
            found += self.take(str(DEAD_QUEUE.name))
            time.sleep(0.02)
        return found

    def close(self) -> None:
        """Close all connections."""
        self.publisher.close()
        if self.opened:
            self.client.stop()
            self.loop.call_soon_threadsafe(self.loop.stop)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Heard:
    """The events a test has heard so far."""

    def __init__(self, queue: kombu.Queue) -> None:
        self.queue = queue
        self.events: list[dict[str, Any]] = []

    def wait(self, count: int = 1, seconds: float = 10) -> list[dict[str, Any]]:
        """Wait until `count` events came; return all that came."""
        end = time.monotonic() + seconds
        while True:
            while (message := self.queue.get(no_ack=True)) is not None:
                self.events.append(orjson.loads(message.body))
            if len(self.events) >= count:
                return self.events
            if time.monotonic() > end:
                raise AssertionError(f"heard {len(self.events)} of {count} events within {seconds} s: {self.events}")
            time.sleep(0.02)
