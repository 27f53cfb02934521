"""Certificates and their numbers in the database."""

from collections.abc import Collection
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, tuple_, update

from ce_certificate.adapters.tables import certificate, number_sequence
from ce_certificate.application.reach import not_found
from ce_certificate.domain.certificate import Certificate, Kind, State
from ce_certificate.domain.content import Content
from ce_kit.db.chunks import chunks
from ce_kit.db.once import insert_ignoring

_COLUMNS = [certificate.c[field.name] for field in fields(Certificate)]
_FIXED = {"certificate_id", "number", "code", "person_id", "kind", "year", "revision", "content", "prepared_at"}
_IN_STATE = {
    State.PREPARING: (certificate.c.revoked_at.is_(None), certificate.c.issued_at.is_(None)),
    State.ISSUED: (certificate.c.revoked_at.is_(None), certificate.c.issued_at.is_not(None)),
    State.REVOKED: (certificate.c.revoked_at.is_not(None),),
}


class SqlCertificates:
    """Certificates of this platform."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, certificate_id: str) -> Certificate:
        return self._needed(select(*_COLUMNS).where(certificate.c.certificate_id == certificate_id))

    def lock(self, certificate_id: str) -> Certificate:
        query = select(*_COLUMNS).where(certificate.c.certificate_id == certificate_id)
        return self._needed(query.with_for_update())

    def live(self, person_id: str, year: int, kind: Kind) -> Certificate | None:
        return self._one(select(*_COLUMNS).where(*_of(person_id, year, kind), certificate.c.revoked_at.is_(None)))

    def lock_live_of(self, people_and_years: Collection[tuple[str, int]]) -> list[Certificate]:
        found: list[Certificate] = []
        for part in chunks(sorted(people_and_years)):
            query = (
                select(*_COLUMNS)
                .where(
                    tuple_(certificate.c.person_id, certificate.c.year).in_(part), certificate.c.revoked_at.is_(None)
                )
                .order_by(certificate.c.certificate_id)
                .with_for_update()
            )
            found += map(_read, self.connection.execute(query))
        return found

    def count(self, person_id: str, year: int, kind: Kind) -> int:
        query = select(func.count()).select_from(certificate).where(*_of(person_id, year, kind))
        return int(self.connection.execute(query).scalar_one())

    def add(self, one: Certificate) -> None:
        self.connection.execute(insert(certificate).values(**_values(one)))

    def save(self, one: Certificate) -> None:
        changed = {name: value for name, value in _values(one).items() if name not in _FIXED}
        mine = certificate.c.certificate_id == one.certificate_id
        self.connection.execute(update(certificate).where(mine).values(**changed))

    def by_code(self, code: str) -> Certificate | None:
        return self._one(select(*_COLUMNS).where(certificate.c.code == code))

    def by_number(self, number: str) -> Certificate | None:
        return self._one(select(*_COLUMNS).where(certificate.c.number == number))

    def page(
        self,
        *,
        person_id: str,
        units: Collection[str] | None,
        year: int,
        state: State | None,
        needs_review: bool,
        before: str | None,
        limit: int,
    ) -> list[Certificate]:
        query = select(*_COLUMNS).order_by(certificate.c.certificate_id.desc()).limit(limit)
        if person_id:
            query = query.where(certificate.c.person_id == person_id)
        if units is not None:
            branch = (certificate.c.employer_id, certificate.c.authority_id, certificate.c.hrss_id)
            query = query.where(or_(*(column.in_(sorted(units)) for column in branch)))
        if year:
            query = query.where(certificate.c.year == year)
        if state is not None:
            query = query.where(*_IN_STATE[state])
        if needs_review:
            query = query.where(certificate.c.review_since.is_not(None))
        if before is not None:
            query = query.where(certificate.c.certificate_id < before)
        return [_read(row) for row in self.connection.execute(query)]

    def _one(self, query: Any) -> Certificate | None:
        row = self.connection.execute(query).one_or_none()
        return None if row is None else _read(row)

    def _needed(self, query: Any) -> Certificate:
        found = self._one(query)
        if found is None:
            raise not_found()
        return found


class SqlNumbers:
    """The sequence of numbers per year: gapless, because a rollback gives the number back."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def take(self, year: int) -> int:
        mine = number_sequence.c.year == year
        insert_ignoring(self.connection, number_sequence, [{"year": year, "last": 0}], number_sequence.c.year)
        last = self.connection.execute(select(number_sequence.c.last).where(mine).with_for_update()).scalar_one()
        self.connection.execute(update(number_sequence).where(mine).values(last=last + 1))
        return int(last) + 1


def _of(person_id: str, year: int, kind: Kind) -> tuple[Any, ...]:
    return certificate.c.person_id == person_id, certificate.c.year == year, certificate.c.kind == kind.value


def _values(one: Certificate) -> dict[str, Any]:
    values = {field.name: getattr(one, field.name) for field in fields(Certificate)}
    return values | {"kind": one.kind.value, "content": one.content.to_json()}


def _read(row: Any) -> Certificate:
    values = dict(row._mapping)
    return Certificate(**values | {"kind": Kind(row.kind), "content": Content.from_json(row.content)})
