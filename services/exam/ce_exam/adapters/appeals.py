"""Appeals against marks in the database."""

from collections import defaultdict
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, select

from ce_exam.adapters.mark_tables import appeal, appeal_step, mark_revision
from ce_exam.adapters.tables import mark
from ce_exam.domain.appeal import Appeal, Step, StepKind
from ce_exam.domain.errors import AppealNotFound
from ce_kit.db.chunks import chunks
from ce_kit.db.once import insert_ignoring

MOST = 500
_SELECT = (
    select(appeal, func.coalesce(mark_revision.c.points, mark.c.points).label("mark_points"))
    .join(mark, mark.c.attempt_id == appeal.c.attempt_id)
    .outerjoin(
        mark_revision,
        and_(mark_revision.c.attempt_id == appeal.c.attempt_id, mark_revision.c.version == appeal.c.mark_version),
    )
)
_confirmed = (
    select(appeal_step.c.appeal_id)
    .where(appeal_step.c.appeal_id == appeal.c.appeal_id, appeal_step.c.kind == StepKind.CONFIRMED)
    .exists()
)


class SqlAppeals:
    """See `application.mark_ports.Appeals`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, one: Appeal) -> bool:
        row = {name: value for name, value in asdict(one).items() if name not in ("steps", "mark_points")}
        return bool(insert_ignoring(self.connection, appeal, [row], appeal.c.appeal_id))

    def get(self, appeal_id: str, *, lock: bool = False) -> Appeal:
        query = _SELECT.where(appeal.c.appeal_id == appeal_id)
        found = self._read(query.with_for_update(of=appeal) if lock else query)
        if not found:
            raise AppealNotFound("没有这份申诉", appeal_id=appeal_id)
        return found[0]

    def of_person(self, person_id: str) -> list[Appeal]:
        return self._read(
            _SELECT.where(appeal.c.person_id == person_id).order_by(appeal.c.appeal_id.desc()).limit(MOST)
        )

    def of_attempt(self, attempt_id: str) -> list[Appeal]:
        return self._read(_SELECT.where(appeal.c.attempt_id == attempt_id).order_by(appeal.c.appeal_id))

    def undecided(self) -> list[Appeal]:
        return self._read(_SELECT.where(~_confirmed).order_by(appeal.c.decide_by, appeal.c.appeal_id).limit(MOST))

    def step(self, appeal_id: str, one: Step) -> None:
        self.connection.execute(insert(appeal_step).values(**asdict(one), appeal_id=appeal_id))

    def _read(self, query: Select[Any]) -> list[Appeal]:
        rows = {row.appeal_id: row for row in self.connection.execute(query)}
        steps: dict[str, list[Step]] = defaultdict(list)
        for part in chunks(rows):
            own = select(appeal_step).where(appeal_step.c.appeal_id.in_(part)).order_by(appeal_step.c.number)
            for row in self.connection.execute(own):
                steps[row.appeal_id].append(_step(row, rows[row.appeal_id]))
        return [Appeal(**row._mapping, steps=tuple(steps[appeal_id])) for appeal_id, row in rows.items()]


def _step(row: Any, against: Any) -> Step:
    on = (row.mark_version, row.mark_points)
    if row.mark_version is None:
        on = (against.mark_version, against.mark_points)
    return Step(row.number, StepKind(row.kind), row.points, row.reason, row.actor_id, row.at, *on)
