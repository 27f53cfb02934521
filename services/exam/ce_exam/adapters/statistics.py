"""Statistics of items: summed up from attempts in a process of its own, kept as sums.

A city's attempts are hundreds of thousands of sheets; the process reads them from the database by itself, in pieces.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, create_engine, delete, insert, select

from ce_exam.adapters.bank_tables import item_statistic
from ce_exam.adapters.tables import attempt, exam, item_version, mark, paper, submission
from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.grading import MultipleChoiceRule, shares_of
from ce_exam.domain.item import Category
from ce_exam.domain.item_statistic import ItemStatistic
from ce_exam.domain.paper import Drawn
from ce_kit.processes import ProcessPool

PIECE = 2000
_SUMS = [item_statistic.c[name] for name in ItemStatistic.__slots__]


def gather(connection: Connection, year: int, category: str) -> tuple[int, list[ItemStatistic]]:
    """Sum up all attempts of a year and category; live ones count as exposures only."""
    versions = select(item_version.c.item_version_id, item_version.c.answer).where(item_version.c.year == year)
    key = {row.item_version_id: row.answer for row in connection.execute(versions)}
    found: dict[str, ItemStatistic] = {}
    attempts = 0
    for row in _attempts(connection, year, category):
        attempts += 1
        drawn = [Drawn(item_version_id, order) for item_version_id, order in row.drawn]
        for one in drawn:
            found.setdefault(one.item_version_id, ItemStatistic(one.item_version_id)).exposures += 1
        if row.answers is None or any(one.item_version_id not in key for one in drawn):
            continue
        sheet = AnswerSheet.from_json(row.answers)
        shares = shares_of(drawn, key, sheet, MultipleChoiceRule(row.multiple_choice_rule))
        total = sum(points for _, _, points in shares)
        for item_version_id, chosen, points in shares:
            rest = (total - points) // (len(shares) - 1) if len(shares) > 1 else 0
            found[item_version_id].add(chosen, points, rest)
    return attempts, list(found.values())


def _attempts(connection: Connection, year: int, category: str) -> Iterator[Any]:
    """Return paper, answers (None until graded) and rule of each attempt, by id."""
    query = (
        select(attempt.c.attempt_id, paper.c.drawn, submission.c.answers, exam.c.multiple_choice_rule)
        .join(paper, paper.c.paper_hash == attempt.c.paper_hash)
        .join(exam, exam.c.exam_id == attempt.c.exam_id)
        .outerjoin(mark, mark.c.attempt_id == attempt.c.attempt_id)
        .outerjoin(submission, submission.c.attempt_id == mark.c.attempt_id)
        .where(attempt.c.year == year, attempt.c.category == category, paper.c.pool_id.is_not(None))
        .order_by(attempt.c.attempt_id)
        .limit(PIECE)
    )
    last = ""
    while rows := connection.execute(query.where(attempt.c.attempt_id > last)).all():
        yield from rows
        last = rows[-1].attempt_id


def gather_from(request: dict[str, Any]) -> list[Any]:
    """Run `gather` on {"url", "year", "category"}; under `ce_kit.processes`."""
    engine = create_engine(request["url"], hide_parameters=True)
    with engine.connect() as connection:
        attempts, found = gather(connection, request["year"], request["category"])
    engine.dispose()
    return [attempts, [asdict(one) for one in found]]


class PooledStatistics:
    """Sums up in a process; see `application.bank_ports.Gathers`."""

    def __init__(self, database_url: str) -> None:
        self.database_url = database_url
        self.pool = ProcessPool("ce_exam.adapters.statistics:gather_from", timeout=600)

    def gather(self, year: int, category: Category) -> tuple[int, list[ItemStatistic]]:
        attempts, found = self.pool.run({"url": self.database_url, "year": year, "category": category.value})
        return attempts, [ItemStatistic(**one) for one in found]

    def close(self) -> None:
        """End the summing process."""
        self.pool.close()


class SqlItemStatistics:
    """What was computed last."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def put(self, year: int, category: Category, found: Iterable[ItemStatistic], now: datetime) -> None:
        same = (item_statistic.c.year == year) & (item_statistic.c.category == category)
        self.connection.execute(delete(item_statistic).where(same))
        rows = [{**asdict(one), "year": year, "category": category, "computed_at": now} for one in found]
        if rows:
            self.connection.execute(insert(item_statistic), rows)

    def of_year(self, year: int, category: Category | None) -> list[tuple[ItemStatistic, datetime]]:
        query = select(*_SUMS, item_statistic.c.computed_at).where(item_statistic.c.year == year)
        if category is not None:
            query = query.where(item_statistic.c.category == category)
        return [
            (ItemStatistic(**{column.name: row._mapping[column] for column in _SUMS}), row.computed_at)
            for row in self.connection.execute(query)
        ]
