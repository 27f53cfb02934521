"""Attempts, sessions, roles and units in the database."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select, update

from ce_identity.adapters.tables import login_attempt, refresh_token, role, session, unit
from ce_identity.domain.attempts import Attempts
from ce_kit.db.newer import put_newer
from ce_kit.db.once import insert_ignoring

_ATTEMPTS = [login_attempt.c[name] for name in Attempts.__slots__]


class SqlLoginAttempts:
    """Wrong guesses by login."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def of(self, login: str) -> Attempts:
        row = self.connection.execute(select(*_ATTEMPTS).where(login_attempt.c.login == login)).one_or_none()
        return Attempts(login) if row is None else Attempts(*row)

    def lock(self, login: str) -> Attempts:
        insert_ignoring(self.connection, login_attempt, [{"login": login, "failures": 0}], login_attempt.c.login)
        query = select(*_ATTEMPTS).where(login_attempt.c.login == login).with_for_update()
        return Attempts(*self.connection.execute(query).one())

    def save(self, attempts: Attempts) -> None:
        mine = login_attempt.c.login == attempts.login
        self.connection.execute(update(login_attempt).where(mine).values(**asdict(attempts)))

    def clear(self, login: str) -> None:
        self.connection.execute(delete(login_attempt).where(login_attempt.c.login == login))

    def forget_before(self, instant: datetime) -> None:
        self.connection.execute(delete(login_attempt).where(login_attempt.c.failed_at < instant))


class SqlSessions:
    """Sessions and refresh tokens."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def open(self, session_id: str, person_id: str, now: datetime) -> None:
        self.connection.execute(insert(session).values(session_id=session_id, person_id=person_id, started_at=now))

    def add_token(self, sha256: str, session_id: str, expires_at: datetime) -> None:
        values = {"sha256": sha256, "session_id": session_id, "expires_at": expires_at}
        self.connection.execute(insert(refresh_token).values(**values))

    def find(self, sha256: str) -> Mapping[str, Any] | None:
        query = (
            select(
                refresh_token.c.session_id,
                session.c.person_id,
                refresh_token.c.expires_at,
                refresh_token.c.used_at,
                session.c.ended_at,
            )
            .join(session, session.c.session_id == refresh_token.c.session_id)
            .where(refresh_token.c.sha256 == sha256)
            .with_for_update()
        )
        row = self.connection.execute(query).one_or_none()
        return None if row is None else row._asdict()

    def use(self, sha256: str, now: datetime) -> None:
        self.connection.execute(update(refresh_token).where(refresh_token.c.sha256 == sha256).values(used_at=now))

    def forget_tokens(self, now: datetime) -> None:
        self.connection.execute(delete(refresh_token).where(refresh_token.c.expires_at < now))

    def end(self, session_id: str, reason: str, now: datetime) -> None:
        self._end(session.c.session_id == session_id, reason, now)

    def end_all(self, person_id: str, reason: str, now: datetime) -> None:
        self._end(session.c.person_id == person_id, reason, now)

    def _end(self, condition: Any, reason: str, now: datetime) -> None:
        open_ones = and_(condition, session.c.ended_at.is_(None))
        self.connection.execute(update(session).where(open_ones).values(ended_at=now, end_reason=reason))


class SqlRoles:
    """Roles, with who gave and took them."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def of(self, person_id: str) -> list[tuple[str, str]]:
        query = (
            select(role.c.role, role.c.scope_id)
            .where(role.c.person_id == person_id, role.c.revoked_at.is_(None))
            .order_by(role.c.position)
        )
        return [(row.role, row.scope_id) for row in self.connection.execute(query)]

    def grant(self, person_id: str, name: str, scope_id: str, by: str, now: datetime) -> bool:
        row = {"person_id": person_id, "role": name, "scope_id": scope_id, "granted_by": by, "granted_at": now}
        return bool(insert_ignoring(self.connection, role, [row], role.c.position))

    def revoke(self, person_id: str, name: str, scope_id: str, by: str, now: datetime) -> bool:
        held = and_(
            role.c.person_id == person_id,
            role.c.role == name,
            role.c.scope_id == scope_id,
            role.c.revoked_at.is_(None),
        )
        return self.connection.execute(update(role).where(held).values(revoked_by=by, revoked_at=now)).rowcount > 0


class SqlUnits:
    """The tree of units, as org told it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def put(self, unit_id: str, parent_id: str, kind: str, name: str, version: int) -> None:
        row = {"unit_id": unit_id, "parent_id": parent_id, "kind": kind, "name": name, "version": version}
        put_newer(self.connection, unit, [row])

    def kind_of(self, unit_id: str) -> str:
        query = select(unit.c.kind).where(unit.c.unit_id == unit_id).with_for_update()
        return str(self.connection.execute(query).scalar() or "")

    def is_top(self, unit_id: str) -> bool:
        return self.connection.execute(select(unit.c.parent_id).where(unit.c.unit_id == unit_id)).scalar() == ""

    def covered_by(self, unit_id: str, scopes: Collection[str]) -> bool:
        at, steps = unit_id, 0
        while at and steps < 10:  # the tree has four levels; the bound keeps a damaged one from looping
            if at in scopes:
                return True
            at = self.connection.execute(select(unit.c.parent_id).where(unit.c.unit_id == at)).scalar() or ""
            steps += 1
        return False
