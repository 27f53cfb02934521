"""Publishing with confirms for processes without eventlet: thousands in flight, each told its fate by a future.

One connection, one reader thread. Messages may be sent by any thread; their futures belong to asyncio loops and are
resolved by delivery tag, all that one confirm covers at once.
"""

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import kombu
import orjson

from ce_client.connection import ReaderConnection
from ce_client.futures import tell
from ce_kit.bus.confirmed import Outgoing
from ce_kit.bus.connections import LOST, Undeliverable, publish_json, together
from ce_kit.errors import DomainError, Kind, Unavailable

Fate = asyncio.Future[None]
Sent = tuple[Outgoing, Fate]

MOST_IN_FLIGHT = 4000


class NotTaken(DomainError):
    """The broker refused a message, e.g. because its queue is full; it may be sent again."""

    kind, reason = Kind.UNAVAILABLE, "NOT_TAKEN"


class TooManyInFlight(DomainError):
    """The broker confirms more slowly than messages come; this one was not sent."""

    kind, reason = Kind.RESOURCE_EXHAUSTED, "TOO_MANY_IN_FLIGHT"


class ConfirmClient(ReaderConnection):
    """Publishes durable, mandatory messages; `queues` are declared, so that they can be taken before anybody consumes.

    A future ends without a value when the broker has the message safe, and otherwise with what is known:
    Unavailable (the connection is gone, or no queue takes it: nobody knows whether it arrived) or NotTaken.
    """

    def __init__(
        self, uri: str, queues: Sequence[kombu.Queue] = (), name: str = "confirms", *, most: int = MOST_IN_FLIGHT
    ) -> None:
        super().__init__(uri, name)
        self.queues, self.most = queues, most
        self.settling = threading.Lock()
        self.open: OrderedDict[int, Sent] = OrderedDict()
        self.returned: set[str] = set()
        self.tag = 0

    @property
    def in_flight(self) -> int:
        """Messages whose fate is not known yet."""
        return len(self.open)

    async def publish(self, message: Outgoing) -> None:
        """Send one message and wait for its confirm.

        Raises:
            Unavailable, NotTaken: see the class.
        """
        fate: Fate = asyncio.get_running_loop().create_future()
        self.send_all([(message, fate)])
        await fate

    def send_all(self, batch: Sequence[Sent]) -> None:
        """Write messages to the broker; whatever happens to them is told to their futures."""
        waiting = list(reversed(batch))
        problem: DomainError = TooManyInFlight("系统繁忙，请稍后重试", retry_after_seconds=1)
        with self.writing:
            if not self.ready.is_set() or self.blocked:
                problem = Unavailable("消息总线暂不可用，请稍后重试")
            else:
                try:
                    with together(self.channel):
                        while waiting and self.in_flight < self.most:
                            self._write(*waiting.pop())
                except (*LOST, AttributeError):  # AttributeError: the reader has just dropped the socket
                    # half a frame may be on the wire, nothing can follow it
                    self._interrupt()
                    problem = _gone()
                    self._fail_all(problem)
                except BaseException:
                    self._interrupt()  # tags were given to messages that were not sent
                    raise
        tell((fate, None, problem) for _, fate in waiting)

    def _write(self, message: Outgoing, fate: Fate) -> None:
        if not self.memory:
            self.tag += 1
            with self.settling:
                self.open[self.tag] = message, fate
        try:
            publish_json(
                self.channel,
                orjson.dumps(message.body),
                exchange=message.exchange,
                routing_key=message.routing_key,
                headers=message.headers,
                mandatory=True,
                message_id=message.message_id,
                delivery_mode=2,
            )
        except Undeliverable:  # the in-process broker tells at once
            tell([(fate, None, _nobody(message))])
            return
        if self.memory:
            tell([(fate, None, None)])

    def opened(self, channel: Any) -> None:
        for queue in self.queues:
            queue(channel).declare()
        with self.writing:  # tags begin anew: nothing of the old connection may be taken for something of this one
            self._fail_all(_gone())
            self.tag = 0
            self.returned.clear()
            if not self.memory:
                channel.confirm_select()
                channel.events["basic_ack"].add(self._on_ack)
                channel.events["basic_nack"].add(self._on_nack)
                channel.events["basic_return"].add(self._on_return)

    def lost(self, error: Exception) -> None:
        with self.writing:
            self._fail_all(_gone())

    def _fail_all(self, error: Exception) -> None:
        with self.settling:
            open_, self.open = self.open, OrderedDict()
        tell((fate, None, error) for _, fate in open_.values())

    def _take(self, tag: int, multiple: bool) -> list[Sent]:
        with self.settling:
            if not multiple:
                found = self.open.pop(tag, None)
                return [] if found is None else [found]
            taken = []
            while self.open and next(iter(self.open)) <= tag:
                taken.append(self.open.popitem(last=False)[1])
            return taken

    def _on_ack(self, tag: int, multiple: bool) -> None:
        taken = self._take(tag, multiple)
        if not self.returned:
            tell((fate, None, None) for _, fate in taken)
            return
        back = {message.message_id for message, _ in taken} & self.returned
        self.returned -= back
        tell((fate, None, _nobody(message) if message.message_id in back else None) for message, fate in taken)

    def _on_nack(self, tag: int, multiple: bool) -> None:
        refusal = NotTaken("系统繁忙，暂时无法接收，请稍后用同一请求编号重试")
        tell((fate, None, refusal) for _, fate in self._take(tag, multiple))

    def _on_return(self, error: Exception, exchange: str, routing_key: str, message: Any) -> None:
        self.returned.add(message.properties.get("message_id"))


def _gone() -> Unavailable:
    return Unavailable("消息总线连接中断，请稍后用同一请求编号重试")


def _nobody(message: Outgoing) -> Unavailable:
    return Unavailable("没有接收此消息的队列，请稍后重试", queue=message.routing_key)
