"""Exams and papers in the database."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from ce_exam.adapters.tables import exam, paper, ready_paper
from ce_exam.domain.attempt_policy import AfterFailure, AttemptPolicy
from ce_exam.domain.blueprint import Blueprint, BlueprintLine, canonical
from ce_exam.domain.errors import ExamNotFound
from ce_exam.domain.exam import Exam
from ce_exam.domain.exam_mode import ExamMode, ModePolicy
from ce_exam.domain.grading import MultipleChoiceRule
from ce_exam.domain.item import Category, Difficulty
from ce_exam.domain.paper import Drawn, Paper
from ce_kit.clock import Clock
from ce_kit.db.chunks import chunks
from ce_kit.db.once import insert_ignoring


class SqlExams:
    """Exams by id."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.connection, self.clock = connection, clock

    def add(self, one: Exam) -> None:
        values = {name: value for name, value in asdict(one).items() if name != "offline_marks"}
        self.connection.execute(insert(exam).values(**values, full_marks=one.full_marks, created_at=self.clock.now()))

    def get(self, exam_id: str) -> Exam:
        found = self.among([exam_id])
        if exam_id not in found:
            raise ExamNotFound("没有这场考试", exam_id=exam_id)
        return found[exam_id]

    def among(self, exam_ids: Collection[str]) -> dict[str, Exam]:
        rows = self.connection.execute(select(exam).where(exam.c.exam_id.in_(exam_ids)))
        return {row.exam_id: _exam(row) for row in rows}

    def online_between(self, first: date, last: date) -> list[Exam]:
        is_open = (exam.c.opens_on <= last) & (exam.c.closes_on >= first)
        return [_exam(row) for row in self.connection.execute(select(exam).where(exam.c.mode == "online", is_open))]

    def page(self, year: int | None, before: str | None, limit: int) -> list[Exam]:
        query = select(exam).order_by(exam.c.exam_id.desc()).limit(limit)
        if year is not None:
            query = query.where(exam.c.year == year)
        if before is not None:
            query = query.where(exam.c.exam_id < before)
        return [_exam(row) for row in self.connection.execute(query)]

    def not_over(self, year: int, on: date) -> list[Exam]:
        query = select(exam).where(exam.c.year == year, exam.c.closes_on >= on).order_by(exam.c.exam_id)
        return [_exam(row) for row in self.connection.execute(query)]


def _exam(row: Any) -> Exam:
    return Exam(
        exam_id=row.exam_id,
        year=row.year,
        category=Category(row.category),
        title=row.title,
        mode=ExamMode(row.mode),
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        duration_minutes=row.duration_minutes,
        blueprint=_blueprint(row.blueprint),
        points_per_item=row.points_per_item,
        pass_mark=row.pass_mark,
        multiple_choice_rule=MultipleChoiceRule(row.multiple_choice_rule),
        min_study_hours=row.min_study_hours,
        policy=AttemptPolicy(**{**row.policy, "after_failure": AfterFailure(row.policy["after_failure"])}),
        mode_policy=ModePolicy(**(row.mode_policy or {})),
        offline_marks=row.full_marks if row.mode == ExamMode.OFFLINE else 0,
    )


def _blueprint(stored: Any) -> Blueprint:
    """Read a blueprint; before there were topics it was kept as {difficulty: count}."""
    if isinstance(stored, dict):
        stored = [{"difficulty": difficulty, "count": count} for difficulty, count in stored.items()]
    return canonical(BlueprintLine(**{**line, "difficulty": Difficulty(line["difficulty"])}) for line in stored)


class SqlPapers:
    """Papers by hash."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, one: Paper) -> None:
        drawn = [[part.item_version_id, part.order] for part in one.drawn]
        insert_ignoring(self.connection, paper, [{**asdict(one), "drawn": drawn}], paper.c.paper_hash)

    def ready(self, exam_id: str, pool_id: str) -> int:
        mine = ready_paper.c.exam_id == exam_id
        self.connection.execute(delete(ready_paper).where(mine, ready_paper.c.pool_id != pool_id))
        query = select(func.count()).select_from(ready_paper).where(mine, ready_paper.c.pool_id == pool_id)
        return int(self.connection.execute(query).scalar_one())

    def lay_ready(self, papers: Sequence[Paper]) -> None:
        rows = [{**asdict(one), "drawn": [[part.item_version_id, part.order] for part in one.drawn]} for one in papers]
        new = set(insert_ignoring(self.connection, paper, rows, paper.c.paper_hash))
        ready = [{name: row[name] for name in ("paper_hash", "exam_id", "pool_id")} for row in rows]
        laid = [row for row in ready if row["paper_hash"] in new]
        insert_ignoring(self.connection, ready_paper, laid, ready_paper.c.paper_hash)

    def claim(self, exam_id: str, pool_id: str) -> str:
        one = select(ready_paper.c.paper_hash).where(ready_paper.c.exam_id == exam_id, ready_paper.c.pool_id == pool_id)
        first = one.limit(1).with_for_update(skip_locked=True).scalar_subquery()
        taken = delete(ready_paper).where(ready_paper.c.paper_hash == first).returning(ready_paper.c.paper_hash)
        return self.connection.execute(taken).scalar() or ""

    def among(self, paper_hashes: Collection[str]) -> dict[str, Paper]:
        found: dict[str, Paper] = {}
        for part in chunks(paper_hashes):
            for row in self.connection.execute(select(paper).where(paper.c.paper_hash.in_(part))):
                drawn = tuple(Drawn(item_version_id, order) for item_version_id, order in row.drawn)
                found[row.paper_hash] = Paper(row.paper_hash, row.exam_id, row.pool_id, row.seed, drawn)
        return found
