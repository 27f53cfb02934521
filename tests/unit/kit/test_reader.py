"""A reader: what a use case must know before the one transaction in which it writes."""

import pytest
from sqlalchemy import Column, Integer, String, Table, insert, select

from ce_kit.clock import SystemClock
from ce_kit.db.once import Replayed, RequestOnce
from ce_kit.db.tables import new_metadata
from ce_kit.db.unit_of_work import SqlUnitOfWork
from ce_kit.testing.store import Units

metadata = new_metadata()
note = Table("note", metadata, Column("id", Integer, primary_key=True), Column("text", String(20)))


class Notes(SqlUnitOfWork):
    metadata = metadata


def once(request_id="r1"):
    return RequestOnce("lin", "write", request_id, {"text": "a"}, SystemClock(), b"secret")


def texts(unit):
    return list(unit.connection.execute(select(note.c.text)).scalars())


def test_it_sees_what_is_committed_and_leaves_the_requests_transaction_untouched():
    units = Units(Notes)
    request = units(once=once())
    with request.reader() as reading:
        assert texts(reading) == []
    with request as uow:
        uow.connection.execute(insert(note).values(text="a"))
        uow.commit()
    request.finish({"done": True})
    with units(once=once()).reader() as reading:
        assert texts(reading) == ["a"]
    with pytest.raises(Replayed), units(once=once()):
        pass


def test_it_cannot_commit_and_what_it_wrote_is_gone():
    units = Units(Notes)
    with pytest.raises(RuntimeError, match="nothing to commit"), units().reader() as reading:
        reading.connection.execute(insert(note).values(text="a"))
        reading.commit()
    assert units.rows("note") == []
