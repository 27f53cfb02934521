"""The bus for processes without eventlet (the gateway): RPC for asyncio.

A connection has a thread that opens it, keeps it alive and opens it anew. What comes is read in that thread, or in the
thread of an event loop. Frames are written by whoever has one, under a lock. Futures are resolved by correlation id.
"""

import asyncio
import contextlib
import itertools
import socket
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import kombu
import orjson
from nameko.amqp.publish import UndeliverableMessage

from ce_kit import logs
from ce_kit.bus.connections import LOST, connect, drop, holds_more, is_memory, publish_json, publishing_channel
from ce_kit.bus.loop_reader import LoopReader
from ce_kit.bus.topology import CLASSIC
from ce_kit.call import Call
from ce_kit.errors import DeadlineExceeded, ServiceFault, Unavailable

log = logs.get(__name__)

EXCHANGE = "nameko-rpc"
TICK_SECONDS = 2.0
REST_SECONDS = 0.05
"""How long the rest of a message may take to come before what came ahead of it is acted upon."""

Outcome = tuple[asyncio.Future[Any], Any, Exception | None]


class ReaderConnection:
    """A connection that reconnects by itself."""

    def __init__(self, uri: str, name: str) -> None:
        self.uri, self.name = uri, name
        self.memory = is_memory(uri)
        self.ready, self.stopping = threading.Event(), False
        self.writing = threading.Lock()
        self.connection: kombu.Connection | None = None
        self.channel: Any = None
        self.blocked = False
        self.loop: asyncio.AbstractEventLoop | None = None

    def start(self, timeout: float = 10.0, loop: asyncio.AbstractEventLoop | None = None) -> None:
        """Connect; returns when connected or after `timeout` seconds.

        With a running `loop`, where it can (see `LoopReader`), what comes is read in its thread.
        """
        self.loop = loop
        self.thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self.thread.start()
        self.ready.wait(timeout)

    def stop(self) -> None:
        """Close the connection."""
        self.stopping = True
        self._interrupt()
        self.thread.join(timeout=3)

    def opened(self, channel: Any) -> None:
        """Declare and consume on a fresh channel."""

    def drained(self) -> None:
        """Act on what has just been read, all that came together."""

    def lost(self, error: Exception) -> None:
        """Fail what was waiting on the old connection, or on a broker that takes nothing."""

    def _run(self) -> None:
        while not self.stopping:
            self.connection = connect(self.uri, write_timeout=2)
            try:
                channel = publishing_channel(self.connection)
                if not self.memory:
                    self.connection.connection.on_blocked = self._on_blocked
                    self.connection.connection.on_unblocked = self._on_unblocked
                self.opened(channel)
                self.channel = channel
                self.ready.set()
                if self.loop is not None and LoopReader.can_read(self.connection):
                    self._watch(LoopReader(self.connection, self.loop, self.drained))
                else:
                    self._drain(self.connection)
            except LOST as error:
                self.ready.clear()
                self.blocked = False
                self.lost(error)
                if not self.stopping:
                    log.warning("broker out of reach", connection=self.name, error=str(error) or type(error).__name__)
                    time.sleep(0.5)
            finally:
                self.ready.clear()
                drop(self.connection)

    def _watch(self, reader: LoopReader) -> None:
        reader.start()
        try:
            while not reader.ended.wait(TICK_SECONDS):
                with self.writing:
                    reader.raw.heartbeat_tick()
        finally:
            reader.stop()
        raise reader.problem

    def _drain(self, connection: kombu.Connection) -> None:
        next_tick = time.monotonic() + TICK_SECONDS
        while not self.stopping:
            with contextlib.suppress(TimeoutError):
                connection.drain_events(timeout=TICK_SECONDS)
                while holds_more(connection):
                    connection.drain_events(timeout=REST_SECONDS)
            self.drained()
            if not self.memory and time.monotonic() >= next_tick:
                next_tick = time.monotonic() + TICK_SECONDS
                with self.writing:
                    connection.heartbeat_check()

    def _interrupt(self) -> None:
        """End the reader's wait, so that it sees that it is to stop or that the connection is of no use."""
        raw = None if self.connection is None else self.connection._connection
        if self.memory and self.connection is not None:
            self.connection.transport.interrupt()
        elif raw is not None and raw.transport is not None and raw.transport.sock is not None:
            with contextlib.suppress(OSError):
                raw.transport.sock.shutdown(socket.SHUT_RDWR)

    def _on_blocked(self, reason: str) -> None:
        self.blocked = True
        log.warning("broker refuses to take messages", reason=reason)
        self.lost(OSError(reason))

    def _on_unblocked(self) -> None:
        self.blocked = False

    def send(self, body: bytes, **properties: Any) -> None:
        """Write one message; see `publish_json`.

        Raises:
            Unavailable: there is no connection, or the broker is short of memory or disk.
        """
        if not self.ready.is_set() or self.blocked:
            raise Unavailable("消息总线暂不可用，请稍后重试")
        try:
            with self.writing:
                publish_json(self.channel, body, mandatory=True, **properties)
        except (*LOST, AttributeError) as error:  # AttributeError: the reader has just dropped the socket
            # half a frame may be on the wire, nothing can follow it
            self._interrupt()
            raise Unavailable("消息总线连接中断，请稍后重试") from error


