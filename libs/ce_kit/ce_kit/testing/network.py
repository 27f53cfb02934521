"""Loopback network for tests: free ports, and a link that can go dead."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self


def free_port() -> int:
    """Return a TCP port that is free on loopback now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Link:
    """A TCP link to `target` on loopback that can be frozen, thawed and cut.

    A frozen link accepts connections and bytes and passes nothing on, as a dead network does; nobody is told.
    """

    def __init__(self, target: int) -> None:
        self.target = target
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        self.flowing = threading.Event()
        self.flowing.set()
        self.near: list[socket.socket] = []
        self.far: list[socket.socket] = []
        self.forgotten: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def freeze(self) -> None:
        """Pass nothing on from now."""
        self.flowing.clear()

    def thaw(self) -> None:
        """Pass on again, also what was held back."""
        self.flowing.set()

    def cut(self) -> None:
        """Close all connections; new ones are taken."""
        for ends in (self.near, self.far):
            while ends:
                _close(ends.pop())

    def forget(self) -> None:
        """Close all connections on the near side only: the far side goes on to believe in them."""
        self.forgotten.update(self.far)
        while self.near:
            _close(self.near.pop())

    def close(self) -> None:
        """Close the link."""
        _close(self.listener)
        self.thaw()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        self.near.append(near)
        self.flowing.wait()
        try:
            far = socket.create_connection(("127.0.0.1", self.target), timeout=5)
        except OSError:
            _close(near)
            return
        far.settimeout(None)
        self.far.append(far)
        threading.Thread(target=self._pump, args=(far, near), daemon=True).start()
        self._pump(near, far)

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while self.flowing.wait() and (data := source.recv(65536)):
                self.flowing.wait()
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            if end not in self.forgotten:
                _close(end)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _close(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
