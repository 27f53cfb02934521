"""Engines: PostgreSQL for the server profile, SQLite for the embedded one."""

import sqlite3
from typing import Any, Protocol

from sqlalchemy import Engine, create_engine, event, exc
from sqlalchemy.pool import StaticPool


class Turn(Protocol):
    """A semaphore by which the greenlets of a thread wait for one another."""

    def acquire(self) -> Any: ...
    def release(self) -> Any: ...


def make_engine(
    url: str, *, pool_size: int = 10, turn: Turn | None = None, statement_seconds: int = 30, lean: bool = False
) -> Engine:
    """Return an engine that never logs parameters (they may hold personal data).

    On SQLite a transaction takes the write lock at its begin, so that a check and the write that
    follows are one step; on PostgreSQL rows are locked by the queries that need it. SQLite's lock stops
    the whole thread, so greenlets that share one take a `turn` before it. On a `lean` engine (of PostgreSQL) each
    statement is a transaction of its own, and a connection is used without asking the server first whether it is
    alive: after a restart of the server one statement fails.
    """
    if url.startswith("sqlite"):
        pool: dict[str, Any] = {"poolclass": StaticPool} if url in ("sqlite://", "sqlite:///:memory:") else {}
        engine = create_engine(
            url, hide_parameters=True, connect_args={"check_same_thread": False, "timeout": 10}, **pool
        )
        event.listen(engine, "connect", _on_sqlite_connect)
        _lock_at_begin(engine, turn)
        return engine
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=10,
        pool_pre_ping=not lean,
        **({"isolation_level": "AUTOCOMMIT"} if lean else {}),
        connect_args={
            "connect_timeout": 5,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "tcp_user_timeout": 10_000,
            "options": f"-c statement_timeout={statement_seconds}s -c lock_timeout=10s "
            "-c idle_in_transaction_session_timeout=60s",
        },
    )


def _on_sqlite_connect(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("unhex", 1, _unhex, deterministic=True)  # which SQLite has since 3.41


def _unhex(text: str | None) -> bytes | None:
    return None if text is None else bytes.fromhex(text)


def _lock_at_begin(engine: Engine, turn: Turn | None) -> None:
    holding: list[Any] = []

    def begin(connection: Any) -> None:
        if turn is not None:
            turn.acquire()
            holding.append(connection)
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            end(connection)
            raise

    def end(connection: Any) -> None:
        if turn is not None and connection in holding:
            holding.remove(connection)
            turn.release()

    event.listen(engine, "begin", begin)
    event.listen(engine, "commit", end)
    event.listen(engine, "rollback", end)


def is_away(error: BaseException) -> bool:
    """Tell whether `error` says that the database is out of reach or overloaded, so that waiting helps."""
    if isinstance(error, exc.TimeoutError):  # no free connection in the pool
        return True
    if not isinstance(error, exc.DBAPIError):
        return False
    code = getattr(error.orig, "pgcode", None) or getattr(error.orig, "sqlite_errorname", "")
    if error.connection_invalidated or not code:
        return error.connection_invalidated or isinstance(error, exc.OperationalError)
    # connection lost, too little room, server going down; but not a cancelled statement, which would be again
    return code in ("SQLITE_BUSY", "SQLITE_FULL") or (code[:2] in ("08", "53", "57") and code != "57014")
