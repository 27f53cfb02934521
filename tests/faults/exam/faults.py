"""Faults in a seeded order, each with the proof that it hit something."""

import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from ce_kit.bus.topology import WORK
from ce_kit.errors import Unavailable
from ce_ops.layout import GATEWAY
from tests.faults.exam.caused import Caused
from tests.faults.exam.history import Call, Fate, History
from tests.faults.exam.observe import SHEETS
from tests.faults.exam.stage import RELAY, Stage, _cursor

KILLED = (GATEWAY, "exam", RELAY, "rabbitmq", "postgres")
FROZEN_SECONDS, DEAD_LINK_SECONDS, FULL_SECONDS, STEPPED_SECONDS = 1.5, 3.0, 1.5, 3.0
AHEAD = timedelta(hours=2)


@dataclass
class Strike:
    """One fault: what it hit is told in words; empty when there is no proof that it hit anything."""

    kind: str
    at: float
    proof: str


class Injector:
    """Strikes with each kind of fault in turn, until the time is over and each had its turn at least once."""

    def __init__(self, stage: Stage, history: History, seed: int) -> None:
        self.stage, self.history, self.random = stage, history, random.Random(seed)
        self.caused, self.strikes = Caused(), []
        self.began = time.monotonic()
        self.kinds: dict[str, Callable[[], str]] = {
            **{f"kill {name}": lambda name=name: self._kill(name) for name in KILLED},
            **{f"stop {name}": lambda name=name: self._stop(name) for name in KILLED},
            **{f"dead link of {name}": lambda name=name: self._dead_link(name) for name in stage.links},
            "full broker": self._full_broker,
            "clock step on a worker": self._clock_step,
            "poison": self._poison,
        }

    def run(self, seconds: float) -> None:
        """Strike for so long, in rounds of all kinds; the first round is carried to its end."""
        while True:
            order = list(self.kinds)
            self.random.shuffle(order)
            for kind in order:
                if len(self.strikes) >= len(order) and time.monotonic() - self.began > seconds:
                    return
                self.strike(kind)

    def strike(self, kind: str) -> Strike:
        """Wait until something is going on, strike, and wait until something goes on again."""
        self._until(lambda: self.history.in_flight > 0, 5)
        made = Strike(kind, time.monotonic() - self.began, "")
        self.strikes.append(made)
        began = time.time()
        made.proof = self.kinds[kind]()
        self.caused.away.append((kind, began, time.time()))
        print(f"  {made.at:5.1f} s  {kind:26} {made.proof or 'NOT PROVEN TO HIT'}", flush=True)
        since = time.monotonic()
        self._until(lambda: any(call.began > since and call.receipt for call in self.history.calls[-300:]), 20)
        return made

    @staticmethod
    def _until(condition: Callable[[], bool], seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                return False
            time.sleep(0.005)
        return True

    def _open(self) -> list[Call]:
        return [call for call in self.history.calls[-500:] if call.fate is Fate.OPEN]

    def _kill(self, name: str) -> str:
        work = self._wait_for_work(name)
        gone = self.stage.kill(name)
        time.sleep(0.3)
        self.stage.revive(name)
        return f"gone with {work}" if gone and work else ""

    def _wait_for_work(self, name: str) -> str:
        """Wait until the process has something in hand that it can lose; return what."""
        if name == RELAY:
            with _cursor(self.stage.city, "exam") as cursor:
                marked = lambda: _count(cursor, "SELECT count(*) FROM outbox WHERE published_at IS NOT NULL")  # noqa: E731
                before = marked()  # a relay that has just been started has nothing in hand yet
                return "facts in hand" if self._until(lambda: marked() > before, 8) else ""
        if name == "exam":
            accepted = lambda: sum(bool(call.receipt) for call in self.history.of("submit"))  # noqa: E731
            before = accepted()
            return "sheets in hand" if self._until(lambda: accepted() > before, 8) else ""
        return f"{count} calls open" if (count := len(self._open())) else ""

    def _stop(self, name: str) -> str:
        open_ = self._open()
        with self.stage.frozen(name) as stopped:
            time.sleep(FROZEN_SECONDS)
            met = [call for call in self.history.calls[-500:] if call.fate is Fate.OPEN or call in open_]
        return f"stopped while {len(met)} calls were open" if stopped and met else ""

    def _dead_link(self, name: str) -> str:
        """Nothing passes for a while, nobody is told; then the link is gone with everything on it."""
        link = self.stage.links[name]
        connections = len(link.near)
        link.freeze()
        time.sleep(DEAD_LINK_SECONDS)
        met = len(self._open())
        link.cut()
        link.thaw()
        return f"{connections} connections, {met} calls open" if connections and (met or name != GATEWAY) else ""

    def _full_broker(self) -> str:
        """The broker has no memory left: it takes nothing until it has."""
        rabbitmq = self.stage.city.backing.rabbitmq
        since = time.monotonic()
        rabbitmq.control("set_vm_memory_high_watermark", "absolute", "1MB")
        try:
            time.sleep(FULL_SECONDS)
        finally:
            rabbitmq.control("set_vm_memory_high_watermark", "absolute", "1GB")
        met = [call for call in self.history.calls if call.ended > since and call.reason and call.kind != "start"]
        return f"{len(met)} sheets were not taken" if met else ""

    def _clock_step(self) -> str:
        """One worker believes that it is two hours later; it grades and sweeps by that."""
        ahead = self.stage.now() + AHEAD / 2
        query = f"SELECT count(*) FROM mark WHERE graded_at > '{ahead}'"
        self.stage.set_clock("exam-2", AHEAD)
        with _cursor(self.stage.city, "exam") as cursor:
            hit = self._until(lambda: _count(cursor, query) > 0, 10)
            time.sleep(STEPPED_SECONDS)
            marks = _count(cursor, query)
        self.stage.kill("exam-2")  # its clock does not go back while it runs
        self.stage.start("exam-2")
        return f"{marks} marks two hours ahead" if hit else ""

    def _poison(self) -> str:
        """No JSON, no bundle, and a bundle of no sheet and a sheet that is not the one of its receipt."""
        bus, tag = self.stage.city.bus, uuid.uuid4().hex
        bus.raw(WORK.name, str(SHEETS.routing_key), f"{{no json {tag}".encode(), delivery_mode=2)
        self._put({"id": str(uuid.uuid4()), "poison": tag})
        self.caused.texts |= {f"no json {tag}", f'"poison":"{tag}"'}
        received = [call for call in self.history.calls if call.kind == "submit" and call.receipt]
        if not received:
            return ""
        owner, request_id = self.random.choice(received), str(uuid.uuid4())
        job = {
            "kind": "submit",
            "attempt_id": owner.attempt_id,
            "person_id": owner.person_id,
            "request_id": request_id,
            "sequence": 9,
            "answers": [[1, "XYZ"], "nonsense"],
            "answers_sha256": "0" * 64,
            "received_at": "2019-09-30T12:00:00.000000+00:00",
        }
        self._put({"sheets": [{"poison": tag}, job]})
        self.caused.sheets.add((owner.attempt_id, request_id))
        return "three messages put on the queue"

    def _put(self, bundle: dict[str, object]) -> None:
        """Put a bundle on the queue; the connection may be one that an earlier fault has ended."""
        for again in (True, True, False):
            try:
                self.stage.city.bus.put(str(SHEETS.routing_key), bundle)
            except Unavailable:
                if not again:
                    raise
                time.sleep(0.5)
            else:
                return


def _count(cursor: object, query: str) -> int:
    cursor.execute(query)  # type: ignore[attr-defined]
    return int(cursor.fetchone()[0])  # type: ignore[attr-defined]
