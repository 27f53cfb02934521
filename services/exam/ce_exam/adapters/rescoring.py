"""Works out in a process of its own who changes when an item is scored anew."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, create_engine, select

from ce_exam.adapters.mark_tables import item_ruling
from ce_exam.adapters.tables import item_version
from ce_exam.adapters.taken_papers import TakenPaper, key_of_year, taken_papers
from ce_exam.domain.attempt import Mark
from ce_exam.domain.grading import Key, points_of
from ce_exam.domain.rescore import Change, points_after
from ce_exam.domain.ruling import Remedy, Ruling, Rulings
from ce_nameko.processes import ProcessPool


def changes_of(connection: Connection, item_version_id: str, ruling: Ruling) -> tuple[int, list[Change]]:
    """Return how many marks the item counts towards, and those that change by the ruling, by attempt."""
    item = connection.execute(select(item_version).where(item_version.c.item_version_id == item_version_id)).one()
    key = key_of_year(connection, item.year)
    before = _in_force(connection)
    after = {**before, item_version_id: ruling}
    concerned, found = 0, []
    for taken in taken_papers(connection, item.year, item.category, item_version_id=item_version_id):
        if taken.attempt.mark is None:
            continue
        concerned += 1
        moved = points_after(
            taken.attempt.mark.points,
            _points(taken, key, before),
            _points(taken, key, after),
            len(taken.drawn) * taken.points_per_item,
            may_fall=ruling.marks_may_fall,
        )
        if moved != taken.attempt.mark.points:
            found.append(_change(taken.attempt.attempt_id, taken.attempt.mark, moved))
    return concerned, found


def _points(taken: TakenPaper, key: Key, rulings: Rulings) -> int:
    if taken.sheet is None:
        return 0
    return points_of(taken.drawn, key, taken.sheet, taken.points_per_item, taken.rule, rulings)


def _change(attempt_id: str, mark: Mark, points: int) -> Change:
    return Change(attempt_id, mark.version, mark.points, points, mark.passed, points >= mark.pass_mark)


def _in_force(connection: Connection) -> dict[str, Ruling]:
    rows = connection.execute(select(item_ruling).order_by(item_ruling.c.number))
    return {row.item_version_id: Ruling(Remedy(row.remedy), tuple(row.accepted), row.marks_may_fall) for row in rows}


def changes_from(request: dict[str, Any]) -> list[Any]:
    """Run `changes_of` on {"url", "item_version_id", "ruling"}; under `ce_nameko.processes`."""
    ruling = Ruling(**{**request["ruling"], "remedy": Remedy(request["ruling"]["remedy"])})
    engine = create_engine(request["url"], hide_parameters=True)
    with engine.connect() as connection:
        concerned, changes = changes_of(connection, request["item_version_id"], ruling)
    engine.dispose()
    return [concerned, [asdict(one) for one in changes]]


class PooledRescoring:
    """See `application.mark_ports.Rescoring`."""

    def __init__(self, database_url: str) -> None:
        self.database_url = database_url
        self.pool = ProcessPool("ce_exam.adapters.rescoring:changes_from", timeout=50)

    def changes(self, item_version_id: str, ruling: Ruling) -> tuple[int, list[Change]]:
        request = {"url": self.database_url, "item_version_id": item_version_id, "ruling": asdict(ruling)}
        concerned, changes = self.pool.run(request)
        return concerned, [Change(**one) for one in changes]

    def close(self) -> None:
        """End the process."""
        self.pool.close()
