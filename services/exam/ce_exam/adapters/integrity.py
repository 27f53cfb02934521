"""Flags: looked for in a process of its own, kept in the database."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, create_engine, select

from ce_exam.adapters.integrity_tables import flag_closing, integrity_flag
from ce_exam.adapters.taken_papers import TakenPaper, key_of_year, taken_papers
from ce_exam.application.integrity_ports import RaisedFlag
from ce_exam.domain.errors import FlagNotFound
from ce_exam.domain.exam import Exam
from ce_exam.domain.grading import Key, shares_of
from ce_exam.domain.integrity import Flag, FlagKind, Sheet, flags_of
from ce_kit.db.once import insert_ignoring
from ce_kit.ids import new_id
from ce_nameko.processes import ProcessPool


def look_through(connection: Connection, year: int, category: str, exam_id: str) -> tuple[int, list[Flag]]:
    """Look through the graded sheets of an exam."""
    key = key_of_year(connection, year)
    taken = taken_papers(connection, year, category, exam_id=exam_id)
    sheets = [sheet for one in taken if (sheet := _sheet(one, key)) is not None]
    return len(sheets), flags_of(sheets)


def _sheet(taken: TakenPaper, key: Key) -> Sheet | None:
    if taken.attempt.mark is None or taken.sheet is None or taken.received_at is None:
        return None
    shares = shares_of(taken.drawn, key, taken.sheet, taken.rule)
    wrong = {version: "" if points == 1000 else chosen for version, chosen, points in shares}
    seconds = int((taken.received_at - taken.attempt.started_at).total_seconds())
    return Sheet(taken.attempt.attempt_id, seconds, taken.attempt.mark.passed, wrong)


def look_from(request: dict[str, Any]) -> list[Any]:
    """Run `look_through` on {"url", "year", "category", "exam_id"}; under `ce_nameko.processes`."""
    engine = create_engine(request["url"], hide_parameters=True)
    with engine.connect() as connection:
        sheets, found = look_through(connection, request["year"], request["category"], request["exam_id"])
    engine.dispose()
    return [sheets, [asdict(one) for one in found]]


class PooledLooks:
    """See `application.integrity_ports.Looks`."""

    def __init__(self, database_url: str) -> None:
        self.database_url = database_url
        self.pool = ProcessPool("ce_exam.adapters.integrity:look_from", timeout=600)

    def look(self, exam: Exam) -> tuple[int, list[Flag]]:
        where = {"year": exam.year, "category": exam.category.value, "exam_id": exam.exam_id}
        sheets, found = self.pool.run({"url": self.database_url, **where})
        return sheets, [Flag(**{**one, "kind": FlagKind(one["kind"])}) for one in found]

    def close(self) -> None:
        """End the process."""
        self.pool.close()


class SqlFlags:
    """See `application.integrity_ports.Flags`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def raise_new(self, exam_id: str, found: Sequence[Flag], now: datetime) -> int:
        rows = [{**asdict(one), "flag_id": new_id(), "exam_id": exam_id, "raised_at": now} for one in found]
        return len(insert_ignoring(self.connection, integrity_flag, rows, integrity_flag.c.flag_id))

    def page(self, exam_id: str, before: str | None, limit: int, *, with_closed: bool) -> list[RaisedFlag]:
        query = (
            select(integrity_flag, flag_closing.c.note, flag_closing.c.closed_by)
            .outerjoin(flag_closing, flag_closing.c.flag_id == integrity_flag.c.flag_id)
            .where(integrity_flag.c.exam_id == exam_id)
            .order_by(integrity_flag.c.flag_id.desc())
            .limit(limit)
        )
        if not with_closed:
            query = query.where(flag_closing.c.flag_id.is_(None))
        if before is not None:
            query = query.where(integrity_flag.c.flag_id < before)
        return [_raised(row) for row in self.connection.execute(query)]

    def check(self, flag_id: str) -> None:
        query = select(integrity_flag.c.flag_id).where(integrity_flag.c.flag_id == flag_id)
        if self.connection.execute(query).one_or_none() is None:
            raise FlagNotFound("没有这个疑点", flag_id=flag_id)

    def close(self, flag_id: str, note: str, closed_by: str, now: datetime) -> bool:
        row = {"flag_id": flag_id, "note": note, "closed_by": closed_by, "closed_at": now}
        return bool(insert_ignoring(self.connection, flag_closing, [row], flag_closing.c.flag_id))


def _raised(row: Any) -> RaisedFlag:
    flag = Flag(FlagKind(row.kind), row.attempt_id, row.other_attempt_id, row.numbers)
    return RaisedFlag(row.flag_id, flag, row.raised_at, row.note, row.closed_by or "")
