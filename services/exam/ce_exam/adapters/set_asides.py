"""Sheets that do not count, in the database."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, select

from ce_exam.adapters.tables import set_aside
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
        return [
            SetAside(
                **{
                    **row._mapping,
                    "kind": SheetKind(row.kind),
                    "reason": SetAsideReason(row.reason),
                }
            )
            for row in self.connection.execute(query)
        ]
