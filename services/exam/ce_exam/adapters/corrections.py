"""Corrections of marks, and everything that marks have been, in the database."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from ce_exam.adapters.mark_tables import mark_correction, mark_correction_decision, mark_revision
from ce_exam.adapters.tables import mark
from ce_exam.application.mark_ports import Correction
from ce_exam.domain.errors import CorrectionNotFound
from ce_exam.domain.revision import CauseKind, MarkVersion
from ce_kit.db.once import insert_ignoring

MOST = 500


class SqlCorrections:
    """See `application.mark_ports.Corrections`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, one: Correction) -> None:
        self.connection.execute(insert(mark_correction).values(**asdict(one)))

    def get(self, correction_id: str) -> Correction:
        query = select(mark_correction).where(mark_correction.c.correction_id == correction_id)
        row = self.connection.execute(query).one_or_none()
        if row is None:
            raise CorrectionNotFound("没有这份更正申请", correction_id=correction_id)
        return Correction(**row._mapping)

    def pending(self, attempt_id: str = "") -> list[Correction]:
        decided = mark_correction_decision.c.correction_id
        query = (
            select(mark_correction)
            .outerjoin(mark_correction_decision, decided == mark_correction.c.correction_id)
            .where(decided.is_(None))
            .order_by(mark_correction.c.correction_id)
            .limit(MOST)
        )
        if attempt_id:
            query = query.where(mark_correction.c.attempt_id == attempt_id)
        return [Correction(**row._mapping) for row in self.connection.execute(query)]

    def decide(self, correction_id: str, *, accepted: bool, reason: str, decided_by: str, now: datetime) -> bool:
        row = {
            "correction_id": correction_id,
            "accepted": accepted,
            "reason": reason,
            "decided_by": decided_by,
            "decided_at": now,
        }
        known = mark_correction_decision.c.correction_id
        return bool(insert_ignoring(self.connection, mark_correction_decision, [row], known))

    def history(self, attempt_id: str) -> list[MarkVersion]:
        later = select(mark_revision).where(mark_revision.c.attempt_id == attempt_id).order_by(mark_revision.c.version)
        rows = self.connection.execute(later).all()
        given = self.connection.execute(select(mark).where(mark.c.attempt_id == attempt_id)).one_or_none()
        if given is None:
            return []
        return [MarkVersion(1, given.points, given.passed, revised_at=given.graded_at), *map(_version, rows)]


def _version(row: Any) -> MarkVersion:
    return MarkVersion(
        row.version,
        row.points,
        row.passed,
        CauseKind(row.cause),
        row.reason,
        row.asked_by,
        row.confirmed_by,
        row.revised_at,
    )
