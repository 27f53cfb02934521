"""Rulings on items found wrong in the database."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from ce_exam.adapters.mark_tables import item_ruling, ruling_head
from ce_exam.domain.ruling import Remedy, Ruling
from ce_kit.db.chunks import chunks


class SqlRulings:
    """Rulings by version of an item; there are few, and on most days none."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def in_force(self, item_version_ids: Collection[str]) -> dict[str, Ruling]:
        # held shared: who decides a ruling waits for the marks that are being given, and the next ones wait for it
        head = select(ruling_head.c.number).where(ruling_head.c.id == 1).with_for_update(read=True)
        if not self.connection.execute(head).scalar():
            return {}
        found: dict[str, Ruling] = {}
        for part in chunks(item_version_ids):
            query = select(item_ruling).where(item_ruling.c.item_version_id.in_(part)).order_by(item_ruling.c.number)
            for row in self.connection.execute(query):
                found[row.item_version_id] = Ruling(Remedy(row.remedy), tuple(row.accepted), row.marks_may_fall)
        return found

    def hold(self) -> None:
        self.connection.execute(select(ruling_head).where(ruling_head.c.id == 1).with_for_update())

    def decide(self, item_version_id: str, ruling: Ruling, rescore_id: str, now: datetime) -> None:
        head = select(ruling_head.c.number).where(ruling_head.c.id == 1)
        number = self.connection.execute(head).scalar_one() + 1
        self.connection.execute(update(ruling_head).where(ruling_head.c.id == 1).values(number=number))
        row = {
            "item_version_id": item_version_id,
            "number": number,
            "rescore_id": rescore_id,
            "remedy": ruling.remedy,
            "accepted": list(ruling.accepted),
            "marks_may_fall": ruling.marks_may_fall,
            "decided_at": now,
        }
        self.connection.execute(insert(item_ruling).values(**row))
