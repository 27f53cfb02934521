"""Employers' staff in the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from ce_identity.adapters.tables import staff, staff_import
from ce_identity.domain.person import EmploymentNote, StaffEntry
from ce_kit.db.chunks import chunks
from ce_kit.db.newer import put_newer


class SqlStaff:
    """Who is on which employer's staff; column `employment` is the newest word of org, as id and version."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def entries(self, employer_id: str, person_ids: Collection[str]) -> dict[str, StaffEntry]:
        columns = [staff.c[name] for name in StaffEntry.__slots__]
        found: dict[str, StaffEntry] = {}
        for part in chunks(person_ids):
            query = select(*columns).where(staff.c.employer_id == employer_id, staff.c.person_id.in_(part))
            found.update({row.person_id: StaffEntry(*row) for row in self.connection.execute(query)})
        return found

    def put_all(self, entries: Sequence[StaffEntry], now: datetime) -> None:
        rows = [{**asdict(entry), "employment": "", "listed_at": now} for entry in entries]
        put_newer(self.connection, staff, rows, keep=["employment"])

    def note_employments(self, employments: Sequence[EmploymentNote], now: datetime) -> None:
        words = ("title", "specialty", "started_on")
        rows = [
            {
                "employer_id": one.employer_id,
                "person_id": one.person_id,
                **{name: getattr(one, name) for name in words},
                "version": 0,
                "present": one.present,
                # ids sort by time, so a later employment is newer whatever its version
                "employment": f"{one.employment_id}:{one.version:08d}",
                "listed_at": now,
            }
            for one in employments
        ]
        put_newer(self.connection, staff, rows, by="employment", keep=[*words, "version", "listed_at"])

    def employers_of(self, person_id: str) -> list[str]:
        query = select(staff.c.employer_id).where(staff.c.person_id == person_id, staff.c.present)
        return list(self.connection.execute(query).scalars())

    def log_import(self, row: Mapping[str, Any]) -> None:
        names = {column.name for column in staff_import.columns}
        values = {key: value for key, value in row.items() if key in names}
        self.connection.execute(insert(staff_import).values(**values))
