"""Reading a connection in the thread of an event loop: for a reply, no other thread has to be woken first."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable

import kombu
from amqp.transport import TCPTransport

from ce_kit.bus.connections import LOST, PatientConnection

LARGEST_READ = 65_536
DETACH_SECONDS = 2.0


class LoopReader:
    """Handles what comes on an open connection whenever the loop finds its socket readable; then calls `drained`.

    `ended` is set when the connection is of no use any more, `problem` says why.
    """

    def __init__(
        self, connection: kombu.Connection, loop: asyncio.AbstractEventLoop, drained: Callable[[], None]
    ) -> None:
        self.raw: PatientConnection = connection._connection
        self.socket: socket.socket = self.raw.transport.sock
        self.loop, self.drained = loop, drained
        self.ended = threading.Event()
        self.problem: Exception = OSError("connection closed")

    @staticmethod
    def can_read(connection: kombu.Connection) -> bool:
        """Tell whether this works: not for the in-process broker, nor for TLS, which reads ahead by itself."""
        raw = connection._connection
        return isinstance(raw, PatientConnection) and isinstance(raw.transport, TCPTransport)

    def start(self) -> None:
        """Begin to read."""
        self.loop.call_soon_threadsafe(self.loop.add_reader, self.socket, self._read)

    def stop(self) -> None:
        """Read no more; returns when the loop has let go of the socket, so that it may be closed."""
        done = threading.Event()

        def let_go() -> None:
            self.loop.remove_reader(self.socket)
            done.set()

        with contextlib.suppress(RuntimeError):  # the loop is closed
            self.loop.call_soon_threadsafe(let_go)
            done.wait(DETACH_SECONDS)

    def _read(self) -> None:
        try:
            arrived = self.socket.recv(LARGEST_READ, socket.MSG_DONTWAIT)
            if not arrived:
                raise OSError("the broker closed the connection")
            transport = self.raw.transport
            transport._read_buffer += arrived
            while self.raw.has_a_frame:
                self.raw.on_inbound_frame(transport.read_frame())
        except BlockingIOError:
            return
        except (*LOST, AttributeError) as error:  # AttributeError: the other thread has just dropped the socket
            self.problem = error if isinstance(error, LOST) else OSError("connection dropped")
            self.loop.remove_reader(self.socket)
            self.ended.set()
        self.drained()
