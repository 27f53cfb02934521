"""Amounts in the database are exact: what goes in comes out, adds up and compares as decimals."""

from decimal import Decimal

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, func, insert, select

from ce_kit.db.engine import make_engine
from ce_kit.db.tables import Amount

metadata = MetaData()
entry = Table("entry", metadata, Column("id", Integer, primary_key=True), Column("amount", Amount))


@pytest.fixture
def connection():
    engine = make_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as found:
        yield found


def test_tenths_add_up_without_a_float_between(connection):
    connection.execute(insert(entry), [{"amount": Decimal("0.1")} for _ in range(10)])
    assert connection.execute(select(func.sum(entry.c.amount))).scalar_one() == Decimal(1)


def test_amounts_compare_as_numbers(connection):
    amounts = ["9.5", "10", "-2.5", "100"]
    connection.execute(insert(entry), [{"amount": Decimal(amount)} for amount in amounts])
    found = connection.execute(select(entry.c.amount).where(entry.c.amount > Decimal("9.5")).order_by(entry.c.amount))
    assert list(found.scalars()) == [Decimal(10), Decimal(100)]


def test_none_stays_none(connection):
    connection.execute(insert(entry).values(amount=None))
    assert connection.execute(select(entry.c.amount)).scalar_one() is None


def test_a_second_place_is_refused_instead_of_cut(connection):
    with pytest.raises(Exception, match="at most one place"):
        connection.execute(insert(entry).values(amount=Decimal("0.25")))
