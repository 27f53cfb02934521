"""Imports of offline marks and names of people, in the database."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from ce_exam.adapters.offline_tables import mark_import, mark_import_decision, person
from ce_exam.application.offline_ports import MarkImport, PersonName
from ce_exam.domain.errors import MarkImportNotFound
from ce_kit.db.chunks import chunks
from ce_kit.db.newer import put_newer
from ce_kit.db.once import insert_ignoring

_SELECT = select(
    mark_import, mark_import_decision.c.confirmed, mark_import_decision.c.decided_by, mark_import_decision.c.reason
).outerjoin(mark_import_decision, mark_import_decision.c.import_id == mark_import.c.import_id)


class SqlMarkImports:
    """See `application.offline_ports.MarkImports`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, one: MarkImport) -> None:
        values = {column.name: getattr(one, column.name) for column in mark_import.columns}
        self.connection.execute(insert(mark_import).values(**values))

    def get(self, import_id: str) -> MarkImport:
        row = self.connection.execute(_SELECT.where(mark_import.c.import_id == import_id)).one_or_none()
        if row is None:
            raise MarkImportNotFound("没有这批成绩", import_id=import_id)
        return _import(row)

    def of_session(self, session_id: str) -> list[MarkImport]:
        query = _SELECT.where(mark_import.c.session_id == session_id).order_by(mark_import.c.import_id.desc())
        return [_import(row) for row in self.connection.execute(query)]

    def decide(self, import_id: str, *, confirmed: bool, reason: str, decided_by: str, now: datetime) -> bool:
        row = {
            "import_id": import_id,
            "confirmed": confirmed,
            "reason": reason,
            "decided_by": decided_by,
            "decided_at": now,
        }
        return bool(insert_ignoring(self.connection, mark_import_decision, [row], mark_import_decision.c.import_id))


def _import(row: Any) -> MarkImport:
    values = {**row._mapping, "decided_by": row.decided_by or "", "reason": row.reason or ""}
    return MarkImport(**{**values, "marks": [(registration_id, points) for registration_id, points in row.marks]})


class SqlPeople:
    """See `application.offline_ports.People`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def learn(self, people: Sequence[PersonName]) -> None:
        put_newer(self.connection, person, [asdict(one) for one in people])

    def among(self, person_ids: Collection[str]) -> dict[str, PersonName]:
        found: dict[str, PersonName] = {}
        for part in chunks(person_ids):
            for row in self.connection.execute(select(person).where(person.c.person_id.in_(part))):
                found[row.person_id] = PersonName(**row._mapping)
        return found
