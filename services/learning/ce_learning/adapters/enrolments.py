"""Enrolments in the database."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select, update

from ce_kit.db.once import insert_ignoring
from ce_learning.adapters.catalogue import COURSE, to_course
from ce_learning.adapters.tables import course, course_payment, enrolment
from ce_learning.domain.enrolment import Enrolment

OWN = ("enrolment_id", "person_id", "round", "required_seconds", "enrolled_at", "studied_seconds", "completed_on")
PAID = (
    select(course_payment.c.order_id)
    .where(course_payment.c.person_id == enrolment.c.person_id, course_payment.c.course_id == enrolment.c.course_id)
    .exists()
    .label("paid")
)


class SqlEnrolments:
    """Who takes which course; whether it is paid is read with it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, one: Enrolment) -> Enrolment:
        row = {name: getattr(one, name) for name in OWN} | {"course_id": one.course.course_id}
        if insert_ignoring(self.connection, enrolment, [row], enrolment.c.enrolment_id):
            return one
        query = _query().where(
            enrolment.c.person_id == one.person_id,
            enrolment.c.course_id == one.course.course_id,
            enrolment.c.round == one.round,
        )
        return _to_enrolment(self.connection.execute(query).one())

    def find(self, enrolment_ids: Collection[str]) -> dict[str, Enrolment]:
        query = _query().where(enrolment.c.enrolment_id.in_(enrolment_ids))
        return {row.enrolment_id: _to_enrolment(row) for row in self.connection.execute(query)}

    def of(self, person_id: str, year: int, before: str, limit: int) -> list[Enrolment]:
        query = _query().where(enrolment.c.person_id == person_id)
        if year:
            query = query.where(course.c.year == year)
        if before:
            query = query.where(enrolment.c.enrolment_id < before)
        rows = self.connection.execute(query.order_by(enrolment.c.enrolment_id.desc()).limit(limit))
        return [_to_enrolment(row) for row in rows]

    def save_all(self, enrolments: Iterable[Enrolment]) -> None:
        rows = [
            {"key": one.enrolment_id, "studied_seconds": one.studied_seconds, "completed_on": one.completed_on}
            for one in enrolments
        ]
        if rows:
            self.connection.execute(update(enrolment).where(enrolment.c.enrolment_id == bindparam("key")), rows)


def _query() -> Select[Any]:
    columns = (enrolment.c[name] for name in OWN)
    return select(*columns, PAID, *COURSE).join(course, course.c.course_id == enrolment.c.course_id)


def _to_enrolment(row: Row[Any]) -> Enrolment:
    return Enrolment(**{name: getattr(row, name) for name in OWN}, course=to_course(row), paid=row.paid)
