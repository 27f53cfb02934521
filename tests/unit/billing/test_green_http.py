"""Calls to the outside never hold up the other greenlets, monkey-patched or not, and end in time."""

import contextlib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ce_billing.adapters.green_http import LARGEST_ANSWER, HttpFailed, post

SCENE = """
import sys, threading, time
{patch}
import eventlet
from ce_billing.adapters.green_http import HttpFailed, post

def scene():
    ticks, done = [], []
    def tick():
        while not done:
            ticks.append(time.monotonic())
            eventlet.sleep(0.01)
    def call():
        try:
            print(*post(sys.argv[1], b"x", {{}}, 3))
        except HttpFailed as error:
            print("failed", error)
        done.append(True)
    greenlets = [eventlet.spawn(tick), eventlet.spawn(call)]
    for greenlet in greenlets:
        greenlet.wait()
    print("longest stall", max(b - a for a, b in zip(ticks, ticks[1:])), "ticks", len(ticks))

{run}
"""
SERVER_PROFILE = SCENE.format(patch="import ce_nameko.green", run="scene()")
EMBEDDED_PROFILE = SCENE.format(patch="", run="thread = threading.Thread(target=scene)\nthread.start()\nthread.join()")


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[socket.socket], None]], str]]:
    """Run a server whose connections are handled by a function; returns its address."""
    listeners = []

    def run(handle: Callable[[socket.socket], None]) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def loop() -> None:
            while True:
                try:
                    end, _ = listener.accept()
                except OSError:
                    return
                with end, contextlib.suppress(ConnectionError):
                    _read_request(end)
                    handle(end)

        threading.Thread(target=loop, daemon=True).start()
        return f"http://localhost:{listener.getsockname()[1]}/x?y=1"

    yield run
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _read_request(end: socket.socket) -> None:
    """Read a request whole: closing on unread bytes would reset the connection."""
    request, length = end.makefile("rb"), 0
    while (line := request.readline()) not in (b"\r\n", b""):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    request.read(length)


def answer(content: bytes, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content


@pytest.mark.parametrize("scene", [SERVER_PROFILE, EMBEDDED_PROFILE], ids=["server", "embedded"])
def test_other_greenlets_run_while_a_slow_provider_thinks(serve, scene):
    def slow(end: socket.socket) -> None:
        time.sleep(0.5)
        end.sendall(answer(b"thought"))

    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", scene, serve(slow)], capture_output=True, text=True, timeout=30
    )
    assert "200 b'thought'" in done.stdout, done.stderr
    words = done.stdout.split("longest stall")[1].split()
    assert float(words[0]) < 0.25
    assert int(words[2]) > 15


def test_status_and_body(serve):
    assert post(serve(lambda end: end.sendall(answer(b"no", "409 Conflict"))), b"", {}, 2) == (409, b"no")


@pytest.mark.parametrize("seconds", [0.3])
def test_a_provider_that_never_answers(serve, seconds):
    began = time.monotonic()
    with pytest.raises(HttpFailed):
        post(serve(lambda end: time.sleep(2)), b"x", {}, seconds)
    assert time.monotonic() - began < 1.5


def test_a_provider_that_answers_drop_by_drop(serve):
    def drip(end: socket.socket) -> None:
        end.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(20):
            end.sendall(b".")
            time.sleep(0.1)

    with pytest.raises(HttpFailed, match="no answer within"):
        post(serve(drip), b"x", {}, 0.5)


@pytest.mark.parametrize("content", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"])
def test_a_provider_that_hangs_up_or_talks_nonsense(serve, content):
    with pytest.raises(HttpFailed):
        post(serve(lambda end: end.sendall(content)), b"x", {}, 2)


def test_an_endless_answer(serve):
    def flood(end: socket.socket) -> Any:
        end.sendall(answer(b"x" * (LARGEST_ANSWER + 1)))

    with pytest.raises(HttpFailed, match="larger"):
        post(serve(flood), b"x", {}, 5)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://no-such-host.invalid/"])
def test_nobody_there(url):
    with pytest.raises(HttpFailed):
        post(url, b"x", {}, 2)
