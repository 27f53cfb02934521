"""Processes of a platform on this machine: started detached, found again by pid file, ended by pid only."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ce_ops.backing.server import is_alive


@dataclass(frozen=True)
class Process:
    """One process: its name within the platform (`exam-2`) and the folder that keeps its pid and log."""

    name: str
    folder: Path

    @property
    def pid_file(self) -> Path:
        """Where its pid stands."""
        return self.folder / "run" / f"{self.name}.pid"

    @property
    def log_file(self) -> Path:
        """Where its log goes."""
        return self.folder / "log" / f"{self.name}.log"

    @property
    def pid(self) -> int | None:
        """Its pid while it runs; a pid that another program has taken over does not count."""
        try:
            pid, started = self.pid_file.read_text().split()
        except (FileNotFoundError, ValueError):
            return None
        return int(pid) if is_alive(int(pid)) and start_time(int(pid)) == started else None

    def start(self, command: list[str], environment: Mapping[str, str], nice: int = 0) -> None:
        """Start it unless it runs; the higher `nice` (0 to 19), the more it lets others go first."""
        if self.pid is not None:
            return
        for path in (self.pid_file, self.log_file):
            path.parent.mkdir(parents=True, exist_ok=True)
        with self.log_file.open("ab") as log:
            process = subprocess.Popen(
                command,
                env={**clean_environment(), **environment},
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self.pid_file.write_text(f"{process.pid} {start_time(process.pid)}")
        if nice:
            stand_back(process.pid, nice)

    def ask_to_stop(self) -> None:
        """Send SIGTERM: it drains and ends."""
        if (pid := self.pid) is not None:
            os.kill(pid, signal.SIGTERM)

    def stop(self, seconds: float = 25) -> bool:
        """Ask it to end and wait; False when it had to be killed."""
        self.ask_to_stop()
        gone = self.wait_until_gone(seconds)
        if not gone:
            self.kill()
        self.pid_file.unlink(missing_ok=True)
        return gone

    def kill(self) -> None:
        """End it at once."""
        if (pid := self.pid) is not None:
            os.kill(pid, signal.SIGKILL)
            self.wait_until_gone(10)

    def wait_until_gone(self, seconds: float) -> bool:
        """Wait for its end; False when it still runs."""
        end = time.monotonic() + seconds
        while self.pid is not None:
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def memory_mb(self) -> int:
        """Its share of memory (PSS) in MB, with its child processes."""
        return 0 if (pid := self.pid) is None else memory_mb(pid)


def stand_back(pid: int, nice: int) -> None:
    """Let a process that was just started, a session of its own, yield to the others when processors are short.

    Linux may share processors among sessions first (`sched_autogroup_enabled`); nice values then count within a session
    only, and the session has one of its own. It takes one from an ordinary user ten times a second (EAGAIN).
    """
    with suppress(ProcessLookupError):  # it has ended at once, which its log explains
        os.setpriority(os.PRIO_PROCESS, pid, nice)
    for _ in range(20):
        try:
            Path(f"/proc/{pid}/autogroup").write_text(str(nice))
        except BlockingIOError:
            time.sleep(0.05)
            continue
        except OSError:
            return  # this kernel has no such groups, or the process has ended
        return


def memory_mb(pid: int) -> int:
    """Return the share of memory (PSS) of a process and its children, in MB."""
    return sum(_pss_kb(one) for one in [pid, *_descendants(pid)]) // 1024


def _descendants(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
        parents.setdefault(parent, []).append(int(stat.parent.name))
    found, waiting = [], [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


def _pss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def clean_environment() -> dict[str, str]:
    """Return our environment without `CE_*`: each process gets its own settings only."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CE_")}
    return {**kept, "PYTHONWARNINGS": "ignore", "EVENTLET_NO_GREENDNS": "yes"}


def start_time(pid: int) -> str:
    """Return when a process started (clock ticks since boot), which tells it from a later one with its pid."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module with this interpreter."""
    return [sys.executable, "-m", module, *arguments]
