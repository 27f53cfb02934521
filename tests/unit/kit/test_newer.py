"""Read models take what is newer and leave the rest, whatever the order of arrival."""

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, select

from ce_kit.db.engine import make_engine
from ce_kit.db.newer import put_newer

metadata = MetaData()
thing = Table(
    "thing",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("text", String(20), nullable=False),
    Column("note", String(20), nullable=False),
    Column("version", Integer, nullable=False),
)


@pytest.fixture
def connection():
    engine = make_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as found:
        yield found


def row(name: str, text: str, version: int, note: str = "") -> dict:
    return {"name": name, "text": text, "note": note, "version": version}


def texts(connection) -> dict[str, str]:
    return {found.name: found.text for found in connection.execute(select(thing))}


def test_a_newer_row_replaces_and_an_older_or_equal_one_does_not(connection):
    put_newer(connection, thing, [row("a", "second", 2)])
    put_newer(connection, thing, [row("a", "first", 1)])
    put_newer(connection, thing, [row("a", "second again", 2)])
    assert texts(connection) == {"a": "second"}
    put_newer(connection, thing, [row("a", "third", 3)])
    assert texts(connection) == {"a": "third"}


def test_of_several_columns_the_first_that_differs_decides(connection):
    by = ("version", "note")
    put_newer(connection, thing, [row("a", "late", 1, note="b"), row("a", "early", 1, note="a")], by=by)
    put_newer(connection, thing, [row("a", "early", 1, note="a"), row("b", "low", 1, note="z")], by=by)
    assert texts(connection) == {"a": "late", "b": "low"}
    put_newer(connection, thing, [row("a", "later", 1, note="c"), row("b", "high", 2, note="a")], by=by)
    assert texts(connection) == {"a": "later", "b": "high"}


def test_of_several_rows_with_one_key_the_newest_is_taken(connection):
    put_newer(connection, thing, [row("a", "new", 5), row("a", "old", 4), row("b", "other", 1)])
    assert texts(connection) == {"a": "new", "b": "other"}


def test_kept_columns_stay_as_they_are(connection):
    put_newer(connection, thing, [row("a", "first", 1, note="mine")])
    put_newer(connection, thing, [row("a", "second", 2, note="theirs")], keep=["note"])
    (found,) = connection.execute(select(thing)).all()
    assert (found.text, found.note) == ("second", "mine")


def test_nothing_is_fine_and_so_are_many(connection):
    put_newer(connection, thing, [])
    put_newer(connection, thing, [row(f"n{number}", "x", 1) for number in range(20_000)])
    assert len(texts(connection)) == 20_000
