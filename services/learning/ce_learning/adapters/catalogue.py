"""Courses in the database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, tuple_, update

from ce_kit.db.chunks import chunks
from ce_learning.adapters.tables import catalogue_import, course, enrolment
from ce_learning.domain.course import Category, Course, Part, Terms
from ce_learning.domain.errors import CourseNotFound

TERMS = [course.c[name] for name in Terms.__slots__]
COURSE = [course.c.course_id, *TERMS]


def to_course(row: Row[Any]) -> Course:
    """Read a row that holds the columns of `COURSE` by their names."""
    part = Part(row.part) if row.part else None
    terms = Terms(row.year, row.code, Category(row.category), part, row.title, row.hours, row.priced, row.needs_points)
    return Course(row.course_id, terms)


class SqlCourses:
    """The catalogue."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, course_id: str, *, keep: bool = False) -> Course:
        query = select(*COURSE).where(course.c.course_id == course_id)
        row = self.connection.execute(query.with_for_update(read=True) if keep else query).one_or_none()
        if row is None:
            raise CourseNotFound("目录中没有这门课程", course_id=course_id)
        return to_course(row)

    def by_keys(self, keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], Course]:
        found: dict[tuple[int, str], Course] = {}
        for part in chunks(sorted(keys)):
            query = select(*COURSE).where(tuple_(course.c.year, course.c.code).in_(part))
            for row in self.connection.execute(query.order_by(course.c.course_id).with_for_update()):
                found[row.year, row.code] = to_course(row)
        return found

    def listed(self, year: int, category: Category | None, after: str, limit: int) -> list[Course]:
        query = select(*COURSE).where(course.c.year == year, course.c.code > after)
        if category is not None:
            query = query.where(course.c.category == category.value)
        return [to_course(row) for row in self.connection.execute(query.order_by(course.c.code).limit(limit))]

    def taken(self, course_ids: Collection[str]) -> set[str]:
        found: set[str] = set()
        for part in chunks(course_ids):
            query = select(course.c.course_id).where(
                course.c.course_id.in_(part),
                select(enrolment.c.enrolment_id).where(enrolment.c.course_id == course.c.course_id).exists(),
            )
            found.update(self.connection.execute(query).scalars())
        return found

    def add_all(self, courses: Iterable[Course], now: datetime) -> None:
        if rows := [_row(one, now) for one in courses]:
            self.connection.execute(insert(course), rows)

    def change_all(self, courses: Iterable[Course], now: datetime) -> None:
        rows = [{**_row(one, now), "key": one.course_id} for one in courses]
        if rows:
            self.connection.execute(update(course).where(course.c.course_id == bindparam("key")), rows)

    def log_import(self, row: Mapping[str, Any]) -> None:
        names = {column.name for column in catalogue_import.columns}
        values = {key: value for key, value in row.items() if key in names}
        self.connection.execute(insert(catalogue_import).values(**values))


def _row(one: Course, now: datetime) -> dict[str, Any]:
    return {"course_id": one.course_id, **asdict(one.terms), "changed_at": now}
