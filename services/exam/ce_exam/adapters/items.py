"""The item bank in the database."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select
from sqlalchemy.exc import IntegrityError

from ce_exam.adapters.bank_tables import item_retirement
from ce_exam.adapters.tables import item_version, pool
from ce_exam.application.bank_ports import Pool, Retirement
from ce_exam.domain.errors import ImportInterfered
from ce_exam.domain.grading import Key
from ce_exam.domain.item import Category, Difficulty, Item, ItemKind
from ce_kit.clock import Clock
from ce_kit.db.chunks import chunks
from ce_kit.ids import new_id

_ITEM = [item_version.c[name] for name in Item.__slots__]

_MOST_REMEMBERED = 20_000
_remembered: dict[str, Item] = {}
"""Versions that were read before: a version never changes, and everybody who starts an exam asks for the same ones."""


class SqlItems:
    """Versions of items, pools of current ones."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.connection, self.clock = connection, clock

    def current(self, years: Collection[int]) -> dict[tuple[int, str], Item]:
        newest = (
            select(item_version.c.year, item_version.c.code, func.max(item_version.c.version).label("version"))
            .where(item_version.c.year.in_(years))
            .group_by(item_version.c.year, item_version.c.code)
            .subquery()
        )
        same = and_(*(item_version.c[name] == newest.c[name] for name in ("year", "code", "version")))
        rows = self.connection.execute(select(*_ITEM).join(newest, same))
        return {(row.year, row.code): _item(row) for row in rows}

    def add_versions(self, items: Sequence[Item], import_id: str) -> None:
        if not items:
            return
        known = {"import_id": import_id, "created_at": self.clock.now()}
        rows = [{**asdict(item), "content_sha256": item.content_sha256, **known} for item in items]
        try:
            self.connection.execute(insert(item_version), rows)
            self._renew_pools({item.year for item in items})
        except IntegrityError as error:
            raise ImportInterfered("另一次操作刚刚改动了相同的试题，请重试") from error

    def retirements(self, years: Collection[int]) -> dict[tuple[int, str], Retirement]:
        newest = (
            select(item_retirement.c.year, item_retirement.c.code, func.max(item_retirement.c.number).label("number"))
            .where(item_retirement.c.year.in_(years))
            .group_by(item_retirement.c.year, item_retirement.c.code)
            .subquery()
        )
        same = and_(*(item_retirement.c[name] == newest.c[name] for name in ("year", "code", "number")))
        rows = self.connection.execute(select(item_retirement).join(newest, same))
        return {(row.year, row.code): Retirement(**row._mapping) for row in rows}

    def retire(self, decisions: Sequence[Retirement]) -> None:
        try:
            self.connection.execute(insert(item_retirement), [asdict(one) for one in decisions])
            self._renew_pools({one.year for one in decisions})
        except IntegrityError as error:
            raise ImportInterfered("另一次操作刚刚改动了相同的试题，请重试") from error

    def page(self, year: int, category: Category | None, topic: str, after_code: str | None, limit: int) -> list[Item]:
        found = sorted(self.current([year]).values(), key=lambda item: item.code)
        wanted = (
            item
            for item in found
            if (category is None or item.category is category)
            and topic in ("", item.topic)
            and (after_code is None or item.code > after_code)
        )
        return list(islice(wanted, limit))

    def _renew_pools(self, years: Collection[int]) -> None:
        """Take a snapshot of every year and category whose current items are not those of its last one."""
        # the last pools are read first: an import that commits in between takes the next number, and ours fails
        last = {(year, category): self._last_pool(year, category) for year in years for category in Category}
        present: dict[tuple[int, Category], list[str]] = {key: [] for key in last}
        retired = {key for key, one in self.retirements(years).items() if one.retired}
        for key, item in self.current(years).items():
            if key in retired:
                continue
            present[item.year, item.category].append(item.item_version_id)
        for (year, category), before in last.items():
            ids = sorted(present[year, category])
            if ids != (before.item_version_ids if before else []):
                row = {"pool_id": new_id(), "year": year, "category": category, "item_version_ids": ids}
                number = before.number + 1 if before else 1
                self.connection.execute(insert(pool).values(**row, number=number, created_at=self.clock.now()))

    def _last_pool(self, year: int, category: Category) -> Any:
        query = select(pool).where(pool.c.year == year, pool.c.category == category)
        return self.connection.execute(query.order_by(pool.c.number.desc()).limit(1)).one_or_none()

    def pool(self, year: int, category: Category) -> Pool:
        last = self._last_pool(year, category)
        if last is None:
            return Pool("", ())
        return Pool(last.pool_id, list(self.versions(last.item_version_ids).values()))

    def pool_id(self, year: int, category: Category) -> str:
        query = select(pool.c.pool_id).where(pool.c.year == year, pool.c.category == category)
        return self.connection.execute(query.order_by(pool.c.number.desc()).limit(1)).scalar() or ""

    def versions(self, item_version_ids: Collection[str]) -> dict[str, Item]:
        found = {one: _remembered[one] for one in item_version_ids if one in _remembered}
        new: dict[str, Item] = {}
        for part in chunks([one for one in item_version_ids if one not in found]):
            query = select(*_ITEM).where(item_version.c.item_version_id.in_(part))
            new.update({row.item_version_id: _item(row) for row in self.connection.execute(query)})
        if len(_remembered) + len(new) > _MOST_REMEMBERED:
            _remembered.clear()
        _remembered.update(new)
        return {one: item for one in item_version_ids if (item := found.get(one) or new.get(one))}

    def key(self, item_version_ids: Collection[str]) -> Key:
        found: dict[str, str] = {}
        for part in chunks(item_version_ids):
            query = select(item_version.c.item_version_id, item_version.c.answer)
            rows = self.connection.execute(query.where(item_version.c.item_version_id.in_(part)))
            found.update({row.item_version_id: row.answer for row in rows})
        return found


def _item(row: Any) -> Item:
    return Item(
        row.item_version_id,
        row.year,
        row.code,
        row.version,
        Category(row.category),
        ItemKind(row.kind),
        Difficulty(row.difficulty),
        row.stem,
        tuple(row.options),
        row.answer,
        row.topic,
    )
