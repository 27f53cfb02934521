"""What both backing servers share: a folder, a port, a process that is ours to end."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path


def listens(port: int) -> bool:
    """Tell whether a port of this machine accepts connections."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


class NotInstalled(Exception):
    """A program this machine lacks; the message says how to install it."""


class DidNotStart(Exception):
    """The server did not come up in time; the message holds the end of its log."""


def free_port() -> int:
    """Return a TCP port that is free on loopback now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def find_program(name: str, *patterns: str, package: str) -> Path:
    """Return the newest program that matches one of `patterns`, or the one on PATH."""
    for pattern in patterns:
        if found := sorted(Path("/").glob(pattern.lstrip("/"))):
            return found[-1]
    if path := shutil.which(name):
        return Path(path)
    raise NotInstalled(f"{name} is not installed; install it with: sudo apt-get install -y {package}")


class Server:
    """A server process in a folder of its own. Only the pid it started is ever signalled."""

    name = "server"

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder.absolute(), port

    @property
    def pid_file(self) -> Path:
        """Where the pid of the running server stands."""
        return self.folder / "server.pid"

    @property
    def pid(self) -> int | None:
        """The pid of the running server, None when it does not run."""
        try:
            pid = int(self.pid_file.read_text())
        except (FileNotFoundError, ValueError):
            return None
        return pid if is_alive(pid) else None

    def is_running(self) -> bool:
        """Tell whether our server runs; raises when somebody else has its port."""
        ours, taken = self.pid is not None, self.listens()
        if taken and not ours:
            raise DidNotStart(f"port {self.port} is taken by another program; {self.name} needs it")
        return ours and taken

    def listens(self) -> bool:
        """Tell whether the port accepts connections."""
        return listens(self.port)

    def wait_until_listening(self, seconds: float, log: Path) -> None:
        """Wait for the port; raises `DidNotStart` with the end of the log."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.listens():
                return
            time.sleep(0.1)
        tail = log.read_text(errors="replace")[-2000:] if log.exists() else "(no log)"
        raise DidNotStart(f"{self.name} did not listen on port {self.port} within {seconds:.0f} s:\n{tail}")

    def end(self, number: signal.Signals, seconds: float = 10) -> None:
        """Signal the server and wait until its process and its port are gone; kill it when it does not end."""
        pid = self.pid
        if pid is None:
            return
        # the pid is kept: RabbitMQ removes its pid file when it begins to stop, not when it is gone
        os.kill(pid, number)
        if not wait_until(lambda: not is_alive(pid), seconds):
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not is_alive(pid) and not self.listens(), 10)


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait for `condition`; False when it does not hold in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def is_alive(pid: int) -> bool:
    """Tell whether `pid` runs and is not a zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return False
    return state != "Z"


def run(command: list[str], **options: object) -> str:
    """Run a helper program to its end; raises with its output when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    if done.returncode != 0:
        raise DidNotStart(f"{' '.join(command[:3])} failed:\n{done.stdout}{done.stderr}")
    return str(done.stdout)
