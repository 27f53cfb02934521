"""At the province: cities' records, people and certificates in the database."""

from collections.abc import Collection
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, and_, insert, or_, select, tuple_, update

from ce_certificate.adapters.tables import city_certificate, city_person, city_record
from ce_certificate.domain.certificate import State
from ce_certificate.domain.city_record import CityCertificate, CityRecord, RecordState
from ce_kit.clock import Clock
from ce_kit.db.chunks import chunks
from ce_kit.db.newer import put_newer

_CERTIFICATE = [city_certificate.c[field.name] for field in fields(CityCertificate)]
_KEY = (city_record.c.city, city_record.c.record_id, city_record.c.version)
_SAME_PERSON = and_(
    city_person.c.city == city_certificate.c.city, city_person.c.city_person_id == city_certificate.c.city_person_id
)


class SqlCityRecords:
    """What cities told."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.connection, self.clock = connection, clock

    def known(self, keys: Collection[tuple[str, str, int]]) -> set[tuple[str, str, int]]:
        found: set[tuple[str, str, int]] = set()
        for part in chunks(sorted(keys)):
            found.update(tuple(row) for row in self.connection.execute(select(*_KEY).where(tuple_(*_KEY).in_(part))))
        return found

    def log(self, record: CityRecord, state: RecordState, reason: str) -> None:
        row = {
            "city": record.city,
            "record_id": record.record_id,
            "version": record.version,
            "city_person_id": record.city_person_id,
            "is_revocation": record.is_revocation,
            "fact": dict(record.fact),
            "state": state.value,
            "reason": reason[:500],
            "received_at": self.clock.now(),
        }
        self.connection.execute(insert(city_record).values(**row))

    def waiting_of(self, city: str, city_person_id: str) -> list[CityRecord]:
        query = (
            select(city_record)
            .where(
                city_record.c.city == city,
                city_record.c.city_person_id == city_person_id,
                city_record.c.state == RecordState.WAITING.value,
            )
            .order_by(city_record.c.version, city_record.c.record_id)
            .with_for_update()
        )
        return [
            CityRecord(row.city, row.record_id, row.version, row.city_person_id, row.is_revocation, row.fact)
            for row in self.connection.execute(query)
        ]

    def decide(self, record: CityRecord, state: RecordState, reason: str) -> None:
        mine = and_(*(column == value for column, value in zip(_KEY, record.key, strict=True)))
        self.connection.execute(update(city_record).where(mine).values(state=state.value, reason=reason[:500]))

    def link(self, city: str, city_person_id: str, person_id: str, id_number_masked: str, version: int) -> None:
        row = {
            "city": city,
            "city_person_id": city_person_id,
            "person_id": person_id,
            "id_number_masked": id_number_masked,
            "version": version,
        }
        put_newer(self.connection, city_person, [row])

    def linked(self, city: str, city_person_id: str) -> str:
        query = select(city_person.c.id_number_masked).where(
            city_person.c.city == city, city_person.c.city_person_id == city_person_id
        )
        return self.connection.execute(query).scalar() or ""

    def lock(self, city: str, certificate_id: str) -> CityCertificate | None:
        query = select(*_CERTIFICATE).where(
            city_certificate.c.city == city, city_certificate.c.certificate_id == certificate_id
        )
        row = self.connection.execute(query.with_for_update()).one_or_none()
        return None if row is None else CityCertificate(*row)

    def alike(self, number: str, code: str) -> list[CityCertificate]:
        same = [
            column == value
            for column, value in ((city_certificate.c.number, number), (city_certificate.c.code, code))
            if value
        ]
        if not same:
            return []
        return [CityCertificate(*row) for row in self.connection.execute(select(*_CERTIFICATE).where(or_(*same)))]

    def put(self, one: CityCertificate) -> None:
        values = asdict(one)
        mine = and_(city_certificate.c.city == one.city, city_certificate.c.certificate_id == one.certificate_id)
        if self.connection.execute(update(city_certificate).where(mine).values(**values)).rowcount == 0:
            self.connection.execute(insert(city_certificate).values(**values))

    def get(self, certificate_id: str) -> tuple[CityCertificate, str] | None:
        query = select(*_CERTIFICATE, city_person.c.person_id).join(city_person, _SAME_PERSON)
        row = self.connection.execute(query.where(city_certificate.c.certificate_id == certificate_id)).first()
        return None if row is None else (CityCertificate(*row[:-1]), str(row[-1]))

    def page(
        self, *, person_id: str, year: int, state: State | None, before: str | None, limit: int
    ) -> list[tuple[CityCertificate, str]]:
        newest_first = city_certificate.c.certificate_id.desc()
        query: Any = select(*_CERTIFICATE, city_person.c.person_id).join(city_person, _SAME_PERSON)
        if person_id:
            query = query.where(city_person.c.person_id == person_id)
        if year:
            query = query.where(city_certificate.c.year == year)
        if state is State.PREPARING:
            return []
        if state is not None:
            revoked = city_certificate.c.revoked_at
            query = query.where(revoked.is_not(None) if state is State.REVOKED else revoked.is_(None))
        if before is not None:
            query = query.where(city_certificate.c.certificate_id < before)
        rows = self.connection.execute(query.order_by(newest_first).limit(limit))
        return [(CityCertificate(*row[:-1]), str(row[-1])) for row in rows]
