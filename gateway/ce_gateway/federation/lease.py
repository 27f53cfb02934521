"""A lease: of the gateways of one platform, at most one does a certain thing."""

import contextlib

from sqlalchemy import Connection, Engine, exc, func, select

PROVINCE_LINK = 0x43453031
"""Number of the database's lock for the stream to the province."""


class Lease:
    """A lock of the database's that lasts as long as this process's connection: whoever dies gives it up at once.

    Two holders at a time, as for the moment in which a dead connection is not noticed yet, must do no harm.
    """

    def __init__(self, engine: Engine, number: int) -> None:
        self.engine, self.number = engine, number
        self.connection: Connection | None = None
        self.held = False

    def hold(self) -> bool:
        """Return whether this process holds the lease now; takes it when it is free.

        On SQLite, which only one process uses, it always is.
        """
        if self.engine.dialect.name == "sqlite":
            return True
        try:
            if self.connection is None:
                self.connection = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            ask = select(1) if self.held else select(func.pg_try_advisory_lock(self.number))
            self.held = bool(self.connection.execute(ask).scalar_one())
        except exc.DBAPIError:
            self.held = False
            self.release()
            raise
        return self.held

    def release(self) -> None:
        """Give it up, so that another process need not wait."""
        connection, held, self.connection, self.held = self.connection, self.held, None, False
        if connection is None:
            return
        with contextlib.suppress(exc.DBAPIError):  # a lost connection has given it up already
            if held:
                connection.execute(select(func.pg_advisory_unlock(self.number)))
        connection.invalidate()  # should it be held all the same, it must not live on in the pool
        connection.close()
