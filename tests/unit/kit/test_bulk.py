"""Many rows in one statement hold exactly what rows inserted one by one hold, of every type in use."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, MetaData, String, Table, Text, insert, select

from ce_kit.db.bulk import insert_rows, update_rows
from ce_kit.db.engine import make_engine
from ce_kit.db.once import insert_ignoring
from ce_kit.db.tables import Amount, BigId, Json, Utc

metadata = MetaData()
thing = Table(
    "thing",
    metadata,
    Column("position", BigId, primary_key=True, autoincrement=True),
    Column("name", String(20), unique=True, nullable=False),
    Column("order", Integer),
    Column("text", Text),
    Column("good", Boolean),
    Column("hours", Amount),
    Column("day", Date),
    Column("at", Utc),
    Column("more", Json),
    Column("sealed", LargeBinary),
)


class Kind(StrEnum):
    ONE = "one"


@pytest.fixture
def connection():
    engine = make_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as found:
        yield found


def row(**values):
    return {"name": "n", "order": 1, "text": "学时𠮷\"'\\", "good": True, **values}


def contents(connection):
    found = connection.execute(select(thing).order_by(thing.c.position)).mappings()
    return [{name: value for name, value in one.items() if name != "position"} for one in found]


TYPED = [
    {"hours": Decimal("7.5"), "day": date(2026, 12, 31), "at": datetime(2026, 12, 31, 15, 59, 59, 999999, tzinfo=UTC)},
    {"hours": Decimal("9999999.9"), "at": datetime(2026, 1, 1, tzinfo=UTC), "more": {"a": [1, None, "x"]}},
    {"more": [[1, "AC"], [2, "B"]], "sealed": b"\x00\xff", "good": False, "text": Kind.ONE},
    {"more": "bare text", "text": "", "order": -(2**31)},
    {"text": None, "good": None, "hours": None, "day": None, "at": None, "sealed": None, "order": None},
]
EMPTY = {"hours": None, "day": None, "at": None, "more": {}, "sealed": None}


def test_every_type_is_kept_as_an_ordinary_insert_keeps_it(connection):
    rows = [row(**{**EMPTY, **one, "name": f"n{number}"}) for number, one in enumerate(TYPED)]
    insert_rows(connection, thing, rows)
    found = contents(connection)
    connection.execute(thing.delete())
    connection.execute(insert(thing), rows)
    assert found == contents(connection)
    assert found[0]["at"] == TYPED[0]["at"]


def test_columns_left_out_get_their_default_and_positions_follow_the_rows(connection):
    insert_rows(connection, thing, [{"name": f"n{number}"} for number in range(300)])
    assert [one["name"] for one in contents(connection)] == [f"n{number}" for number in range(300)]


def test_rows_that_exist_are_skipped_and_the_new_ones_returned(connection):
    insert_rows(connection, thing, [row(name="b", more=None)])
    new = insert_ignoring(connection, thing, [row(name=name, more=None) for name in "abcb"], thing.c.name)
    assert sorted(new) == ["a", "c"]
    assert insert_ignoring(connection, thing, [], thing.c.name) == []


def test_what_comes_back_has_its_type(connection):
    at = datetime(2026, 3, 2, 4, tzinfo=UTC)
    (found,) = insert_rows(connection, thing, [{"name": "a", "at": at}], returning=(thing.c.name, thing.c.at)).all()
    assert tuple(found) == ("a", at)


def test_what_cannot_travel_is_refused(connection):
    with pytest.raises(TypeError):
        insert_rows(connection, thing, [{"name": "a", "text": object()}])


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20), max_size=5))
def test_no_text_is_taken_for_anything_else(texts):
    engine = make_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as connection:
        rows = [{"name": f"n{number}", "text": text} for number, text in enumerate(texts)]
        if rows:
            insert_rows(connection, thing, rows)
        assert [one["text"] for one in contents(connection)] == texts


def test_rows_are_changed_by_their_key_and_only_where_the_condition_holds(connection):
    insert_rows(connection, thing, [row(name=name, good=name != "c") for name in "abcd"])
    at = datetime(2026, 9, 30, 15, 59, 59, 999999, tzinfo=UTC)
    changes = [{"name": name, "order": number, "at": at} for number, name in enumerate("abcx", start=10)]
    update_rows(connection, thing, changes, ("name",), "thing.good")
    found = {one["name"]: (one["order"], one["at"]) for one in contents(connection)}
    assert found == {"a": (10, at), "b": (11, at), "c": (1, None), "d": (1, None)}
