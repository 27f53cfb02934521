"""Extensions in the database; only ever added."""

from dataclasses import asdict

from sqlalchemy import Connection, insert, select

from ce_exam.adapters.tables import extension
from ce_exam.domain.window import Extension


class SqlExtensions:
    """More time granted to people."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, one: Extension) -> None:
        self.connection.execute(insert(extension).values(**asdict(one)))


def extensions_of(connection: Connection, person_id: str) -> tuple[Extension, ...]:
    """Return what a person was granted in any exam."""
    found = connection.execute(select(extension).where(extension.c.person_id == person_id))
    return tuple(Extension(**row._mapping) for row in found)
