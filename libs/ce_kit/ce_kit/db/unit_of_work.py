"""Unit of work: one use case, one transaction; only the use case commits."""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar, Token
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, MetaData
from sqlalchemy.engine import RootTransaction

from ce_kit.call import Call
from ce_kit.clock import Clock
from ce_kit.db.audit import Audit
from ce_kit.db.once import BatchOnce, Once, RequestOnce, admit
from ce_kit.db.outbox import Outbox

in_transaction: ContextVar[bool] = ContextVar("ce_in_transaction", default=False)


class SqlUnitOfWork:
    """Base of a service's unit of work; subclasses set `metadata` and add repositories in `open`.

    A block left without `commit()` is rolled back. For a request that is idempotent by its id, `commit()`
    marks the work as good and the entrypoint commits it together with the stored answer (`finish`).
    """

    metadata: MetaData

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        source: str,
        call: Call | None = None,
        once: Once | None = None,
        wake_relay: Callable[[], None] | None = None,
    ) -> None:
        self.engine, self.clock, self.source, self.wake_relay = engine, clock, source, wake_relay
        self.call, self.once = call or Call(), once
        self.connection: Connection
        self.outbox: Outbox
        self.audit: Audit
        self.transaction: RootTransaction | None = None
        self.good = self.reads_only = False

    def reader(self) -> Self:
        """Return a unit to read with before the one transaction of an idempotent request, e.g. to know what to ask
        another service; it cannot commit.
        """
        unit = type(self)(self.engine, self.clock, self.source, self.call)
        unit.reads_only = True
        return unit

    def open(self, connection: Connection) -> None:
        """Build the repositories on `connection`."""

    def __enter__(self) -> Self:
        if self.transaction is not None:
            raise RuntimeError("a use case has one transaction; this one is still open")
        self.connection = self.engine.connect()
        self.transaction = self.connection.begin()
        self._token: Token[bool] = in_transaction.set(True)
        self.good = False
        self.outbox = Outbox(self.connection, self.metadata, self.source, self.clock, self.call)
        self.audit = Audit(self.connection, self.metadata, self.clock, self.call)
        try:
            if self.once is not None:
                self.once.enter(self.connection, self.metadata)
            self.open(self.connection)
        except BaseException:
            self._close(commit=False)
            raise
        return self

    def commit(self) -> None:
        """Keep the work of this block; nothing may be written after it."""
        if self.reads_only:
            raise RuntimeError("a reader has nothing to commit; write in the use case's own transaction")
        self.audit.flush()
        self.good = True
        if not isinstance(self.once, RequestOnce):
            self._close(commit=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.transaction is not None and (error is not None or not self.good):
            self._close(commit=False)

    def finish(self, response: Any, error: BaseException | None = None) -> None:
        """End a deferred transaction: commit with `response`, or roll back when answering failed."""
        if self.transaction is None:
            return
        if error is None and isinstance(self.once, RequestOnce):
            self.once.complete(self.connection, self.metadata, response)
        self._close(commit=error is None)

    def recall(self) -> Exception | None:
        """Return what this request came to before (`RequestOnce.recall`); None when it is new or may come twice."""
        if not isinstance(self.once, RequestOnce):
            return None
        with self.engine.connect() as connection:
            return self.once.recall(connection, self.metadata)

    def fresh(self, events: Sequence[Mapping[str, Any]], key: str = "id") -> list[Mapping[str, Any]]:
        """Write the inbox rows of a batch; return the events that had no effect yet, each once."""
        if not isinstance(self.once, BatchOnce):
            raise TypeError("only a batch handler asks for fresh events")
        first: dict[str, Mapping[str, Any]] = {}
        for event in events:
            first.setdefault(event[key], event)
        admitted = admit(self.connection, self.metadata, self.once.consumer, list(first))
        return [event for event_id, event in first.items() if event_id in admitted]

    def _close(self, *, commit: bool) -> None:
        transaction, connection = self.transaction, self.connection
        self.transaction = None
        del self.connection
        in_transaction.reset(self._token)
        if transaction is None:
            return
        try:
            if commit:
                transaction.commit()
            else:
                transaction.rollback()
        finally:
            connection.close()
        if commit and self.outbox.used and self.wake_relay is not None:
            self.wake_relay()
