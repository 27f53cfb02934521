"""At the province: cities' records and persons in the database."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select, tuple_, update

from ce_credit.adapters.tables import city_person, record
from ce_credit.domain.record import Record, RecordState
from ce_kit.clock import Clock
from ce_kit.db.once import insert_ignoring

_RECORD = [record.c[name] for name in Record.__slots__]


class SqlRecords:
    """Records; every version is kept with what became of it."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.connection, self.clock = connection, clock

    def known(self, keys: Collection[tuple[str, str, str, int]]) -> set[tuple[str, str, str, int]]:
        columns = (record.c.city, record.c.kind, record.c.record_id, record.c.version)
        if not keys:
            return set()
        query = select(*columns).where(tuple_(*columns).in_(sorted(keys)))
        return {(row.city, row.kind, row.record_id, row.version) for row in self.connection.execute(query)}

    def add_all(self, rows: Sequence[tuple[Record, RecordState, str]]) -> None:
        now = self.clock.now()
        values = [{**_row(one), "state": state, "reason": reason, "received_at": now} for one, state, reason in rows]
        if values:
            self.connection.execute(insert(record), values)

    def waiting_of(self, city: str, city_person_id: str) -> list[Record]:
        query = select(*_RECORD).where(_waits_for(city, city_person_id))
        return [Record(*row) for row in self.connection.execute(query.order_by(record.c.record_id, record.c.version))]

    def accept(self, city: str, city_person_id: str) -> None:
        waiting = update(record).where(_waits_for(city, city_person_id))
        self.connection.execute(waiting.values(state=RecordState.ACCEPTED))

    def linked(self, people: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
        wanted = sorted(people)
        if not wanted:
            return set()
        self._lock(wanted)
        key = tuple_(city_person.c.city, city_person.c.city_person_id)
        query = select(city_person.c.city, city_person.c.city_person_id).where(
            key.in_(wanted), city_person.c.person_id.is_not(None)
        )
        return {(row.city, row.city_person_id) for row in self.connection.execute(query)}

    def link(self, city: str, city_person_id: str, person_id: str, name: str, version: int) -> None:
        self._lock([(city, city_person_id)])
        mine = (city_person.c.city == city) & (city_person.c.city_person_id == city_person_id)
        older = update(city_person).where(mine, city_person.c.version < version)
        self.connection.execute(older.values(person_id=person_id, name=name, version=version))

    def cities_of(self, person_id: str) -> tuple[str, list[tuple[str, str]]]:
        query = (
            select(city_person.c.city, city_person.c.city_person_id, city_person.c.name)
            .where(city_person.c.person_id == person_id)
            .order_by(city_person.c.city, city_person.c.city_person_id)
        )
        rows = self.connection.execute(query).all()
        return (rows[0].name if rows else ""), [(row.city, row.city_person_id) for row in rows]

    def assessments(
        self, people: Collection[tuple[str, str]], years: Collection[int]
    ) -> dict[tuple[str, str, int], Record]:
        newest = func.row_number().over(
            partition_by=(record.c.city, record.c.city_person_id, record.c.year), order_by=record.c.version.desc()
        )
        ranked = select(*_RECORD, newest.label("place")).where(_accepted("assessment", people, years)).subquery()
        columns = [ranked.c[name] for name in Record.__slots__]
        found = [Record(*row) for row in self.connection.execute(select(*columns).where(ranked.c.place == 1))]
        return {(one.city, one.city_person_id, one.year): one for one in found}

    def hours(
        self, people: Collection[tuple[str, str]], years: Collection[int]
    ) -> dict[tuple[str, str, int], list[Record]]:
        query = select(*_RECORD).where(_accepted("hours", people, years)).order_by(record.c.record_id)
        found: dict[tuple[str, str, int], list[Record]] = {}
        for row in self.connection.execute(query):
            one = Record(*row)
            found.setdefault((one.city, one.city_person_id, one.year), []).append(one)
        return found

    def _lock(self, people: Sequence[tuple[str, str]]) -> None:
        """Hold the rows of these persons, so that a link and a record never miss each other."""
        stubs = [
            {"city": city, "city_person_id": city_person_id, "name": "", "version": 0}
            for city, city_person_id in people
        ]
        insert_ignoring(self.connection, city_person, stubs, city_person.c.city)
        key = tuple_(city_person.c.city, city_person.c.city_person_id)
        query = select(city_person.c.city).where(key.in_(people))
        self.connection.execute(query.order_by(city_person.c.city, city_person.c.city_person_id).with_for_update())


def _row(one: Record) -> dict[str, Any]:
    return {**{name: getattr(one, name) for name in Record.__slots__}, "year": one.year, "fact": dict(one.fact)}


def _waits_for(city: str, city_person_id: str) -> Any:
    mine = (record.c.city == city) & (record.c.city_person_id == city_person_id)
    return mine & (record.c.state == RecordState.WAITING)


def _accepted(kind: str, people: Collection[tuple[str, str]], years: Collection[int]) -> Any:
    return (
        (record.c.kind == kind)
        & (record.c.state == RecordState.ACCEPTED)
        & tuple_(record.c.city, record.c.city_person_id).in_(sorted(people))
        & record.c.year.in_(sorted(years))
    )
