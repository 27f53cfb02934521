"""Rows in bulk on PostgreSQL: every type as an ordinary insert keeps it, and a length that is too much is refused."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    delete,
    exc,
    insert,
    select,
)

from ce_kit.db.bulk import insert_rows, update_rows
from ce_kit.db.engine import make_engine
from ce_kit.db.newer import put_newer
from ce_kit.db.once import insert_ignoring
from ce_kit.db.tables import Amount, BigId, Json, Utc

metadata = MetaData()
thing = Table(
    "thing",
    metadata,
    Column("position", BigId, primary_key=True, autoincrement=True),
    Column("name", String(5), unique=True, nullable=False),
    Column("order", Integer),
    Column("text", Text),
    Column("good", Boolean),
    Column("hours", Amount),
    Column("day", Date),
    Column("at", Utc),
    Column("more", Json),
    Column("sealed", LargeBinary),
)
kept = Table("kept", metadata, Column("name", String(5), primary_key=True), Column("version", Integer, nullable=False))
LATEST = datetime(2026, 12, 31, 15, 59, 59, 999999, tzinfo=UTC)
ROWS = [
    {"order": 2**31 - 1, "text": "学时𠮷\"'\\%:x", "good": True, "hours": Decimal("7.5"), "day": date(2026, 12, 31),
     "at": LATEST, "more": {"a": [1, None, "䶮"]}, "sealed": b"\x00\xff"},
    {"order": 0, "text": "", "good": False, "hours": Decimal("9999999.9"), "day": date(2000, 2, 29),
     "at": datetime(2026, 1, 1, tzinfo=UTC), "more": [[1, "AC"]], "sealed": b""},
    {"order": None, "text": None, "good": None, "hours": None, "day": None, "at": None, "more": {}, "sealed": None},
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(platform):
    made = make_engine(platform.database("bulk"))
    metadata.create_all(made)
    yield made
    made.dispose()


@pytest.fixture
def connection(engine):
    with engine.connect() as found:
        yield found
        found.rollback()


def contents(connection):
    found = connection.execute(select(thing).order_by(thing.c.position)).mappings()
    return [{name: value for name, value in one.items() if name != "position"} for one in found]


def test_every_type_is_kept_as_an_ordinary_insert_keeps_it(connection):
    rows = [{"name": f"n{number}", **one} for number, one in enumerate(ROWS)]
    insert_rows(connection, thing, rows)
    found = contents(connection)
    connection.execute(delete(thing))
    connection.execute(insert(thing), rows)
    assert found == contents(connection) == rows


def test_known_rows_are_skipped_and_newer_ones_replace(connection):
    assert insert_ignoring(connection, thing, [{"name": name} for name in "abab"], thing.c.name) == ["a", "b"]
    assert insert_ignoring(connection, thing, [{"name": name} for name in "bc"], thing.c.name) == ["c"]
    put_newer(connection, kept, [{"name": "a", "version": 2}, {"name": "b", "version": 1}])
    put_newer(connection, kept, [{"name": "a", "version": 1}, {"name": "b", "version": 3}])
    assert dict(connection.execute(select(kept)).all()) == {"a": 2, "b": 3}
    put_newer(connection, kept, [{"name": "a", "version": 3}, {"name": "b", "version": 3}], by=("version", "name"))
    assert dict(connection.execute(select(kept)).all()) == {"a": 3, "b": 3}


def test_a_text_too_long_is_refused_and_not_cut(connection):
    with pytest.raises(exc.DataError):
        insert_rows(connection, thing, [{"name": "123456"}])


def test_rows_are_changed_by_their_key_and_only_where_the_condition_holds(connection):
    insert_rows(
        connection, kept, [{"name": name, "version": version} for name, version in zip("abc", (1, 2, 1), strict=True)]
    )
    changes = [{"name": name, "version": 9} for name in "abx"]
    update_rows(connection, kept, changes, ("name",), "kept.version < 2")
    assert dict(connection.execute(select(kept)).all()) == {"a": 9, "b": 2, "c": 1}
