"""A small model to try the chassis' database side on."""

import pytest
from sqlalchemy import Column, Integer, String, Table, func, insert, select

from ce_kit.db.tables import new_metadata
from ce_kit.db.unit_of_work import SqlUnitOfWork
from ce_kit.testing.store import Units

METADATA = new_metadata()
NOTE = Table(
    "note", METADATA, Column("position", Integer, primary_key=True), Column("text", String(200), nullable=False)
)


class NoteUnitOfWork(SqlUnitOfWork):
    metadata = METADATA

    def write(self, text):
        self.connection.execute(insert(NOTE).values(text=text))

    def count(self):
        return self.connection.execute(select(func.count()).select_from(NOTE)).scalar_one()


@pytest.fixture
def units():
    return Units(NoteUnitOfWork)
