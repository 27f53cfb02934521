"""What other services told, as far as certificates need it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, select, tuple_, update

from ce_certificate.adapters.tables import assessment, employment, hrss_unit, person
from ce_certificate.domain.assessment import Assessment
from ce_certificate.domain.holder import Employment, Person
from ce_kit.db.chunks import chunks
from ce_kit.db.newer import put_newer
from ce_kit.db.once import insert_ignoring

_ASSESSMENT = [assessment.c[field.name] for field in fields(Assessment)]
_EMPLOYMENT = [employment.c[field.name] for field in fields(Employment)]
_UNKNOWN = {"employer_id": "", "employer_name": "", "authority_id": "", "hrss_id": "", "job_title": "", "specialty": ""}


class SqlAssessments:
    """The latest assessment of each person and year."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, person_id: str, year: int) -> Assessment | None:
        return self._one(person_id, year, lock=False)

    def lock(self, person_id: str, year: int) -> Assessment | None:
        return self._one(person_id, year, lock=True)

    def _one(self, person_id: str, year: int, *, lock: bool) -> Assessment | None:
        query = select(*_ASSESSMENT).where(assessment.c.person_id == person_id, assessment.c.year == year)
        row = self.connection.execute(query.with_for_update() if lock else query).one_or_none()
        return None if row is None else Assessment(*row)

    def among(self, people_and_years: Collection[tuple[str, int]]) -> list[Assessment]:
        found: list[Assessment] = []
        for part in chunks(sorted(people_and_years)):
            query = select(*_ASSESSMENT).where(tuple_(assessment.c.person_id, assessment.c.year).in_(part))
            found += (Assessment(*row) for row in self.connection.execute(query))
        return found

    def put_all(self, assessments: Iterable[Assessment]) -> None:
        put_newer(self.connection, assessment, [asdict(one) for one in assessments], by="revision")


class SqlPeople:
    """Persons and where they belong."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, person_id: str) -> Person | None:
        columns = (person.c.person_id, person.c.name, person.c.id_number_masked)
        row = self.connection.execute(select(*columns).where(person.c.person_id == person_id)).one_or_none()
        return None if row is None else Person(*row)

    def employments_of(self, person_id: str) -> list[Employment]:
        query = select(*_EMPLOYMENT).where(employment.c.person_id == person_id, employment.c.started_on.is_not(None))
        return [Employment(*row) for row in self.connection.execute(query)]

    def put_persons(self, rows: Iterable[Mapping[str, Any]]) -> None:
        names = [column.name for column in person.columns]
        put_newer(self.connection, person, [{name: row[name] for name in names} for row in rows])

    def put_started(self, rows: Iterable[Mapping[str, Any]]) -> None:
        names = [column.name for column in employment.columns if column.name not in ("job_title", "ended_on")]
        values = [{name: row[name] for name in names} | {"job_title": row["title"], "ended_on": None} for row in rows]
        put_newer(self.connection, employment, values, keep=["ended_on"])

    def put_ended(self, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            mine = employment.c.employment_id == row["employment_id"]
            ids = {"employment_id": row["employment_id"], "person_id": row["person_id"]}
            fresh = {**ids, **_UNKNOWN, "started_on": None, "ended_on": row["ended_on"], "version": 0}
            if not insert_ignoring(self.connection, employment, [fresh], employment.c.employment_id):
                self.connection.execute(update(employment).where(mine).values(ended_on=row["ended_on"]))


class SqlUnits:
    """HRSS units: a few dozen on any platform."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def name_of(self, unit_id: str) -> str:
        return self.connection.execute(select(hrss_unit.c.name).where(hrss_unit.c.unit_id == unit_id)).scalar() or ""

    def with_those_below(self, unit_ids: Collection[str]) -> set[str]:
        found = set(unit_ids) - {""}  # the root has no unit above it, and nobody stands there
        edges = self.connection.execute(select(hrss_unit.c.unit_id, hrss_unit.c.parent_id)).all()
        grown = True
        while grown:
            below = {edge.unit_id for edge in edges if edge.parent_id in found} - found
            found |= below
            grown = bool(below)
        return found

    def put(self, row: Mapping[str, Any]) -> None:
        put_newer(self.connection, hrss_unit, [dict(row)])
