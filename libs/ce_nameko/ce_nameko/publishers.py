"""Long-lived producers inside a service: one connection for replies, one for requests."""

from typing import Any

import eventlet
from eventlet.semaphore import Semaphore
from nameko.extensions import SharedExtension

from ce_kit.bus.connections import LOST, Undeliverable, connect, drop, is_memory, publish_json, publishing_channel
from ce_kit.errors import Unavailable


class OpenProducer(SharedExtension):
    """A producer whose connection stays open; transient messages of JSON bytes, published one at a time."""

    confirm = False
    patience = 5.0

    def __init__(self) -> None:
        self.connection: Any = None
        self.channel: Any = None
        self.returned = False
        self.lock = Semaphore()
        super().__init__()

    def publish(self, body: bytes, **properties: Any) -> None:
        """Publish once more over a new connection when the old one is gone.

        Raises:
            Undeliverable: no queue takes the message (only with confirms).
            Unavailable: the broker is out of reach.
        """
        with self.lock:
            for attempt in (1, 2):
                try:
                    with eventlet.Timeout(self.patience, TimeoutError("broker does not answer")):
                        self._publish(body, **properties)
                except Undeliverable:
                    raise
                except LOST as error:
                    self._drop()
                    if attempt == 2:
                        raise Unavailable("消息总线暂不可用，请稍后重试") from error
                except BaseException:
                    # e.g. the caller's deadline: a confirm that is still to come must not count for the next message
                    self._drop()
                    raise
                else:
                    return

    def _publish(self, body: bytes, **properties: Any) -> None:
        if self.channel is None:
            uri = self.container.config["AMQP_URI"]
            self.connection = connect(uri, heartbeat=0, confirm_publish=self.confirm)
            self.channel = publishing_channel(self.connection)
            if not is_memory(uri):
                self.channel.events["basic_return"].add(self._on_return)
        self.returned = False
        publish_json(self.channel, body, delivery_mode=1, **properties)
        if self.returned:
            raise Undeliverable(properties["routing_key"])

    def _on_return(self, *_: Any) -> None:
        self.returned = True

    def _drop(self) -> None:
        connection, self.connection, self.channel = self.connection, None, None
        drop(connection)

    def stop(self) -> None:
        self._drop()


class ReplyPublisher(OpenProducer):
    """Replies go out without confirms: the caller's deadline covers their loss."""


class RequestPublisher(OpenProducer):
    """Requests go out with confirms: without them a call to an absent service hangs."""

    confirm = True
