"""Statistics of items: summed up from attempts in a process of its own, kept as sums.

A city's attempts are hundreds of thousands of sheets; the process reads them from the database by itself, in pieces.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, create_engine, delete, insert, select

from ce_exam.adapters.bank_tables import item_statistic
from ce_exam.adapters.taken_papers import key_of_year, taken_papers
from ce_exam.domain.grading import shares_of
from ce_exam.domain.item import Category
from ce_exam.domain.item_statistic import ItemStatistic
from ce_nameko.processes import ProcessPool

_SUMS = [item_statistic.c[name] for name in ItemStatistic.__slots__]


def gather(connection: Connection, year: int, category: str) -> tuple[int, list[ItemStatistic]]:
    """Sum up all attempts of a year and category; live ones count as exposures only."""
    key = key_of_year(connection, year)
    found: dict[str, ItemStatistic] = {}
    attempts = 0
    for taken in taken_papers(connection, year, category):
        attempts += 1
        for one in taken.drawn:
            found.setdefault(one.item_version_id, ItemStatistic(one.item_version_id)).exposures += 1
        if taken.sheet is None or taken.attempt.mark is None:
            continue
        shares = shares_of(taken.drawn, key, taken.sheet, taken.rule)
        total = sum(points for _, _, points in shares)
        for item_version_id, chosen, points in shares:
            rest = (total - points) // (len(shares) - 1) if len(shares) > 1 else 0
            found[item_version_id].add(chosen, points, rest)
    return attempts, list(found.values())


def gather_from(request: dict[str, Any]) -> list[Any]:
    """Run `gather` on {"url", "year", "category"}; under `ce_nameko.processes`."""
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
