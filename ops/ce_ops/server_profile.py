"""The server profile on one machine: private RabbitMQ and PostgreSQL, a process per service."""

import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from ce_ops.backing.postgres import Postgres
from ce_ops.backing.rabbitmq import RabbitMq
from ce_ops.backing.server import listens
from ce_ops.layout import GATEWAY, SERVICES, STANDS_BACK, Platform, environment
from ce_ops.processes import Process, clean_environment, python
from ce_ops.secrets import Secrets

AMQP_PORT, POSTGRES_PORT = 5682, 5442
PARTS = (*SERVICES, GATEWAY)
MOST_COPIES = 9
"""Processes of one part: each has a port of its own, ten ports apart from the next part's."""


class NotReady(Exception):
    """A process did not become ready in time; the message names it and ends with its log."""


class Backing:
    """The broker and the database server that all platforms of this machine share."""

    def __init__(self, state: Path, amqp_port: int = AMQP_PORT, postgres_port: int = POSTGRES_PORT) -> None:
        self.folder = state / "backing"
        secrets = Secrets(self.folder / "secrets")
        password = secrets.text("password").read_text()
        self.rabbitmq = RabbitMq(self.folder / "rabbitmq", amqp_port, password)
        self.postgres = Postgres(self.folder / "postgres", postgres_port, password)

    def start(self) -> None:
        """Start both; running ones are left alone."""
        self.postgres.start()
        self.rabbitmq.start()

    def stop(self) -> None:
        """Stop both."""
        self.rabbitmq.stop()
        self.postgres.stop()

    def remove(self) -> None:
        """Stop both and delete what they hold."""
        self.rabbitmq.stop()
        self.postgres.remove()
        shutil.rmtree(self.folder, ignore_errors=True)


class ServerPlatform:
    """A platform in the server profile; `parts` are those it consists of, all of them unless fewer are wanted."""

    def __init__(self, platform: Platform, backing: Backing, parts: tuple[str, ...] = PARTS) -> None:
        self.platform, self.backing, self.parts = platform, backing, parts

    def prepare(self) -> None:
        """Make virtual host and databases and bring every database to head."""
        platform = self.platform
        self.backing.rabbitmq.apply([platform.vhost])
        self.backing.postgres.create_databases([platform.database(part) for part in self.parts])
        running = [
            subprocess.Popen(
                python(f"ce_{part}", "migrate"),
                env={**clean_environment(), **self.environment(part)},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            for part in self.parts
        ]
        for part, process in zip(self.parts, running, strict=True):
            _, errors = process.communicate()
            if process.returncode != 0:
                raise NotReady(f"migration of {part} failed:\n{errors.decode(errors='replace')[-2000:]}")

    def environment(self, part: str, copy: int = 1) -> dict[str, str]:
        """Return a process's settings."""
        uri = self.backing.rabbitmq.uri(self.platform.vhost)
        url = self.backing.postgres.url(self.platform.database(part))
        own = environment(self.platform, part, uri, url)
        own[f"CE_{part.upper()}_HTTP_PORT"] = str(self._http_port(part, copy))
        if part == GATEWAY:
            own["CE_GATEWAY_GRPC_SHARED"] = "true"
        return own

    def process(self, part: str, copy: int = 1) -> Process:
        """Return a process of this platform."""
        return Process(part if copy == 1 else f"{part}-{copy}", self.platform.folder)

    def start(self, copies: dict[str, int] | None = None) -> None:
        """Start every process that does not run."""
        gateways = [process for name, (process, _) in self.running() if _part(name) == GATEWAY]
        if GATEWAY in self.parts and not any(one.pid for one in gateways) and listens(self.platform.grpc_port):
            raise NotReady(f"port {self.platform.grpc_port} is taken by another program; choose one with --grpc-port")
        for part in self.parts:
            for copy in range(1, (copies or {}).get(part, 1) + 1):
                self._start(part, copy)

    def _start(self, part: str, copy: int) -> None:
        command, settings = python(f"ce_{part}", "serve"), self.environment(part, copy)
        self.process(part, copy).start(command, settings, STANDS_BACK.get(part, 0))

    def wait_until_ready(self, seconds: float = 90) -> None:
        """Wait until every running process says that it is ready."""
        end = time.monotonic() + seconds
        waiting = dict(self.running())
        reasons: dict[str, str] = {}
        while waiting:
            for name, (process, port) in list(waiting.items()):
                reasons[name] = probe(port)
                if process.pid is None:
                    raise NotReady(f"{name} ended:\n{tail(process)}")
                if not reasons[name]:
                    del waiting[name]
            if waiting and time.monotonic() > end:
                name, (process, _) = next(iter(waiting.items()))
                raise NotReady(f"{name} is not ready: {reasons[name]}\n{tail(process)}")
            time.sleep(0.1)

    def running(self) -> Iterator[tuple[str, tuple[Process, int]]]:
        """Yield (name, (process, port of its probe)) of every process that has a pid file."""
        for path in sorted((self.platform.folder / "run").glob("*.pid")):
            part, number = _part(path.stem), _copy(path.stem)
            yield path.stem, (self.process(part, number), self._http_port(part, number))

    def scale(self, part: str, copies: int) -> None:
        """Run exactly `copies` processes of a service; those too many drain first."""
        if part not in PARTS:
            raise NotReady(f"{part} is no part that can be scaled; parts: {', '.join(PARTS)}")
        if not 1 <= copies <= MOST_COPIES:
            raise NotReady(f"{part}: 1 to {MOST_COPIES} processes on one machine, not {copies}")
        for copy in range(1, copies + 1):
            self._start(part, copy)
        for name, (process, _) in list(self.running()):
            if _part(name) == part and _copy(name) > copies:
                process.stop()

    def stop(self) -> list[str]:
        """Stop every process, the gateways first; return the names of those that had to be killed."""
        running = [(name, process) for name, (process, _) in self.running()]
        gateways = [item for item in running if _part(item[0]) == GATEWAY]
        killed = []
        for group in (gateways, [item for item in running if item not in gateways]):
            for _, process in group:
                process.ask_to_stop()
            killed += [name for name, process in group if not process.stop()]
        return killed

    def _http_port(self, part: str, copy: int) -> int:
        """Return where a process is asked how it is; the first gateway serves the public there, too."""
        if (part, copy) == (GATEWAY, 1):
            return self.platform.http_port
        return self.platform.http_port + 10 * (PARTS.index(part) + 1) + copy - 1


def _part(name: str) -> str:
    """Return the part a process belongs to: exam of exam-2."""
    return name.partition("-")[0]


def _copy(name: str) -> int:
    """Return a process's number within its part: 2 of exam-2, 1 of exam."""
    return int(name.partition("-")[2] or 1)


def probe(port: int) -> str:
    """Return why a process is not ready; the empty text when it is."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2):
            return ""
    except urllib.error.HTTPError as error:
        return "; ".join(json.loads(error.read() or b"{}").get("reasons", [str(error)]))
    except OSError as error:
        return str(error)


def tail(process: Process, characters: int = 3000) -> str:
    """Return the end of a process's log."""
    try:
        return process.log_file.read_text(errors="replace")[-characters:]
    except FileNotFoundError:
        return "(no log)"
