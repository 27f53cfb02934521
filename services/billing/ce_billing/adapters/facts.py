"""Read models of what exam and org tell."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import Connection, or_, select

from ce_billing.adapters.tables import attempt, employment, employment_end
from ce_billing.domain.employment import Employment
from ce_billing.domain.resit import Attempt
from ce_kit.db.newer import put_newer

ATTEMPT = [attempt.c[name] for name in Attempt.__slots__]


class SqlAttempts:
    """Graded attempts."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def put(self, attempts: Sequence[tuple[Attempt, int]]) -> None:
        put_newer(self.connection, attempt, [{**asdict(one), "version": version} for one, version in attempts])

    def of(self, person_id: str) -> list[Attempt]:
        query = select(*ATTEMPT).where(attempt.c.person_id == person_id).order_by(attempt.c.attempt_id)
        return [Attempt(*row) for row in self.connection.execute(query)]


class SqlEmployments:
    """Employments; start and end may be heard in any order, and again with another first or last day."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def start(self, employment_id: str, one: Employment, started_on: date, version: int) -> None:
        row = {"employment_id": employment_id, **asdict(one), "started_on": started_on, "version": version}
        put_newer(self.connection, employment, [row])

    def end(self, employment_id: str, ended_on: date, version: int) -> None:
        row = {"employment_id": employment_id, "ended_on": ended_on, "version": version}
        put_newer(self.connection, employment_end, [row])

    def on(self, person_ids: Collection[str], day: date) -> dict[str, Sequence[Employment]]:
        query = (
            select(employment.c.person_id, employment.c.employer_id, employment.c.jurisdiction)
            .join(employment_end, employment_end.c.employment_id == employment.c.employment_id, isouter=True)
            .where(
                employment.c.person_id.in_(person_ids),
                employment.c.started_on <= day,
                or_(employment_end.c.ended_on.is_(None), employment_end.c.ended_on >= day),
            )
            .order_by(employment.c.started_on, employment.c.employment_id)
        )
        found: dict[str, list[Employment]] = {}
        for row in self.connection.execute(query):
            found.setdefault(row.person_id, []).append(Employment(*row))
        return dict(found)