class RpcClient(ReaderConnection):
    """Asks services from an asyncio process: `await client.call("credit.get_year", payload, call)`."""

    def __init__(self, uri: str, secret: bytes, name: str = "rpc") -> None:
        super().__init__(uri, name)
        self.secret = secret
        self.numbers = itertools.count()
        self.waiting: dict[str, asyncio.Future[Any]] = {}
        self.resolved: list[Outcome] = []
        self.reply_to = ""

    def opened(self, channel: Any) -> None:
        # a fresh queue for each connection: the broker holds the old one until it notices that its link is dead
        self.reply_to = str(uuid.uuid4())
        queue = f"rpc.reply-{self.name}-{self.reply_to}"
        channel.exchange_declare(EXCHANGE, "topic", durable=True, auto_delete=False)
        channel.queue_declare(queue, durable=False, exclusive=True, auto_delete=True, arguments=CLASSIC)
        channel.queue_bind(queue, EXCHANGE, self.reply_to)
        if self.memory:
            channel.basic_consume(queue, True, self._on_memory_reply, queue)
            return
        channel.events["basic_return"].add(self._on_return)
        channel.basic_consume(queue, no_ack=True, callback=self._on_reply)

    def lost(self, error: Exception) -> None:
        for correlation_id in list(self.waiting):
            self._resolve(correlation_id, error=Unavailable("消息总线连接中断，请稍后重试"))
        self.drained()

    async def call(self, method: str, payload: Mapping[str, Any], call: Call, seconds: float = 10.0) -> Any:
        """Return the service's answer.

        Raises:
            ServiceFault: the service refused or failed.
            Unavailable: the service does not run, or the broker is out of reach.
            DeadlineExceeded: no answer within `seconds`.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        correlation_id = str(next(self.numbers))
        self.waiting[correlation_id] = future
        onward = Call(call.actor, call.request_id, time.time() + seconds, call.traceparent)
        try:
            self.send(
                orjson.dumps({"args": [payload], "kwargs": {}}),
                exchange=EXCHANGE,
                routing_key=method,
                headers=onward.to_headers(self.secret),
                reply_to=self.reply_to,
                correlation_id=correlation_id,
                delivery_mode=1,
                expiration=str(int(seconds * 1000)),
            )
            expiry = loop.call_later(seconds, settle, future, None, TimeoutError())
            try:
                return await future
            finally:
                expiry.cancel()
        except UndeliverableMessage as error:  # the in-process broker tells at once, RabbitMQ by a return
            raise _absent(method) from error
        except TimeoutError as error:
            raise DeadlineExceeded(f"{method} 未在 {seconds:.0f} 秒内答复，请重试", method=method) from error
        finally:
            self.waiting.pop(correlation_id, None)

    def _on_return(self, error: Exception, exchange: str, routing_key: str, message: Any) -> None:
        self._resolve(message.properties.get("correlation_id"), error=_absent(routing_key))

    def _on_memory_reply(self, message: Any) -> None:
        self._on_reply(self.channel.message_to_python(message))

    def _on_reply(self, message: Any) -> None:
        try:
            body = orjson.loads(message.body)
            error = ServiceFault(*body["error"]["exc_args"]) if body["error"] else None
            self._resolve(message.properties.get("correlation_id"), body["result"], error)
        except (ValueError, KeyError, TypeError) as problem:
            log.error("unreadable reply", error=str(problem)[:500])

    def _resolve(self, correlation_id: Any, result: Any = None, error: Exception | None = None) -> None:
        waiting = self.waiting.pop(correlation_id, None)
        if waiting is not None:
            self.resolved.append((waiting, result, error))

    def drained(self) -> None:
        resolved, self.resolved = self.resolved, []
        tell(resolved)


def _absent(method: str) -> Unavailable:
    return Unavailable(f"服务 {method.split('.', maxsplit=1)[0]} 未运行，请稍后重试", method=method)


def tell(outcomes: Iterable[Outcome]) -> None:
    """Resolve futures from any thread, those of another thread's loop with one wake-up of it."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_loop[outcome[0].get_loop()].append(outcome)
    for loop, mine in by_loop.items():
        if loop is _running_loop():
            _settle_all(mine)
            continue
        with contextlib.suppress(RuntimeError):  # nobody waits on a closed loop any more
            loop.call_soon_threadsafe(_settle_all, mine)


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _settle_all(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        settle(*outcome)


def settle(future: asyncio.Future[Any], result: Any, error: Exception | None) -> None:
    """Resolve a future that may have been given up."""
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
