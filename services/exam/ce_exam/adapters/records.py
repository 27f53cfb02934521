"""Study, payments and restudies in the database, as other services told them or people asked for them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal

from sqlalchemy import Connection, func, select

from ce_exam.adapters.attempts import SELECT_ATTEMPT, to_attempt
from ce_exam.adapters.tables import attempt, exam, resit, restudy, study
from ce_exam.application.ports import ResitPaid, Restudy, StudyDone
from ce_exam.domain.attempt import Attempt
from ce_exam.domain.errors import RestudyNotNeeded
from ce_exam.domain.item import Category
from ce_exam.domain.standing import Record
from ce_kit.clock import Clock
from ce_kit.db.once import insert_ignoring

Key = tuple[int, str]


class SqlRecords:
    """What counts towards a person's chances."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.connection, self.clock = connection, clock

    def of_person(self, person_id: str) -> dict[tuple[int, Category], Record]:
        attempts, hours = self._attempts(person_id), self._hours(person_id)
        resits, restudies = self._resits(person_id), self._restudies(person_id)
        return {
            (year, Category(category)): Record(
                tuple(attempts[year, category]),
                dict(hours[year, category]),
                resits.get((year, category), 0),
                restudies.get((year, category), 0),
            )
            for year, category in {*attempts, *hours, *resits, *restudies}
        }

    def _attempts(self, person_id: str) -> dict[Key, list[Attempt]]:
        found: dict[Key, list[Attempt]] = defaultdict(list)
        query = SELECT_ATTEMPT.where(attempt.c.person_id == person_id).order_by(attempt.c.number)
        for one in map(to_attempt, self.connection.execute(query)):
            found[one.year, one.category].append(one)
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
