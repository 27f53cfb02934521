"""Sessions of offline exams, seats, and attempts that were sat there, in the database."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from ce_exam.adapters.offline_tables import exam_session, registration, venue
from ce_exam.adapters.tables import attempt
from ce_exam.domain.attempt import Attempt
from ce_exam.domain.errors import RegistrationInterfered, SessionNotFound
from ce_exam.domain.item import Category
from ce_exam.domain.session import Registration, Session, Venue
from ce_kit.db.chunks import chunks
from ce_kit.db.once import insert_ignoring

_KEPT = registration.c.cancelled_at.is_(None)
_LIVE = _KEPT & registration.c.settled_at.is_(None)


class SqlSessions:
    """See `application.offline_ports.Sessions`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, session: Session) -> None:
        values = {name: value for name, value in asdict(session).items() if name != "venues"}
        rows = [{**asdict(one), "session_id": session.session_id} for one in session.venues]
        try:
            self.connection.execute(insert(exam_session).values(**values))
        except IntegrityError as error:
            raise RegistrationInterfered("另一个考次同时发布，请重试") from error
        self.connection.execute(insert(venue), rows)

    def get(self, session_id: str, *, lock: bool = False) -> Session:
        query = select(exam_session).where(exam_session.c.session_id == session_id)
        found = self._read(query.with_for_update() if lock else query)
        if not found:
            raise SessionNotFound("没有这个考次", session_id=session_id)
        return found[0]

    def of_exam(self, exam_id: str) -> list[Session]:
        query = select(exam_session).where(exam_session.c.exam_id == exam_id)
        return self._read(query.order_by(exam_session.c.starts_at, exam_session.c.number))

    def _read(self, query: Any) -> list[Session]:
        rows = self.connection.execute(query).all()
        places: dict[str, list[Venue]] = defaultdict(list)
        wanted = select(venue).where(venue.c.session_id.in_([row.session_id for row in rows]))
        for row in self.connection.execute(wanted.order_by(venue.c.number)):
            places[row.session_id].append(Venue(row.number, row.name, row.address, row.seats))
        return [
            Session(**{**row._mapping, "category": Category(row.category)}, venues=tuple(places[row.session_id]))
            for row in rows
        ]

    def last_number(self, year: int, category: Category) -> int:
        query = select(func.max(exam_session.c.number))
        same = (exam_session.c.year == year) & (exam_session.c.category == category)
        return self.connection.execute(query.where(same)).scalar() or 0

    def call_off(self, session_id: str, reason: str, now: datetime) -> int:
        own = exam_session.c.session_id == session_id
        called_off = update(exam_session).where(own).values(called_off_at=now, called_off_reason=reason)
        self.connection.execute(called_off)
        seats = update(registration).where(registration.c.session_id == session_id, _LIVE).values(cancelled_at=now)
        return self.connection.execute(seats).rowcount

    def registrations(self, session_id: str) -> list[Registration]:
        query = select(registration).where(registration.c.session_id == session_id, _KEPT)
        query = query.order_by(registration.c.venue_number, registration.c.seat_number)
        return [_registration(row) for row in self.connection.execute(query)]

    def taken(self, session_ids: Collection[str]) -> dict[str, dict[int, int]]:
        found: dict[str, dict[int, int]] = defaultdict(dict)
        query = (
            select(registration.c.session_id, registration.c.venue_number, func.count())
            .where(registration.c.session_id.in_(session_ids), _KEPT)
            .group_by(registration.c.session_id, registration.c.venue_number)
        )
        for session_id, number, count in self.connection.execute(query):
            found[session_id][number] = count
        return found

    def of_person(self, person_id: str, exam_id: str) -> list[Registration]:
        own = (registration.c.person_id == person_id) & (registration.c.exam_id == exam_id)
        return [_registration(row) for row in self.connection.execute(select(registration).where(own, _KEPT))]

    def registration(self, registration_id: str, *, lock: bool = False) -> Registration | None:
        query = select(registration).where(registration.c.registration_id == registration_id)
        row = self.connection.execute(query.with_for_update() if lock else query).one_or_none()
        return None if row is None else _registration(row)

    def register(self, one: Registration) -> bool:
        return bool(insert_ignoring(self.connection, registration, [asdict(one)], registration.c.registration_id))

    def cancel(self, registration_id: str, now: datetime) -> None:
        own = registration.c.registration_id == registration_id
        self.connection.execute(update(registration).where(own).values(cancelled_at=now))

    def settle(self, absent: Mapping[str, bool], now: datetime) -> int:
        settled = 0
        for state in (False, True):
            for part in chunks([one for one, is_absent in absent.items() if is_absent is state]):
                own = registration.c.registration_id.in_(part)
                change = update(registration).where(own, _LIVE).values(settled_at=now, absent=state)
                settled += self.connection.execute(change).rowcount
        return settled

    def sat(self, attempts: Sequence[Attempt]) -> int:
        names = [column.name for column in attempt.columns]
        rows = [{name: getattr(one, name) for name in names} for one in attempts]
        return len(insert_ignoring(self.connection, attempt, rows, attempt.c.attempt_id)) if rows else 0


def _registration(row: Any) -> Registration:
    return Registration(**{**row._mapping, "category": Category(row.category)})
