"""What a bench needs: private servers, and the CPU time and memory of processes."""

import multiprocessing
import os
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ce_ops.backing.postgres import Postgres
from ce_ops.backing.rabbitmq import RabbitMq
from ce_ops.backing.server import free_port

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
PAUSES_SECONDS = 5


@contextmanager
def servers() -> Iterator[tuple[RabbitMq, Postgres]]:
    """A RabbitMQ with the virtual host `bench` and a PostgreSQL with the database `bench`, ended and deleted after."""
    with tempfile.TemporaryDirectory(prefix="ce-bench-") as folder, ExitStack() as ends:
        rabbitmq = RabbitMq(Path(folder) / "rabbitmq", free_port(), "bench")
        postgres = Postgres(Path(folder) / "postgres", free_port(), "bench")
        for server in (rabbitmq, postgres):
            ends.callback(subprocess.run, ["rm", "-rf", str(server.folder)], check=False)
            ends.callback(server.kill)
            server.start()
        rabbitmq.apply(["bench"])
        postgres.create_databases(["bench"])
        yield rabbitmq, postgres


def cpu(pid: int, *, ended_children: bool = False) -> float:
    """Return the CPU seconds a process has used, all its threads together; 0 when it is gone."""
    fields = _stat(pid)
    last = 15 if ended_children else 13
    return sum(int(ticks) for ticks in fields[11:last]) / TICKS if fields else 0.0


def memory_mb(pids: Iterable[int]) -> float:
    """Return the resident memory of processes in MB."""
    return sum(int(fields[21]) for fields in map(_stat, pids) if fields) * PAGE / 1e6


def backends(postmaster: int) -> dict[int, str]:
    """Return the processes of a PostgreSQL server by pid, each with the database it works for, empty for none."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        fields = _stat(int(folder.name))
        if fields and int(fields[1]) == postmaster:
            found[int(folder.name)] = _database(folder)
    return found


def _database(folder: Path) -> str:
    try:
        title = (folder / "cmdline").read_text().split()  # postgres: ce ce_exam_370300 127.0.0.1(40512) idle
    except OSError:
        return ""
    return title[2] if len(title) > 3 and "(" in title[3] else ""


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return []


def pauses() -> tuple[int, float]:
    """Return how often a core that has nothing else to do stood still for more than 2 ms, and the longest in ms.

    On a virtual machine others share the cores, which no latency measured there can be better than.
    """
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        found = [one for part in pool.map(_pauses, [PAUSES_SECONDS] * (os.cpu_count() or 1)) for one in part]
    return len(found), max(found, default=0.0) * 1000


def _pauses(seconds: float) -> list[float]:
    found, now = list[float](), time.perf_counter()
    end = now + seconds
    while now < end:
        before, now = now, time.perf_counter()
        if now - before > 0.002:
            found.append(now - before)
    return found
