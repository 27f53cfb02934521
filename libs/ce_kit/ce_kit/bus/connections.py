"""Connections that notice a dead peer: heartbeats, read and write timeouts, TCP user timeout."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import amqp
import kombu
import orjson
from kombu.serialization import register
from kombu.transport import TRANSPORT_ALIASES, pyamqp

HEARTBEAT = 10
LOST = (OSError, amqp.exceptions.AMQPError, kombu.exceptions.OperationalError)
"""What a lost, unreachable or refusing broker raises; after any of them the connection is opened anew."""

# a dead link is noticed by the kernel within 10 s; not every system has all of these
SOCKET = {"TCP_USER_TIMEOUT": 10_000, "TCP_KEEPIDLE": 5, "TCP_KEEPINTVL": 2, "TCP_KEEPCNT": 3}
TRANSPORT_OPTIONS: dict[str, Any] = {
    "connect_timeout": 5,
    "read_timeout": 15,
    "write_timeout": 10,
    "socket_settings": {getattr(socket, name): value for name, value in SOCKET.items() if hasattr(socket, name)},
}

# by name: it needs eventlet, which not every process has
TRANSPORT_ALIASES["ce-memory"] = "ce_nameko.memory:Transport"

# kombu's own JSON spends 20 times orjson's time and writes a private dialect for dates and decimals
register("json", orjson.dumps, orjson.loads, content_type="application/json", content_encoding="utf-8")


class Undeliverable(Exception):
    """No queue takes a message that some queue must take."""


READ_AHEAD = 8192
FRAME_HEAD, FRAME_END = 7, 1


class PatientConnection(pyamqp.Connection):
    """Waits for no answer longer than the read timeout: eventlet's sockets do not know that option.

    It reads what has arrived at once. py-amqp would ask the system for the head, the body and the last byte of each
    of the three frames of a message, and in between leave the interpreter to other threads.
    """

    def Transport(self, *args: Any, **kwargs: Any) -> Any:
        transport = super().Transport(*args, **kwargs)
        set_up = transport._setup_transport

        def set_up_to_read_ahead() -> None:
            set_up()
            receive = transport._quick_recv
            transport._quick_recv = lambda size: receive(max(size, READ_AHEAD))

        transport._setup_transport = set_up_to_read_ahead
        return transport

    def blocking_read(self, timeout: float | None = None) -> Any:
        if self.has_a_frame:
            return self.on_inbound_frame(self.transport.read_frame())
        return super().blocking_read(self.read_timeout if timeout is None else timeout)

    @property
    def has_a_frame(self) -> bool:
        """Whether a whole frame has been read already, so that nobody need wait for it."""
        ahead = self.transport._read_buffer
        whole = FRAME_HEAD + int.from_bytes(ahead[3:FRAME_HEAD], "big") + FRAME_END
        return len(ahead) >= FRAME_HEAD and len(ahead) >= whole


def holds_more(connection: kombu.Connection) -> bool:
    """Tell whether an open connection has read more than was handled yet."""
    raw = connection._connection
    return isinstance(raw, PatientConnection) and raw.has_a_frame


def is_memory(uri: str) -> bool:
    """Tell whether `uri` names the in-process broker of the embedded profile."""
    return uri.startswith("ce-memory:")


def connect(uri: str, *, heartbeat: int = HEARTBEAT, **options: Any) -> kombu.Connection:
    """Return a connection (opened on first use) with the house's timeouts.

    Only consumers have a heartbeat: a publisher that is idle for long does not read, and would be cut off.
    """
    if is_memory(uri):
        return kombu.Connection(uri)
    connection = kombu.Connection(uri, heartbeat=heartbeat, transport_options={**TRANSPORT_OPTIONS, **options})
    connection.transport.Connection = PatientConnection
    return connection


@contextmanager
def connected(uri: str) -> Iterator[kombu.Connection]:
    """Run the block with an open connection; after an error it is closed without a farewell."""
    connection = connect(uri)
    try:
        connection.ensure_connection(max_retries=0)
        yield connection
    except BaseException:
        drop(connection)
        raise
    connection.release()


def publishing_channel(connection: kombu.Connection) -> Any:
    """Open a channel on a connection that only publishes.

    py-amqp would read the socket before each publish to look for `connection.blocked`; confirms and the
    reader thread tell us anyway, and two readers on one socket corrupt it.
    """
    connection.ensure_connection(max_retries=0)
    if connection.transport.driver_type == "amqp":
        connection.connection.client_properties["capabilities"]["connection.blocked"] = False
        connection.connection.on_blocked = _refuse
    return connection.channel()


def _refuse(reason: str) -> None:
    raise OSError(f"broker takes no messages: {reason}")


def publish_json(
    channel: Any,
    body: bytes,
    *,
    exchange: str,
    routing_key: str,
    headers: Mapping[str, Any] | None = None,
    mandatory: bool = False,
    **properties: Any,
) -> None:
    """Publish JSON bytes, on a broker's channel or the in-process one; kombu's Producer takes twice the time."""
    message = channel.prepare_message(body, 0, "application/json", "utf-8", dict(headers or {}), properties)
    channel.basic_publish(message, exchange=exchange, routing_key=routing_key, mandatory=mandatory)


@contextmanager
def together(channel: Any) -> Iterator[None]:
    """Send what the block publishes with one write at its end; after an error nothing of it is sent.

    One write for each message would hand the interpreter to another thread, and wake the broker, for each message.
    """
    transport = getattr(channel.connection, "transport", None)
    if not isinstance(transport, amqp.transport._AbstractTransport):  # the in-process broker
        yield
        return
    write, parts = transport._write, list[bytes]()
    transport._write = lambda part: parts.append(bytes(part))  # the writer uses its buffer again
    try:
        yield
    finally:
        transport._write = write
    if parts:
        transport.write(b"".join(parts))


def drop(connection: kombu.Connection | None) -> None:
    """Close a connection without a farewell to a peer that may be dead."""
    if connection is None:
        return
    raw = connection._connection
    if isinstance(raw, amqp.Connection):
        raw.collect()
        connection._connection = None
    connection.release()
