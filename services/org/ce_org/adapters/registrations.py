"""Applications to administer units in the database."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from ce_org.adapters.tables import registration, unit
from ce_org.domain.errors import RegistrationExists, RegistrationNotFound
from ce_org.domain.registration import Registration, RegistrationState

_COLUMNS = [registration.c[name] for name in Registration.__slots__]


class SqlRegistrations:
    """Applications."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def lock(self, registration_id: str) -> Registration:
        found = self._read(select(*_COLUMNS).where(registration.c.registration_id == registration_id).with_for_update())
        if not found:
            raise RegistrationNotFound("没有此注册申请")
        return found[0]

    def pending_of(self, unit_id: str) -> list[Registration]:
        waiting = registration.c.state == RegistrationState.PENDING.value
        return self._read(select(*_COLUMNS).where(registration.c.unit_id == unit_id, waiting).with_for_update())

    def add(self, one: Registration) -> None:
        try:
            self.connection.execute(insert(registration).values(**_values(one)))
        except IntegrityError as error:
            raise RegistrationExists("您已申请注册该单位，请等待上级审核", unit_id=one.unit_id) from error

    def save(self, one: Registration) -> None:
        mine = registration.c.registration_id == one.registration_id
        self.connection.execute(update(registration).where(mine).values(**_values(one)))

    def of_applicant(
        self, person_id: str, state: RegistrationState | None, after: Sequence[Any] | None, limit: int
    ) -> list[Registration]:
        return self._page(select(*_COLUMNS).where(registration.c.applicant_id == person_id), state, after, limit)

    def below(
        self, unit_ids: Collection[str], state: RegistrationState | None, after: Sequence[Any] | None, limit: int
    ) -> list[Registration]:
        query = select(*_COLUMNS).join(unit, unit.c.unit_id == registration.c.unit_id)
        return self._page(query.where(unit.c.parent_id.in_(unit_ids)), state, after, limit)

    def _page(
        self, query: Any, state: RegistrationState | None, after: Sequence[Any] | None, limit: int
    ) -> list[Registration]:
        conditions: list[ColumnElement[bool]] = []
        if state is not None:
            conditions.append(registration.c.state == state.value)
        if after is not None:
            conditions.append(registration.c.registration_id > str(after[0]))
        return self._read(query.where(*conditions).order_by(registration.c.registration_id).limit(limit))

    def _read(self, query: Any) -> list[Registration]:
        rows = self.connection.execute(query)
        return [Registration(**{**row._asdict(), "state": RegistrationState(row.state)}) for row in rows]


def _values(one: Registration) -> dict[str, Any]:
    return {**asdict(one), "state": one.state.value}
