"""The city in which everything breaks: two exam workers, a relay of its own, links that can go dead."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ce_kit.clock import set_rated_clock
from ce_kit.ids import new_id
from ce_kit.testing.bus import event
from ce_kit.testing.network import Link
from ce_kit.testing.waiting import wait_for
from ce_ops.layout import GATEWAY
from ce_ops.processes import Process, python
from tests.evening.city import City, city
from tests.load.measure import backends

CODE, YEAR, EVENING = "371000", 2019, "2019-09-30T20:00:00+08:00"
"""Weihai 2019: two chances, then new study (WH19 一(一)); the last evening before 30 September ends."""
COURSE_HOURS = 25
RETRY_DELAYS = (0.2, 0.5, 1.0, 2.0, 3.0)
WORKERS, RELAY = ("exam", "exam-2"), "exam-relay"
MOST_PEOPLE = 3000


class Stage:
    """Processes by name, each of which can be killed, frozen and started again; `mutant` breaks one of them."""

    def __init__(self, place: City, mutant: str = "") -> None:
        self.city, self.mutant = place, mutant
        port = place.backing.rabbitmq.port
        self.links = {name: Link(port) for name in (GATEWAY, "exam-2")}
        self.clocks = {"exam-2": place.platform.folder / "clock-2.json"}
        self.relay = Process(RELAY, place.folder / "relay")
        self.pieces = ("identity", "credit", *WORKERS, RELAY, GATEWAY)

    def process(self, name: str) -> Process:
        """Return a process."""
        if name == RELAY:
            return self.relay
        part, _, copy = name.partition("-")
        return self.city.process(part, int(copy or 1))

    def start(self, name: str) -> None:
        """Start a process that does not run."""
        part, _, copy = name.partition("-")
        settings = self.city.server.environment(part, 1 if name == RELAY else int(copy or 1))
        if name in self.links:
            port = self.city.backing.rabbitmq.port
            settings["CE_AMQP_URI"] = settings["CE_AMQP_URI"].replace(f":{port}/", f":{self.links[name].port}/")
        if name in self.clocks:
            self.set_clock(name)
            settings["CE_CLOCK_FILE"] = str(self.clocks[name])
        command = "relay" if name == RELAY else "serve"
        if self.mutant:
            self.process(name).start(python("tests.faults.exam.mutants", self.mutant, f"ce_{part}", command), settings)
        else:
            self.process(name).start(python(f"ce_{part}", command), settings)

    def start_all(self) -> None:
        """Start everything and wait until it is ready."""
        for name in self.pieces:
            self.start(name)
        self.city.server.wait_until_ready()

    def set_clock(self, name: str, ahead: timedelta = timedelta()) -> None:
        """Let the clock of one worker be so far ahead of everybody else's."""
        set_rated_clock(self.clocks[name], self.now() + ahead, 1)

    def now(self) -> datetime:
        """Return the business time by which all others go."""
        return datetime.fromisoformat(EVENING) + timedelta(seconds=time.time() - self.city.began)

    def kill(self, name: str) -> bool:
        """End a process or a server at once; tell whether it ran and is gone."""
        if name in ("rabbitmq", "postgres"):
            server = getattr(self.city.backing, name)
            ran = server.pid is not None
            server.kill()
            return ran and server.pid is None
        process = self.process(name)
        ran = process.pid is not None
        process.kill()
        return ran and process.pid is None

    def revive(self, name: str) -> None:
        """Start a killed process or server again."""
        if name in ("rabbitmq", "postgres"):
            getattr(self.city.backing, name).start()
        else:
            self.start(name)

    @contextmanager
    def frozen(self, name: str) -> Iterator[bool]:
        """Stop a process or a server where it stands; yields whether the kernel says that it is stopped."""
        pids = self._pids(name)
        for pid in pids:
            _signal(pid, signal.SIGSTOP)
        try:
            time.sleep(0.05)
            yield bool(pids) and _state(pids[0]) == "T"
        finally:
            for pid in pids:
                _signal(pid, signal.SIGCONT)

    def _pids(self, name: str) -> list[int]:
        if name == "rabbitmq":
            return [self.city.backing.rabbitmq.pid or 0]
        if name == "postgres":
            postmaster = self.city.backing.postgres.pid or 0
            return [postmaster, *backends(postmaster)]
        return [pid] if (pid := self.process(name).pid) is not None else []

    def logs(self) -> dict[str, str]:
        """Return everything each process wrote."""
        found = {}
        for name in self.pieces:
            path = self.process(name).log_file
            found[name] = path.read_text(errors="replace") if path.exists() else ""
        return found

    def close(self) -> None:
        """End what the city does not end by itself."""
        self.relay.kill()
        for link in self.links.values():
            link.close()


@contextmanager
def stage(folder: Path, mutant: str = "") -> Iterator[Stage]:
    """A city on its last evening, everything ready, everybody's course completed."""
    with city(folder, CODE, evening=EVENING, extra={"CE_EXAM_RELAY": "false"}) as place:
        place.backing.rabbitmq.apply([place.platform.vhost], delays=RETRY_DELAYS)
        made = Stage(place, mutant)
        try:
            made.start_all()
            yield made
        finally:
            made.close()


def open_exam(place: City) -> str:
    """Import items and create the exam; return its id."""
    place.import_items(YEAR)
    return str(place.create_exam(YEAR, "2019-09-01", "2019-09-30", min_study_hours=str(COURSE_HOURS))["exam_id"])


def complete_courses(place: City, count: int) -> list[str]:
    """Let so many people have completed the year's public course; return their ids once exam and credit know."""
    people = [new_id() for _ in range(count)]
    place.bus.tell(*(_completed(one) for one in people))
    for part, table in (("exam", "study"), ("credit", "activity")):
        with _cursor(place, part) as cursor:
            wait_for(lambda cursor=cursor, table=table: _count(cursor, table) >= count, seconds=60, every=0.2)
    return people


def _completed(person_id: str) -> dict[str, Any]:
    data = {
        "enrolment_id": new_id(),
        "person_id": person_id,
        "course_id": new_id(),
        "title": "公需科目",
        "year": YEAR,
        "category": "public",
        "part": "required",
        "hours": str(COURSE_HOURS),
        "round": 1,
        "completed_on": "2019-08-31",
    }
    return event("learning.course.completed.v1", data)


@contextmanager
def _cursor(place: City, part: str) -> Iterator[Any]:
    connection = place.backing.postgres.connect(place.platform.database(part))
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")
    return int(cursor.fetchone()[0])


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:  # a backend of PostgreSQL that has ended meanwhile
        return


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return ""
