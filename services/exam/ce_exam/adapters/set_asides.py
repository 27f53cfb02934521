"""Sheets that do not count, in the database."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, select

from ce_exam.adapters.tables import UNGRADABLE, set_aside, submission
from ce_exam.domain.received import SetAside, SetAsideReason, SheetKind
from ce_kit.db.bulk import SKIP_KNOWN, insert_rows


class SqlSetAsides:
    """Sheets that were received and do not count; the first reason stands."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, sheets: Sequence[SetAside]) -> None:
        if sheets:
            insert_rows(self.connection, set_aside, [asdict(one) for one in sheets], SKIP_KNOWN)

    def of_attempt(self, attempt_id: str) -> list[SetAside]:
        query = select(set_aside).where(set_aside.c.attempt_id == attempt_id).order_by(set_aside.c.received_at)
        return [_to_set_aside(row) for row in self.connection.execute(query)]

    def ungradable(self, limit: int) -> list[SetAside]:
        query = select(set_aside).join(submission, submission.c.attempt_id == set_aside.c.attempt_id)
        query = query.where(UNGRADABLE, submission.c.request_id != set_aside.c.request_id)
        query = query.order_by(set_aside.c.received_at).limit(limit)
        return [_to_set_aside(row) for row in self.connection.execute(query)]

    def withdraw(self, one: SetAside) -> None:
        own = (set_aside.c.attempt_id == one.attempt_id) & (set_aside.c.request_id == one.request_id)
        self.connection.execute(delete(set_aside).where(own, set_aside.c.reason == one.reason))


def _to_set_aside(row: Any) -> SetAside:
    return SetAside(**{**row._mapping, "kind": SheetKind(row.kind), "reason": SetAsideReason(row.reason)})
