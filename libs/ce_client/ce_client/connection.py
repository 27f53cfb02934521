"""A connection with a thread that opens it, keeps it alive and opens it anew.

What comes is read in that thread, or in that of an event loop. Frames are written by whoever has one, under a lock.
"""

import asyncio
import contextlib
import socket
import threading
import time
from typing import Any

import kombu

from ce_client.loop_reader import LoopReader
from ce_kit import logs
from ce_kit.bus.connections import LOST, connect, drop, holds_more, is_memory, publish_json, publishing_channel
from ce_kit.errors import Unavailable

log = logs.get(__name__)

TICK_SECONDS = 2.0
REST_SECONDS = 0.05
"""How long the rest of a message may take to come before what came ahead of it is acted upon."""


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
