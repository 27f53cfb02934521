"""Persons and their employment in the database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date

from sqlalchemy import Connection, bindparam, select, update

from ce_credit.adapters.tables import employment, person
from ce_credit.domain.employment import Employment
from ce_kit.db.newer import put_newer
from ce_kit.db.once import insert_ignoring

_EMPLOYMENT = [employment.c[name] for name in Employment.__slots__]


class SqlPeople:
    """Persons."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def lock(self, person_ids: Collection[str]) -> None:
        wanted = sorted(set(person_ids))
        if not wanted:
            return
        # first all, then locks, both in one order: so two batches with new and known persons never wait for each other
        rows = [{"person_id": person_id, "name": ""} for person_id in wanted]
        insert_ignoring(self.connection, person, rows, person.c.person_id)
        known = select(person.c.person_id).where(person.c.person_id.in_(wanted))
        self.connection.execute(known.order_by(person.c.person_id).with_for_update())

    def put_names(self, names: Mapping[str, str]) -> None:
        rows = [{"id": person_id, "new": name} for person_id, name in sorted(names.items()) if name]
        if rows:
            statement = update(person).where(person.c.person_id == bindparam("id")).values(name=bindparam("new"))
            self.connection.execute(statement, rows)

    def name_of(self, person_id: str) -> str:
        return self.connection.execute(select(person.c.name).where(person.c.person_id == person_id)).scalar() or ""


class SqlEmployments:
    """Employments; the first and the last day may be told in any order."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def put_started(self, rows: Iterable[tuple[Employment, int]]) -> None:
        put_newer(
            self.connection,
            employment,
            [{**asdict(one), "version": version} for one, version in rows],
            keep=["ended_on"],
        )

    def put_ended(self, rows: Iterable[tuple[str, str, date]]) -> None:
        last_days = {employment_id: (person_id, last_day) for employment_id, person_id, last_day in rows}
        if not last_days:
            return
        blank = {"employer_id": "", "employer_name": "", "authority_id": "", "hrss_id": "", "jurisdiction": ""}
        unheard = [
            {"employment_id": employment_id, "person_id": person_id, "version": 0, **blank}
            for employment_id, (person_id, _) in sorted(last_days.items())
        ]
        insert_ignoring(self.connection, employment, unheard, employment.c.employment_id)
        statement = (
            update(employment).where(employment.c.employment_id == bindparam("id")).values(ended_on=bindparam("on"))
        )
        ended = [{"id": employment_id, "on": last_day} for employment_id, (_, last_day) in sorted(last_days.items())]
        self.connection.execute(statement, ended)

    def of(self, person_ids: Collection[str]) -> dict[str, list[Employment]]:
        found: dict[str, list[Employment]] = {}
        query = select(*_EMPLOYMENT).where(employment.c.person_id.in_(sorted(person_ids)))
        for row in self.connection.execute(query):
            found.setdefault(row.person_id, []).append(Employment(*row))
        return found
