"""A service as a process of its own: started, made ready, killed, frozen, ended; only ever by its pid."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ce_kit.testing.network import free_port


class ServiceProcess:
    """`python -m <package> serve` with an environment of its own; use it in a `with` block.

    Leaving the block ends the process, in order or by force. When the block fails, the end of the log goes
    to standard error.
    """

    def __init__(self, package: str, environment: Mapping[str, str], folder: Path, *, command: str = "serve") -> None:
        self.package, self.command, self.folder = package, command, folder
        self.port = free_port()
        inherited = {key: value for key, value in os.environ.items() if not key.startswith("CE_")}
        self.environment = {**inherited, "CE_HTTP_PORT": str(self.port), **environment}
        self.log = folder / f"{package}-{self.port}.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The pid of the running process."""
        if self.process is None:
            raise RuntimeError(f"{self.package} was not started")
        return self.process.pid

    def start(self, seconds: float = 20, *, until_ready: bool = True) -> Self:
        """Start and wait for `/readyz`; raises with the log's end when it does not come."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.package, self.command],
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        if until_ready:
            self.wait_until(ready=True, seconds=seconds)
        return self

    def readiness(self) -> tuple[bool, list[str]]:
        """Return whether the process is ready, and what keeps it from being so."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as answer:
                body: dict[str, Any] = json.load(answer)
        except urllib.error.HTTPError as error:
            body = json.load(error)
        except OSError as error:
            return False, [f"no answer: {error}"]
        return bool(body["ready"]), list(body["reasons"])

    def wait_until(self, *, ready: bool, seconds: float = 20) -> list[str]:
        """Wait for readiness or its loss; return the reasons given last."""
        end = time.monotonic() + seconds
        while True:
            if self.exit_code is not None:
                raise AssertionError(f"{self.package} ended with {self.exit_code}:\n{self.tail()}")
            state, reasons = self.readiness()
            if state is ready:
                return reasons
            if time.monotonic() > end:
                raise AssertionError(f"{self.package}: ready={state} after {seconds} s {reasons}:\n{self.tail()}")
            time.sleep(0.05)

    @property
    def exit_code(self) -> int | None:
        """The exit code, None while the process runs."""
        return None if self.process is None else self.process.poll()

    def send(self, number: signal.Signals) -> None:
        """Send a signal to this process."""
        os.kill(self.pid, number)

    def freeze(self) -> None:
        """Stop the process where it stands (SIGSTOP)."""
        self.send(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen process go on."""
        self.send(signal.SIGCONT)

    def kill(self) -> None:
        """End the process at once, as the kernel does when memory is short."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(timeout=10)

    def terminate(self, seconds: float = 20) -> int:
        """Ask the process to end (SIGTERM) and return its exit code; it is killed after `seconds`."""
        if self.process is None:
            raise RuntimeError(f"{self.package} was not started")
        self.process.terminate()
        return self.wait(seconds)

    def wait(self, seconds: float = 20) -> int:
        """Wait for the end of the process and return its exit code; it is killed after `seconds`."""
        if self.process is None:
            raise RuntimeError(f"{self.package} was not started")
        try:
            return self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"{self.package} did not end within {seconds} s:\n{self.tail()}") from None

    def lines(self) -> list[dict[str, Any]]:
        """Return the structured log lines so far; other output is left out."""
        found = []
        for line in self.text().splitlines():
            if line.startswith("{"):
                found.append(json.loads(line))
        return found

    def text(self) -> str:
        """Return all of the output so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def tail(self, count: int = 40) -> str:
        """Return the last lines of the output."""
        return "\n".join(self.text().splitlines()[-count:])

    def __enter__(self) -> Self:
        return self if self.process is not None else self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.exit_code is None and self.process is not None:
            self.thaw()
            self.process.terminate()
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.kill()
        if error is not None:
            sys.stderr.write(f"--- {self.log.name}\n{self.tail()}\n")
