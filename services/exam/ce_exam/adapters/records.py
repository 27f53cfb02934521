"""Study, payments and restudies in the database, as other services told them or people asked for them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import asdict
from decimal import Decimal

from sqlalchemy import Connection, func, select

from ce_exam.adapters.attempts import SELECT_ATTEMPT, to_attempt
from ce_exam.adapters.extensions import extensions_of
from ce_exam.adapters.offline_tables import registration
from ce_exam.adapters.tables import attempt, exam, resit, restudy, study
from ce_exam.application.ports import ResitPaid, Restudy, StudyDone
from ce_exam.domain.attempt import Attempt
from ce_exam.domain.errors import RestudyNotNeeded
from ce_exam.domain.exam_mode import Choice, ExamMode
from ce_exam.domain.item import Category
from ce_exam.domain.standing import Record
from ce_exam.domain.window import Extension
from ce_kit.clock import Clock
from ce_kit.db.chunks import chunks
from ce_kit.db.once import insert_ignoring

Key = tuple[int, str]


class SqlRecords:
    """What counts towards a person's chances."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.connection, self.clock = connection, clock

    def hold(self, person_id: str) -> None:
        # there is no row that both an attempt and a registration would have to touch; SQLite has one writer anyway
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(person_id, 0))))

    def of_person(self, person_id: str) -> dict[tuple[int, Category], Record]:
        attempts, choices = self._attempts(person_id)
        hours, seats = self._hours(person_id), self._seats(person_id)
        resits, restudies = self._resits(person_id), self._restudies(person_id)
        extensions = extensions_of(self.connection, person_id)
        return {
            (year, Category(category)): Record(
                tuple(attempts[year, category]),
                dict(hours[year, category]),
                resits.get((year, category), 0),
                restudies.get((year, category), 0),
                (*choices[year, category], *(choice for _, choice in seats[year, category])),
                next((exam_id for exam_id, _ in seats[year, category]), ""),
                extensions,
            )
            for year, category in {*attempts, *hours, *resits, *restudies, *seats, *self._years_of(extensions)}
        }

    def _years_of(self, extensions: Collection[Extension]) -> list[Key]:
        if not extensions:
            return []
        query = select(exam.c.year, exam.c.category).where(exam.c.exam_id.in_({one.exam_id for one in extensions}))
        return [(year, category) for year, category in self.connection.execute(query)]

    def _attempts(self, person_id: str) -> tuple[dict[Key, list[Attempt]], dict[Key, list[Choice]]]:
        found: dict[Key, list[Attempt]] = defaultdict(list)
        choices: dict[Key, list[Choice]] = defaultdict(list)
        query = SELECT_ATTEMPT.add_columns(exam.c.mode.label("mode")).join(exam, exam.c.exam_id == attempt.c.exam_id)
        for row in self.connection.execute(query.where(attempt.c.person_id == person_id).order_by(attempt.c.number)):
            one = to_attempt(row)
            failed = one.mark is not None and not one.mark.passed
            found[one.year, one.category].append(one)
            choices[one.year, one.category].append(Choice(ExamMode(row.mode), one.started_at, failed))
        return found, choices

    def _seats(self, person_id: str) -> dict[Key, list[tuple[str, Choice]]]:
        """Return the exams for which the person has a seat and no mark."""
        found: dict[Key, list[tuple[str, Choice]]] = defaultdict(list)
        live = registration.c.cancelled_at.is_(None) & registration.c.settled_at.is_(None)
        for row in self.connection.execute(select(registration).where(registration.c.person_id == person_id, live)):
            choice = Choice(ExamMode.OFFLINE, row.registered_at, failed=False)
            found[row.year, row.category].append((row.exam_id, choice))
        return found

    def places(self, person_ids: Collection[str], year: int, category: Category) -> dict[str, tuple[int, int]]:
        found = dict.fromkeys(person_ids, (0, 1))
        for part in chunks(person_ids):
            for table, place in ((attempt, 0), (restudy, 1)):
                query = (
                    select(table.c.person_id, func.count())
                    .where(table.c.person_id.in_(part), table.c.year == year, table.c.category == category)
                    .group_by(table.c.person_id)
                )
                for person_id, count in self.connection.execute(query):
                    attempts, number = found[person_id]
                    found[person_id] = (count, number) if place == 0 else (attempts, number + count)
        return found

    def _hours(self, person_id: str) -> dict[Key, dict[int, Decimal]]:
        found: dict[Key, dict[int, Decimal]] = defaultdict(dict)
        query = (
            select(study.c.year, study.c.category, study.c.round, func.sum(study.c.hours, type_=study.c.hours.type))
            .where(study.c.person_id == person_id)
            .group_by(study.c.year, study.c.category, study.c.round)
        )
        for year, category, number, total in self.connection.execute(query):
            found[year, category][number] = total
        return found

    def _resits(self, person_id: str) -> dict[Key, int]:
        query = (
            select(exam.c.year, exam.c.category, func.count())
            .join(resit, resit.c.exam_id == exam.c.exam_id)
            .where(resit.c.person_id == person_id)
            .group_by(exam.c.year, exam.c.category)
        )
        return {(year, category): count for year, category, count in self.connection.execute(query)}

    def _restudies(self, person_id: str) -> dict[Key, int]:
        query = (
            select(restudy.c.year, restudy.c.category, func.count())
            .where(restudy.c.person_id == person_id)
            .group_by(restudy.c.year, restudy.c.category)
        )
        return {(year, category): count for year, category, count in self.connection.execute(query)}

    def add_studies(self, studies: Iterable[StudyDone]) -> None:
        rows = {(one.enrolment_id, one.round): {**asdict(one), "heard_at": self.clock.now()} for one in studies}
        if rows:
            insert_ignoring(self.connection, study, list(rows.values()), study.c.enrolment_id)

    def add_resits(self, order_id: str, resits: Iterable[ResitPaid]) -> None:
        rows = [{"order_id": order_id, **asdict(one), "heard_at": self.clock.now()} for one in resits]
        if rows:
            insert_ignoring(self.connection, resit, rows, resit.c.order_id)

    def add_restudy(self, one: Restudy) -> None:
        if not insert_ignoring(self.connection, restudy, [asdict(one)], restudy.c.restudy_id):
            raise RestudyNotNeeded("重新学习已经申请，请按新一轮学习完成课程", round=one.round)
