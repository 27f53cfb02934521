"""The tree of units in the database."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from ce_kit.db.chunks import chunks
from ce_org.adapters.tables import unit, unit_bigram
from ce_org.domain.errors import UnitExists, UnitNotFound
from ce_org.domain.names import bigrams
from ce_org.domain.unit import Branch, Unit, UnitKind, UnitState

_UNIT = [unit.c[name] for name in Unit.__slots__]
_DEEPEST = 10  # the tree has five levels; the bound keeps a damaged one from looping
_live = unit.c.state != UnitState.CLOSED.value


class SqlUnits:
    """Units."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, unit_id: str) -> Unit:
        return self._one(select(*_UNIT).where(unit.c.unit_id == unit_id))

    def lock(self, unit_id: str) -> Unit:
        return self._one(select(*_UNIT).where(unit.c.unit_id == unit_id).with_for_update())

    def _one(self, query: Any) -> Unit:
        row = self.connection.execute(query).one_or_none()
        if row is None:
            raise UnitNotFound("没有此单位，请重新搜索后选择")
        return _unit(row)

    def by_ids(self, unit_ids: Collection[str]) -> dict[str, Unit]:
        return {one.unit_id: one for one in self._among(unit.c.unit_id, unit_ids)}

    def branch(self, unit_id: str) -> Branch:
        start = select(*_UNIT, literal(0).label("height")).where(unit.c.unit_id == unit_id)
        up = start.cte("up", recursive=True)
        higher = select(*_UNIT, up.c.height + 1).where(
            unit.c.unit_id == up.c.parent_id, up.c.parent_id != "", up.c.height < _DEEPEST
        )
        up = up.union_all(higher)
        found = self.connection.execute(select(*[up.c[name] for name in Unit.__slots__]).order_by(up.c.height))
        units = tuple(_unit(row) for row in found)
        if not units:
            raise UnitNotFound("没有此单位，请重新搜索后选择")
        return Branch(units)

    def root(self) -> Unit | None:
        row = self.connection.execute(select(*_UNIT).where(unit.c.parent_id == "")).one_or_none()
        return None if row is None else _unit(row)

    def parents_below(self, unit_id: str) -> list[Unit]:
        return self._below([unit_id], unit.c.kind != UnitKind.EMPLOYER.value)

    def hrss_below(self, unit_ids: Collection[str]) -> set[str]:
        return {one.unit_id for one in self._below(unit_ids, unit.c.kind == UnitKind.HRSS.value)}

    def _below(self, unit_ids: Collection[str], condition: ColumnElement[bool]) -> list[Unit]:
        """Return those of `unit_ids` and of the units below them that meet the condition all the way down."""
        start = select(*_UNIT, literal(0).label("depth")).where(unit.c.unit_id.in_(unit_ids), condition, _live)
        down = start.cte("down", recursive=True)
        lower = select(*_UNIT, down.c.depth + 1).where(
            unit.c.parent_id == down.c.unit_id, condition, _live, down.c.depth < _DEEPEST
        )
        down = down.union_all(lower)
        query = select(*[down.c[name] for name in Unit.__slots__]).distinct()
        return [_unit(row) for row in self.connection.execute(query)]

    def by_usccs(self, usccs: Collection[str]) -> dict[str, Unit]:
        return {one.uscc: one for one in self._among(unit.c.uscc, usccs, _live)}

    def by_keys(self, keys: Collection[str]) -> list[Unit]:
        return self._among(unit.c.name_key, keys, _live)

    def _among(self, column: Any, values: Collection[str], *conditions: ColumnElement[bool]) -> list[Unit]:
        found: list[Unit] = []
        for part in chunks(values):
            found += map(_unit, self.connection.execute(select(*_UNIT).where(column.in_(part), *conditions)))
        return found

    def add_all(self, units: Iterable[Unit]) -> None:
        listed = list(units)
        pairs = {one.unit_id: bigrams(one.key) for one in listed}
        rows = [{**_values(one), "bigrams": len(pairs[one.unit_id])} for one in listed]
        if not rows:
            return
        try:
            self.connection.execute(insert(unit), rows)
        except IntegrityError as error:
            raise UnitExists("有单位刚刚由另一操作登记，请重新搜索或重试") from error
        index = [{"bigram": pair, "unit_id": unit_id} for unit_id, own in pairs.items() for pair in own]
        if index:
            self.connection.execute(insert(unit_bigram), index)

    def save(self, one: Unit) -> None:
        """Write back what changes in a unit's life; its name and place do not."""
        values = {"state": one.state.value, "valid_to": one.valid_to, "version": one.version}
        self.connection.execute(update(unit).where(unit.c.unit_id == one.unit_id).values(**values))

    def candidates(self, key: str, kind: UnitKind | None, limit: int) -> list[Unit]:
        wanted: list[ColumnElement[bool]] = [unit.c.state.in_([UnitState.PRESET.value, UnitState.REGISTERED.value])]
        if kind is not None:
            wanted.append(unit.c.kind == kind.value)
        beginning = [
            select(*_UNIT).where(*wanted, column >= start, column < _after(start)).order_by(column).limit(limit)
            for column, start in ((unit.c.name_key, key), (unit.c.uscc, key.upper()))
        ]
        pairs = bigrams(key)
        # counted on the index alone, before the units are looked up: three times as fast as a join and group by
        hits = (
            select(unit_bigram.c.unit_id, func.count().label("shared"))
            .where(unit_bigram.c.bigram.in_(pairs))
            .group_by(unit_bigram.c.unit_id)
            .subquery()
        )
        alike = (
            select(*_UNIT)
            .join(hits, hits.c.unit_id == unit.c.unit_id)
            .where(*wanted)
            .order_by((2.0 * hits.c.shared / (unit.c.bigrams + len(pairs))).desc())
            .limit(limit)
        )
        queries = [*beginning, alike] if pairs else beginning
        rows = [row for query in queries for row in self.connection.execute(query)] if key else []
        return list({row.unit_id: _unit(row) for row in rows}.values())


def _after(start: str) -> str:
    """Return the least text that begins with `start` no more: the end of a prefix's range."""
    return start[:-1] + chr(ord(start[-1]) + 1) if start else start


def _unit(row: Any) -> Unit:
    return Unit(**{**row._asdict(), "kind": UnitKind(row.kind), "state": UnitState(row.state)})


def _values(one: Unit) -> dict[str, Any]:
    return {**asdict(one), "kind": one.kind.value, "state": one.state.value, "name_key": one.key}
