"""The runs of `bench_exam.py` against a whole city: accept, grade, burst, start and save, one to four workers."""

import os
import signal
import time
from collections import defaultdict
from dataclasses import dataclass
from functools import partial

from ce.exam.v1 import exam_service_pb2 as exam
from ce_kit.ids import new_id
from ce_kit.testing.waiting import wait_for
from ce_ops.layout import GATEWAY
from tests.load.exam_ceilings import IN_FLIGHT, sheet_message
from tests.load.live_attempts import LiveAttempts
from tests.load.measure import backends, cpu, memory_mb
from tests.load.open_loop import Generator, Request

SERVICE = "/ce.exam.v1.ExamService/"
PARTS = ("gateway", "broker", "worker", "PostgreSQL")
PEOPLE = 4000
REST_SECONDS, MOST_RESTS, IDLE = 0.5, 120, 0.2
"""Idle is a platform that uses a fifth of a core."""


@dataclass
class Run:
    """What one run gave: submissions or calls per second, CPU ms of each part per one, and latencies in ms."""

    per_second: float
    spent: dict[str, float]
    median: float = 0.0
    p99: float = 0.0
    count: int = 0

    @property
    def cpu_ms(self):
        """CPU ms of gateway, broker, worker and PostgreSQL together."""
        return sum(self.spent.get(part, 0.0) for part in PARTS)


