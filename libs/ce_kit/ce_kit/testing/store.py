"""Databases for tests of use cases: SQLite in memory, units of work on it, and what they left behind."""

from datetime import UTC, datetime
from functools import cache
from typing import Any, Generic, Self, TypeVar

from sqlalchemy import Engine, MetaData, insert, select

from ce_kit.call import ANONYMOUS, Actor, Call
from ce_kit.clock import Clock, FixedClock
from ce_kit.db.audit import GENESIS
from ce_kit.db.engine import make_engine
from ce_kit.db.once import EventOnce, Once
from ce_kit.db.unit_of_work import SqlUnitOfWork

Unit = TypeVar("Unit", bound=SqlUnitOfWork)

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
"""Monday, 2 March 2026, 12:00 in Shandong."""


def create_tables(engine: Engine, metadata: MetaData) -> None:
    """Create all tables of a service without its migrations."""
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(metadata.tables["audit_head"]).values(id=1, position=0, sha256=GENESIS))


def copy_of(engine: Engine) -> Engine:
    """Return a copy of a database in memory.

    Copies and copies of copies share the statements that were compiled for one of them, as all calls of a running
    service do: they have one dialect, by which SQLAlchemy finds them, and one cache.
    """
    copy = make_engine("sqlite://")
    copy.dialect = engine.dialect
    copy.update_execution_options(**engine.get_execution_options())
    with engine.connect() as source, copy.connect() as target:
        source.rollback()  # an open transaction would lock the pages to read
        source.connection.driver_connection.backup(target.connection.driver_connection)  # type: ignore[union-attr]
    return copy


@cache
def _empty(metadata: MetaData) -> Engine:
    """Return the database of a service without its migrations, made once to be copied."""
    engine = make_engine("sqlite://")
    engine.update_execution_options(compiled_cache={})
    create_tables(engine, metadata)
    return engine


def schema_differences(engine: Engine, metadata: MetaData) -> list[Any]:
    """Compare a migrated database with the model; an empty list when they are equal."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


class Units(Generic[Unit]):
    """Makes units of work of class `kind`, as the entrypoints do; SQLite in memory unless told otherwise."""

    def __init__(self, kind: type[Unit], *, clock: Clock | None = None, engine: Engine | None = None) -> None:
        self.kind = kind
        self.clock = clock or FixedClock(NOON)
        self.engine = engine or copy_of(_empty(kind.metadata))

    def __call__(self, actor: Actor = ANONYMOUS, *, request_id: str = "", once: Once | None = None) -> Unit:
        """Return a new unit of work for a call of `actor`."""
        return self.kind(self.engine, self.clock, "test", Call(actor, request_id), once)

    def for_event(self, event_id: str, consumer: str = "test") -> Unit:
        """Return the unit of work in which an event handler runs: it admits `event_id` once."""
        return self(once=EventOnce(consumer, event_id))

    def copy(self) -> Self:
        """Return units of work on a copy of the database, with a clock of their own that shows the same."""
        return type(self)(self.kind, clock=FixedClock(self.clock.now()), engine=copy_of(self.engine))

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return all rows of a table, in the order of its primary key."""
        found = self.kind.metadata.tables[table]
        with self.engine.connect() as connection:
            result = connection.execute(select(found).order_by(*found.primary_key.columns))
            return [dict(row) for row in result.mappings()]

    def facts(self, event_type: str = "") -> list[dict[str, Any]]:
        """Return the events told so far (of one type), oldest first."""
        return [row["body"] for row in self.rows("outbox") if not event_type or row["event_type"] == event_type]

    def audits(self, action: str = "") -> list[dict[str, Any]]:
        """Return the audit rows so far (of one action), oldest first."""
        return [row for row in self.rows("audit") if not action or row["action"] == action]
