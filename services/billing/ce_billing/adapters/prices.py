"""Configured prices in the database."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, insert, or_, select

from ce_billing.adapters.tables import price
from ce_billing.domain.price import SetPrice
from ce_billing.domain.product import Course

PRICE = [price.c[name] for name in SetPrice.__slots__]


class SqlPrices:
    """Prices with the day they begin to hold; a later one takes over, earlier ones stay."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, one: SetPrice, set_by: str, now: datetime) -> None:
        values = {name: getattr(one, name) for name in SetPrice.__slots__}
        self.connection.execute(insert(price).values(**values, set_by=set_by, set_at=now))

    def of_courses(self, courses: Iterable[Course], on: date) -> dict[str, SetPrice]:
        wanted = {course.course_id: course.year for course in courses}
        if not wanted:
            return {}
        query = (
            select(*PRICE)
            .where(
                price.c.year.in_(set(wanted.values())),
                or_(price.c.course_id.in_(wanted), price.c.course_id == ""),
                price.c.valid_from <= on,
            )
            .order_by(price.c.valid_from, price.c.position)
        )
        # the latest of each year and course overwrites those before it
        latest = {(row.year, row.course_id): SetPrice(*row) for row in self.connection.execute(query)}
        found = {one: latest.get((year, one)) or latest.get((year, "")) for one, year in wanted.items()}
        return {course_id: configured for course_id, configured in found.items() if configured is not None}
