"""Publishing that returns only when the broker has the messages safe: confirms in windows."""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import kombu
import orjson

from ce_kit.bus.connections import (
    LOST,
    Undeliverable,
    connect,
    drop,
    is_memory,
    publish_json,
    publishing_channel,
    together,
)
from ce_kit.bus.topology import EVENTS, WORK
from ce_kit.errors import Unavailable

WINDOW = 200


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A durable message to be published; `body` is JSON-serialisable."""

    exchange: str
    routing_key: str
    body: Any
    message_id: str
    headers: Mapping[str, Any] = field(default_factory=dict)


class ConfirmedPublisher:
    """One connection that publishes durable, mandatory messages and waits for their confirms.

    Usable from greenlets and threads; one caller at a time. A lost connection is opened anew by the next call.
    """

    def __init__(self, uri: str, *, timeout: float = 10.0) -> None:
        self.uri, self.timeout = uri, timeout
        self.lock = threading.Lock()
        self.connection: kombu.Connection | None = None
        self.channel: Any = None

    def publish(self, messages: Sequence[Outgoing]) -> list[str | None]:
        """Publish all; return for each None (confirmed) or why the broker did not take it.

        Raises:
            Unavailable: the broker is out of reach or did not confirm in time; any of the messages may
                have arrived, so the caller publishes again and receivers drop what they have.
        """
        outcomes: list[str | None] = []
        with self.lock:
            for start in range(0, len(messages), WINDOW):
                window = messages[start : start + WINDOW]
                try:
                    outcomes += self._publish_window(window)
                except LOST as error:
                    self._drop()
                    raise Unavailable(f"broker did not confirm: {error or type(error).__name__}") from error
                except BaseException:
                    self._drop()  # half a frame may be on the wire
                    raise
        return outcomes

    def close(self) -> None:
        """Close the connection."""
        with self.lock:
            self._drop()

    def _drop(self) -> None:
        connection, self.connection, self.channel = self.connection, None, None
        drop(connection)

    def _open(self) -> Any:
        if self.channel is None:
            self.connection = connect(self.uri, heartbeat=0)
            channel = publishing_channel(self.connection)
            self.tag, self.open, self.returned = 0, {}, {}  # type: ignore[var-annotated]
            if not is_memory(self.uri):
                channel.confirm_select()
                channel.events["basic_ack"].add(self._on_ack)
                channel.events["basic_nack"].add(self._on_nack)
                channel.events["basic_return"].add(self._on_return)
            for exchange in (EVENTS, WORK):  # a publisher may be there before the first consumer
                exchange(channel).declare()
            self.channel = channel
        return self.channel

    def _publish_window(self, messages: Sequence[Outgoing]) -> list[str | None]:
        channel = self._open()
        outcomes: dict[str, str | None] = {}
        confirmed_later = not is_memory(self.uri)
        with together(channel):
            for message in messages:
                outcomes[message.message_id] = None
                try:
                    publish_json(
                        channel,
                        orjson.dumps(message.body),
                        exchange=message.exchange,
                        routing_key=message.routing_key,
                        headers=message.headers,
                        mandatory=True,
                        message_id=message.message_id,
                        delivery_mode=2,
                    )
                except Undeliverable:
                    outcomes[message.message_id] = "no queue is bound"
                if confirmed_later:
                    self.tag += 1
                    self.open[self.tag] = message.message_id
        end = time.monotonic() + self.timeout
        while confirmed_later and self.open:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"{len(self.open)} messages without a confirm after {self.timeout} s")
            try:
                self.connection.drain_events(timeout=left)  # type: ignore[union-attr]
            except TimeoutError:
                continue
        if confirmed_later:
            outcomes.update(self.returned)
            self.returned.clear()
        return [outcomes[message.message_id] for message in messages]

    def _on_ack(self, tag: int, multiple: bool) -> None:
        for done in [open_tag for open_tag in self.open if open_tag <= tag] if multiple else [tag]:
            self.open.pop(done, None)

    def _on_nack(self, tag: int, multiple: bool) -> None:
        for refused in [open_tag for open_tag in self.open if open_tag <= tag] if multiple else [tag]:
            if (message_id := self.open.pop(refused, None)) is not None:
                self.returned[message_id] = "refused by the broker"

    def _on_return(self, exception: Exception, exchange: str, routing_key: str, message: Any) -> None:
        self.returned[message.properties.get("message_id")] = "no queue is bound"
