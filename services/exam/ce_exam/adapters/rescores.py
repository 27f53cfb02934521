"""Re-scorings, their previews and decisions, in the database."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ce_exam.adapters.mark_tables import rescore, rescore_change, rescore_decision
from ce_exam.application.mark_ports import Rescore
from ce_exam.domain.errors import RescoreNotFound
from ce_exam.domain.rescore import Change, RescoreState
from ce_exam.domain.ruling import Remedy, Ruling
from ce_kit.db.once import insert_ignoring

_CHANGE = [rescore_change.c[name] for name in Change.__slots__]
_SELECT = select(
    rescore,
    rescore_decision.c.accepted.label("let_hold"),
    rescore_decision.c.decided_by,
    rescore_decision.c.reason.label("decision_reason"),
).outerjoin(rescore_decision, rescore_decision.c.rescore_id == rescore.c.rescore_id)
_STATE = {None: RescoreState.OPEN, True: RescoreState.ACCEPTED, False: RescoreState.REJECTED}


class SqlRescores:
    """See `application.mark_ports.Rescores`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, one: Rescore, changes: Sequence[Change]) -> None:
        row = {
            "rescore_id": one.rescore_id,
            "item_version_id": one.item_version_id,
            **asdict(one.ruling),
            "accepted": list(one.ruling.accepted),
            "reason": one.reason,
            "requested_by": one.requested_by,
            "requested_at": one.requested_at,
            "counts": dict(one.counts),
        }
        self.connection.execute(insert(rescore).values(**row))
        self._preview(one.rescore_id, changes)

    def _preview(self, rescore_id: str, changes: Sequence[Change]) -> None:
        rows = [{**asdict(change), "rescore_id": rescore_id} for change in changes]
        if rows:
            self.connection.execute(insert(rescore_change), rows)

    def get(self, rescore_id: str) -> Rescore:
        row = self.connection.execute(_SELECT.where(rescore.c.rescore_id == rescore_id)).one_or_none()
        if row is None:
            raise RescoreNotFound("没有这次重新计分", rescore_id=rescore_id)
        return _rescore(row)

    def page(self, before: str | None, limit: int, *, with_decided: bool) -> list[Rescore]:
        query = _SELECT.order_by(rescore.c.rescore_id.desc()).limit(limit)
        if not with_decided:
            query = query.where(rescore_decision.c.rescore_id.is_(None))
        if before is not None:
            query = query.where(rescore.c.rescore_id < before)
        return [_rescore(row) for row in self.connection.execute(query)]

    def changes(self, rescore_id: str, after: str = "", limit: int | None = None) -> list[Change]:
        own = (rescore_change.c.rescore_id == rescore_id) & (rescore_change.c.attempt_id > after)
        query = select(*_CHANGE).where(own).order_by(rescore_change.c.attempt_id).limit(limit)
        return [Change(*row) for row in self.connection.execute(query)]

    def renew(self, rescore_id: str, counts: Mapping[str, int], changes: Sequence[Change]) -> int:
        decided = select(rescore_decision).where(rescore_decision.c.rescore_id == rescore_id).exists()
        newer = update(rescore).where(rescore.c.rescore_id == rescore_id, ~decided)
        newer = newer.values(counts=dict(counts), preview=rescore.c.preview + 1)
        number = self.connection.execute(newer.returning(rescore.c.preview)).scalar()
        if number is None:
            return 0
        self.connection.execute(delete(rescore_change).where(rescore_change.c.rescore_id == rescore_id))
        self._preview(rescore_id, changes)
        return int(number)

    def decide(
        self,
        rescore_id: str,
        *,
        accepted: bool,
        reason: str,
        decided_by: str,
        counts: Mapping[str, int],
        now: datetime,
    ) -> bool:
        row = {
            "rescore_id": rescore_id,
            "accepted": accepted,
            "reason": reason,
            "decided_by": decided_by,
            "decided_at": now,
            "counts": dict(counts),
        }
        return bool(insert_ignoring(self.connection, rescore_decision, [row], rescore_decision.c.rescore_id))


def _rescore(row: Any) -> Rescore:
    return Rescore(
        row.rescore_id,
        row.item_version_id,
        Ruling(Remedy(row.remedy), tuple(row.accepted), row.marks_may_fall),
        row.reason,
        row.requested_by,
        row.requested_at,
        row.counts,
        row.preview,
        _STATE[row.let_hold],
        row.decided_by or "",
        row.decision_reason or "",
    )
