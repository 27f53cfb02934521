"""Activities and exam attempts in the database."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, false, or_, select

from ce_credit.adapters.tables import activity, attempt
from ce_credit.domain.activity import Activity, PersonYear, Source
from ce_credit.domain.course import Attempt
from ce_kit.db.newer import put_newer

_ACTIVITY = [activity.c[name] for name in Activity.__slots__]
_ATTEMPT = [attempt.c[name] for name in Attempt.__slots__]


def of_years(table: Any, keys: Collection[PersonYear]) -> Any:
    """Return the condition that a row belongs to one of these years.

    Year by year, for there are few of them: PostgreSQL plans a list of pairs as that many conditions.
    """
    people: dict[int, list[str]] = {}
    for person_id, year in sorted(keys):
        people.setdefault(year, []).append(person_id)
    return or_(false(), *((table.c.year == year) & table.c.person_id.in_(ids) for year, ids in people.items()))


class SqlActivities:
    """Activities."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def put_all(self, activities: Iterable[Activity]) -> None:
        put_newer(self.connection, activity, [asdict(one) for one in activities])

    def of(self, keys: Collection[PersonYear]) -> dict[PersonYear, list[Activity]]:
        found: dict[PersonYear, list[Activity]] = {}
        for row in self.connection.execute(select(*_ACTIVITY).where(of_years(activity, keys))):
            one = Activity(**{**row._asdict(), "source": Source(row.source)})
            found.setdefault(one.person_year, []).append(one)
        return found

    def years_of(self, person_ids: Collection[str]) -> set[PersonYear]:
        years = select(activity.c.person_id, activity.c.year).distinct()
        query = years.where(activity.c.person_id.in_(sorted(person_ids)))
        return {(row.person_id, row.year) for row in self.connection.execute(query)}


class SqlAttempts:
    """Exam attempts."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def put_all(self, attempts: Iterable[Attempt]) -> None:
        put_newer(self.connection, attempt, [asdict(one) for one in attempts])

    def of(self, keys: Collection[PersonYear]) -> dict[PersonYear, list[Attempt]]:
        found: dict[PersonYear, list[Attempt]] = {}
        for row in self.connection.execute(select(*_ATTEMPT).where(of_years(attempt, keys))):
            one = Attempt(*row)
            found.setdefault(one.person_year, []).append(one)
        return found
