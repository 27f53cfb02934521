"""Persons and accounts in the database."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select, update

from ce_identity.adapters.tables import account, city_person, person
from ce_identity.domain.account import Account
from ce_identity.domain.errors import PersonNotFound
from ce_identity.domain.person import Person
from ce_kit.clock import Clock
from ce_kit.db.chunks import chunks
from ce_kit.db.once import insert_ignoring

_PERSON = [person.c[name] for name in Person.__slots__]
_ACCOUNT = [account.c[name] for name in Account.__slots__]


class SqlPeople:
    """Persons."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.connection, self.clock = connection, clock

    def get(self, person_id: str) -> Person:
        row = self.connection.execute(select(*_PERSON).where(person.c.person_id == person_id)).one_or_none()
        if row is None:
            raise PersonNotFound("查无此人")
        return Person(*row)

    def by_index(self, index: str) -> Person | None:
        row = self.connection.execute(select(*_PERSON).where(person.c.id_number_index == index)).one_or_none()
        return None if row is None else Person(*row)

    def by_indexes(self, indexes: Collection[str]) -> dict[str, Person]:
        found: dict[str, Person] = {}
        for part in chunks(indexes):
            for row in self.connection.execute(select(*_PERSON).where(person.c.id_number_index.in_(part))):
                found[row.id_number_index] = Person(*row)
        return found

    def add_missing(self, persons: Sequence[Person]) -> set[str]:
        rows = [{**asdict(one), "created_at": self.clock.now()} for one in persons]
        # in one order everywhere, so that two imports of the same persons cannot wait for each other
        rows.sort(key=lambda row: str(row["id_number_index"]))
        return set(insert_ignoring(self.connection, person, rows, person.c.person_id)) if rows else set()


class SqlAccounts:
    """Accounts."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def by_login(self, login: str) -> Account | None:
        return self._one(account.c.login == login)

    def of(self, person_id: str) -> Account:
        found = self._one(account.c.person_id == person_id)
        if found is None:
            raise PersonNotFound("查无此人")
        return found

    def _one(self, condition: Any) -> Account | None:
        row = self.connection.execute(select(*_ACCOUNT).where(condition).with_for_update()).one_or_none()
        return None if row is None else Account(*row)

    def active_among(self, person_ids: Collection[str]) -> set[str]:
        found: set[str] = set()
        for part in chunks(person_ids):
            query = select(account.c.person_id).where(
                account.c.person_id.in_(part), account.c.password_hash.is_not(None)
            )
            found.update(self.connection.execute(query).scalars())
        return found

    def add_all(self, accounts: Iterable[Account]) -> None:
        if rows := [asdict(one) for one in accounts]:
            self.connection.execute(insert(account), rows)

    def save(self, one: Account) -> None:
        self.connection.execute(update(account).where(account.c.person_id == one.person_id).values(**asdict(one)))


class SqlCityPeople:
    """Links between cities' persons and ours."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def version_of(self, city: str, city_person_id: str) -> int:
        query = select(city_person.c.version).where(
            city_person.c.city == city, city_person.c.city_person_id == city_person_id
        )
        return int(self.connection.execute(query).scalar() or 0)

    def link(self, city: str, city_person_id: str, person_id: str, version: int) -> None:
        key = (city_person.c.city == city) & (city_person.c.city_person_id == city_person_id)
        values = {"person_id": person_id, "version": version}
        if self.connection.execute(update(city_person).where(key).values(**values)).rowcount == 0:
            row = {"city": city, "city_person_id": city_person_id, **values}
            self.connection.execute(insert(city_person).values(**row))
