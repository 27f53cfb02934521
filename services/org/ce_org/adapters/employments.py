"""Employments in the database."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from ce_kit.db.chunks import chunks
from ce_org.adapters.tables import employment
from ce_org.domain.employment import Employment, EmploymentState
from ce_org.domain.errors import EmploymentAlreadyRequested, EmploymentNotFound

_COLUMNS = [employment.c[name] for name in Employment.__slots__]


class SqlEmployments:
    """Employments."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def lock(self, employment_id: str) -> Employment:
        found = self._read(select(*_COLUMNS).where(employment.c.employment_id == employment_id).with_for_update())
        if not found:
            raise EmploymentNotFound("没有此聘用关系，或不在您的管理范围内")
        return found[0]

    def between(self, employer_ids: Collection[str], person_ids: Collection[str]) -> list[Employment]:
        found: list[Employment] = []
        for part in chunks(sorted(person_ids)):
            pairs = employment.c.employer_id.in_(employer_ids), employment.c.person_id.in_(part)
            found += self._read(select(*_COLUMNS).where(*pairs).order_by(employment.c.employment_id).with_for_update())
        return found

    def add_all(self, employments: Iterable[Employment], now: datetime) -> None:
        rows = [{**_values(one), "created_at": now} for one in employments]
        if not rows:
            return
        try:
            self.connection.execute(insert(employment), rows)
        except IntegrityError as error:
            raise EmploymentAlreadyRequested("刚刚已有相同的申请或导入，请刷新后查看") from error

    def save_all(self, employments: Iterable[Employment]) -> None:
        rows = [{"key": one.employment_id, **_values(one)} for one in employments]
        if rows:
            names = [column.name for column in _COLUMNS]
            statement = update(employment).where(employment.c.employment_id == bindparam("key"))
            self.connection.execute(statement.values({name: bindparam(name) for name in names}), rows)

    def staff_of(
        self, employer_id: str, state: EmploymentState, after: Sequence[Any] | None, limit: int
    ) -> list[Employment]:
        query = select(*_COLUMNS).where(employment.c.employer_id == employer_id, employment.c.state == state.value)
        if after is not None:
            query = query.where(employment.c.employment_id > str(after[0]))
        return self._read(query.order_by(employment.c.employment_id).limit(limit))

    def of_person(self, person_id: str, after: Sequence[Any] | None, limit: int) -> list[Employment]:
        query = select(*_COLUMNS).where(employment.c.person_id == person_id)
        if after is not None:
            query = query.where(employment.c.employment_id < str(after[0]))
        return self._read(query.order_by(employment.c.employment_id.desc()).limit(limit))

    def _read(self, query: Any) -> list[Employment]:
        rows = self.connection.execute(query)
        return [Employment(**{**row._asdict(), "state": EmploymentState(row.state)}) for row in rows]


def _values(one: Employment) -> dict[str, Any]:
    return {**asdict(one), "state": one.state.value}