class Runs:
    """A city with an open exam, a client process, and what was measured."""

    def __init__(self, city, generator: Generator):
        self.city, self.generator = city, generator
        year = time.gmtime().tm_year
        city.import_items(year)
        self.exam = city.create_exam(year, f"{year}-01-01", f"{year}-12-31")
        self.attempts = LiveAttempts(city, self.exam, PEOPLE)
        self.connection = city.backing.postgres.connect(city.platform.database("exam"))

    def close(self):
        self.connection.close()
        self.attempts.close()

    # -- what is measured

    def cpu(self):
        """Return the CPU seconds used so far by part; `PostgreSQL` is what exam and gateway make it do."""
        used = defaultdict(float)
        for name, (process, _) in self.city.server.running():
            part = {"exam": "worker"}.get(name.partition("-")[0], name.partition("-")[0])
            used[part] += cpu(process.pid or 0)
        postgres = self.city.backing.postgres.pid
        others = self.city.platform.database("credit"), self.city.platform.database("identity")
        used["PostgreSQL"] = cpu(postgres, ended_children=True)
        for pid, database in backends(postgres).items():
            used["credit" if database in others else "PostgreSQL"] += cpu(pid)
        used["broker"], used["client"] = cpu(self.city.backing.rabbitmq.pid), cpu(self.generator.pid)
        return used

    def memory(self):
        """Return the resident memory in MB by part."""
        found = {"broker": memory_mb([self.city.backing.rabbitmq.pid])}
        for name, (process, _) in self.city.server.running():
            if name.partition("-")[0] in (GATEWAY, "exam"):
                found[name] = memory_mb([process.pid or 0])
        return found

    def rest(self):
        """Wait until no part works any more: what one run left to do (hours on their way) is not the next one's."""
        used = sum(self.cpu().values())
        for _ in range(MOST_RESTS):
            time.sleep(REST_SECONDS)
            before, used = used, sum(self.cpu().values())
            if used - before < IDLE * REST_SECONDS:
                return
        raise TimeoutError(f"the platform is still at work after {MOST_RESTS * REST_SECONDS:.0f} s")

    def gateways(self, copies):
        """Have so many gateways, which have met the people."""
        self.city.server.scale(GATEWAY, copies)
        self.city.server.wait_until_ready()
        self.save(PEOPLE)

    def graded(self):
        """Return how many attempts have a mark."""
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM mark")
            return cursor.fetchone()[0]

    def without_mark(self, answers):
        """Return how many of the accepted submissions have no mark."""
        receipts = {exam.SubmitAttemptResponse.FromString(one.body).receipt.attempt_id for one in answers}
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT attempt_id FROM mark")
            return len(receipts - {row[0] for row in cursor.fetchall()})

    # -- runs

    def submissions(self, count):
        """Return so many submissions of attempts not used before."""
        self.attempts.fill(count)
        return self.attempts.take(count, sheet_message)

    def measured(self, before, after, count, outcome=None):
        spent = {part: (after[part] - before[part]) / count * 1000 for part in after}
        run = Run(0.0, spent, count=count)
        if outcome is not None:
            run.per_second = len(outcome.accepted) / outcome.seconds
            run.median, run.p99 = outcome.latency(0.5), outcome.latency(0.99)
        return run

    def calls(self, method, requests, **how):
        """Carry out calls; return the run and the outcome."""
        self.rest()
        before = self.cpu()
        outcome = self.generator.run(self.city.address, SERVICE + method, requests, **how)
        return self.measured(before, self.cpu(), len(requests), outcome), outcome

    def freeze(self, copies=1):
        """Stop the workers where they stand."""
        self._signal(signal.SIGSTOP, copies)

    def thaw(self, copies=1):
        """Let the workers go on."""
        self._signal(signal.SIGCONT, copies)

    def _signal(self, number, copies):
        for copy in range(1, copies + 1):
            os.kill(self.city.process("exam", copy).pid, number)

    def accept(self, count):
        """(d) Accept submissions while no worker runs; return the run and the outcome."""
        requests = self.submissions(count)
        self.freeze()
        try:
            return self.calls("SubmitAttempt", requests, in_flight=IN_FLIGHT)
        finally:
            self.thaw()

    def drain(self, start, count, seconds=90):
        """Wait until `count` more than `start` are graded; return how long it took."""
        began = time.perf_counter()
        wait_for(partial(self._reached, start + count), seconds=seconds, every=0.05)
        return time.perf_counter() - began

    def _reached(self, total):
        return self.graded() >= total

    def sustain(self, per_second, seconds):
        """(e) Submit on a schedule; return the run, the outcome, and how many had no mark a second after its end."""
        requests = self.submissions(int(per_second * seconds))
        self.rest()
        start, before = self.graded(), self.cpu()
        outcome = self.generator.run(self.city.address, SERVICE + "SubmitAttempt", requests, per_second=per_second)
        end = time.perf_counter() + 1
        while (left := len(outcome.accepted) - (self.graded() - start)) > 0 and time.perf_counter() < end:
            time.sleep(0.05)
        run = self.measured(before, self.cpu(), len(requests), outcome)
        if left > 0:
            self.drain(start, len(outcome.accepted))
        return run, outcome, left

    def grade_backlog(self, count, copies):
        """Return graded submissions per second when `copies` workers find a backlog."""
        requests = self.submissions(count)
        self.city.server.scale("exam", copies)
        self.city.server.wait_until_ready()
        self.freeze(copies)
        try:
            outcome = self.generator.run(self.city.address, SERVICE + "SubmitAttempt", requests, in_flight=IN_FLIGHT)
            self.rest()
            start, before = self.graded(), self.cpu()
        finally:
            self.thaw(copies)
        seconds = self.drain(start, len(outcome.accepted))
        run = self.measured(before, self.cpu(), len(outcome.accepted))
        run.per_second = len(outcome.accepted) / seconds
        return run

    def start(self, count):
        """(g) Start attempts; return the run and the outcome."""
        people = [new_id() for _ in range(count)]
        requests = [
            Request(
                self.city.token(one),
                exam.StartAttemptRequest(request_id=new_id(), exam_id=self.exam["exam_id"]).SerializeToString(),
            )
            for one in people
        ]
        return self.calls("StartAttempt", requests, in_flight=16)

    def save(self, count):
        """(g) Save sheets; return the run and the outcome."""
        self.attempts.fill(count)
        return self.calls("SaveAnswers", self.attempts.take(count, save_message), in_flight=IN_FLIGHT)


def save_message(request_id, attempt_id, capability):
    """Return a save of a whole sheet."""
    sheet = sheet_message(request_id, attempt_id, capability)
    return exam.SaveAnswersRequest(
        request_id=request_id, attempt_id=attempt_id, capability=capability, sequence=1, answers=sheet.answers
    )
