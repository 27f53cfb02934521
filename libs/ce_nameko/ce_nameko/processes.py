"""CPU-bound work in processes of its own, awaited by greenlets: rendering, reading spreadsheets.

A worker is `python -m ce_nameko.processes module:function`; requests and answers go over its standard streams
as length-prefixed JSON. Workers start on demand and leave after `idle_seconds` without work, so an idle
service does not hold their memory.
"""

import importlib
import struct
import sys
import time
import traceback
from typing import Any, BinaryIO

import orjson

_LENGTH = struct.Struct(">I")


class WorkerFailed(Exception):
    """The function raised, or its process died; the text says how."""


class ProcessPool:
    """At most `size` worker processes that run `module:function` (JSON value → JSON value)."""

    def __init__(self, target: str, size: int = 1, *, timeout: float = 60.0, idle_seconds: float = 60.0) -> None:
        from eventlet.semaphore import Semaphore

        self.target, self.timeout, self.idle_seconds = target, timeout, idle_seconds
        self.slots = Semaphore(size)
        self.idle: list[tuple[Any, float]] = []

    def run(self, value: Any) -> Any:
        """Return `function(value)`; waits for a free worker, without holding up other greenlets.

        Raises:
            WorkerFailed: the function raised, took longer than `timeout` seconds, or its process died.
        """
        import eventlet

        with self.slots:
            worker = self._take()
            try:
                with eventlet.Timeout(self.timeout) as limit:
                    answer = worker.ask(value)
            except BaseException as error:
                worker.end()
                if error is limit or isinstance(error, OSError | EOFError):
                    raise WorkerFailed(f"{self.target}: {type(error).__name__}: {error}") from error
                raise  # e.g. the caller's own time limit
            self.idle.append((worker, time.monotonic()))
            eventlet.spawn_after(self.idle_seconds + 0.1, self._end_idle)
        if "error" in answer:
            raise WorkerFailed(answer["error"])
        return answer["value"]

    def close(self) -> None:
        """End the idle workers."""
        while self.idle:
            self.idle.pop()[0].end()

    def _take(self) -> Any:
        while self.idle:
            worker, _ = self.idle.pop()
            if worker.process.poll() is None:
                return worker
        return _Worker(self.target)

    def _end_idle(self) -> None:
        limit = time.monotonic() - self.idle_seconds
        for entry in [entry for entry in self.idle if entry[1] <= limit]:
            self.idle.remove(entry)
            entry[0].end()


class _Worker:
    def __init__(self, target: str) -> None:
        from eventlet.green import subprocess

        command = [sys.executable, "-m", "ce_nameko.processes", target]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, value: Any) -> dict[str, Any]:
        _write(self.process.stdin, orjson.dumps(value))
        return dict(orjson.loads(_read(self.process.stdout)))

    def end(self) -> None:
        self.process.kill()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


def _write(stream: BinaryIO, data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def _read(stream: BinaryIO) -> bytes:
    head = _exactly(stream, _LENGTH.size)
    return _exactly(stream, _LENGTH.unpack(head)[0])


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = b""
    while len(data) < count:
        chunk = stream.read(count - len(data))
        if not chunk:
            raise EOFError("the worker process ended")
        data += chunk
    return data


def work(target: str) -> None:
    """Answer requests on the standard streams until they close."""
    module, name = target.split(":")
    function = getattr(importlib.import_module(module), name)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not break the stream
    while True:
        try:
            request = _read(requests)
        except EOFError:
            return
        try:
            answer = orjson.dumps({"value": function(orjson.loads(request))})
        except Exception:
            answer = orjson.dumps({"error": traceback.format_exc(limit=-3)})
        _write(answers, answer)


if __name__ == "__main__":
    work(sys.argv[1])
