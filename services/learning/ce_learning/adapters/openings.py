"""What is paid, open and begun anew for whom, in the database."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, exists, func, select

from ce_kit.db.once import insert_ignoring
from ce_learning.adapters.tables import course_payment, open_class, study_round
from ce_learning.domain.course import Category, Terms


class SqlOpenings:
    """Facts told by billing, credit and exam; each kept once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add_payments(self, rows: Sequence[tuple[str, str, str]], paid_at: datetime) -> None:
        values = [
            {"person_id": person_id, "course_id": course_id, "order_id": order_id, "paid_at": paid_at}
            for person_id, course_id, order_id in rows
        ]
        if values:
            insert_ignoring(self.connection, course_payment, values, course_payment.c.order_id)

    def is_paid(self, person_id: str, course_id: str) -> bool:
        query = exists().where(course_payment.c.person_id == person_id, course_payment.c.course_id == course_id)
        return bool(self.connection.execute(select(query)).scalar())

    def add_class(self, person_id: str, year: int, hours: Decimal, activity_id: str) -> None:
        row = {"person_id": person_id, "year": year, "hours": hours, "activity_id": activity_id}
        insert_ignoring(self.connection, open_class, [row], open_class.c.person_id)

    def opens_class(self, person_id: str, year: int, hours: Decimal) -> bool:
        query = exists().where(
            open_class.c.person_id == person_id, open_class.c.year == year, open_class.c.hours == hours
        )
        return bool(self.connection.execute(select(query)).scalar())

    def add_round(self, person_id: str, year: int, category: Category, number: int, restudy_id: str) -> None:
        row = {
            "person_id": person_id,
            "year": year,
            "category": category.value,
            "round": number,
            "restudy_id": restudy_id,
        }
        insert_ignoring(self.connection, study_round, [row], study_round.c.round)

    def present_round(self, person_id: str, terms: Terms) -> int:
        query = select(func.max(study_round.c.round)).where(
            study_round.c.person_id == person_id,
            study_round.c.year == terms.year,
            study_round.c.category == terms.category.value,
        )
        return int(self.connection.execute(query).scalar() or 1)
