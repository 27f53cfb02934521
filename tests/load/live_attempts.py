"""Thousands of live attempts at once, written into the database as StartAttempt would have written them.

A bench of submissions needs more attempts than there is time to start one by one; how fast starts are is measured
apart. People sit the exams of many years, so that a person's token comes more than once, as it does with autosaves.
"""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from ce_exam.adapters.capabilities import SignedCapabilities
from ce_exam.adapters.tables import attempt
from ce_exam.adapters.unit_of_work import SqlExamUnitOfWork
from ce_exam.application.ports import Capability
from ce_exam.domain.attempt import Attempt
from ce_exam.domain.exam import Exam
from ce_exam.domain.paper import Paper, draw
from ce_kit.clock import SystemClock
from ce_kit.db.bulk import insert_rows
from ce_kit.db.engine import make_engine
from ce_kit.ids import new_id
from tests.evening.city import City
from tests.load.open_loop import Request

PAPERS = 40
BATCH = 2000
ANSWER_LETTERS = "ABCD"


class LiveAttempts:
    """A stock of live attempts; `take` gives submissions for some that were not used yet."""

    def __init__(self, city: City, exam: dict[str, Any], people: int) -> None:
        self.city, self.people = city, [new_id() for _ in range(people)]
        self.tokens = {person_id: city.token(person_id) for person_id in self.people}
        self.capabilities = SignedCapabilities(city.secret)
        self.engine = make_engine(city.database("exam"))
        self.year = int(exam["year"])
        with self._unit() as uow:
            self.exam = uow.exams.get(exam["exam_id"])
            self.pool = uow.items.pool(self.exam.year, self.exam.category)
        self.stock: list[Attempt] = []

    def _unit(self) -> SqlExamUnitOfWork:
        return SqlExamUnitOfWork(self.engine, SystemClock(), "bench")

    def fill(self, count: int) -> None:
        """Add at least `count` attempts: one for each person, in exams of further years."""
        while len(self.stock) < count:
            self.year += 1
            made = list(self._sit(replace(self.exam, exam_id=new_id(), year=self.year)))
            secrets.SystemRandom().shuffle(made)
            self.stock = made + self.stock

    def _sit(self, exam: Exam) -> Iterator[Attempt]:
        now = SystemClock().now()
        with self._unit() as uow:
            uow.exams.add(exam)
            papers = [self._draw(uow, exam) for _ in range(PAPERS)]
            made = [
                Attempt(
                    attempt_id=new_id(),
                    person_id=person_id,
                    exam_id=exam.exam_id,
                    year=exam.year,
                    category=exam.category,
                    number=1,
                    round=1,
                    request_id=new_id(),
                    paper_hash=papers[number % PAPERS].paper_hash,
                    started_at=now,
                    deadline=now + timedelta(minutes=90),
                )
                for number, person_id in enumerate(self.people)
            ]
            rows = [{column.name: getattr(one, column.name) for column in attempt.columns} for one in made]
            for start in range(0, len(rows), BATCH):
                insert_rows(uow.connection, attempt, rows[start : start + BATCH])
            uow.commit()
        yield from made

    def _draw(self, uow: Any, exam: Exam) -> Paper:
        paper = draw(exam.exam_id, self.pool.pool_id, secrets.token_hex(16), self.pool.items, exam.blueprint)
        uow.papers.add(paper)
        return paper

    def take(self, count: int, message: Any) -> list[Request]:
        """Return requests for `count` attempts not used before; `message(request_id, attempt_id, capability)`."""
        taken = [self.stock.pop() for _ in range(count)]
        return [Request(self.tokens[one.person_id], self._body(one, message)) for one in taken]

    def _body(self, one: Attempt, message: Any) -> bytes:
        capability = Capability(one.attempt_id, one.person_id, one.paper_hash, one.started_at, one.deadline)
        return bytes(message(new_id(), one.attempt_id, self.capabilities.encode(capability)).SerializeToString())

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
