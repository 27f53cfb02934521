"""Ingress time: when a sheet came, as the gateway's clock says; it never runs backwards and is checked."""

import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, func, select

from ce_kit.clock import Clock, SystemClock

_STEP = timedelta(microseconds=1)


class IngressClock:
    """Business time that only goes forward within a process.

    Real time is anchored to the monotonic clock, so that a step of the machine's clock changes nothing until the
    database agrees with it (`check`). `limit` is the drift in seconds from which times could not be relied on.
    """

    def __init__(self, clock: Clock, limit: float) -> None:
        self.clock, self.limit = clock, limit
        self.latest = datetime.min.replace(tzinfo=UTC)
        self.drift = 0.0
        self._anchor()

    def now(self) -> datetime:
        """Return the present instant, later than any given before."""
        # a demonstration's time jumps when it is told to
        real = isinstance(self.clock, SystemClock)
        present = self._anchored(time.monotonic()) if real else self.clock.now()
        self.latest = max(present, self.latest + _STEP)
        return self.latest

    @property
    def is_off(self) -> bool:
        """Whether the drift found last is beyond the limit."""
        return abs(self.drift) > self.limit

    def check(self, engine: Engine) -> None:
        """Compare with the database's clock; where that agrees with the machine's, go by the machine's from now on."""
        before = time.monotonic()
        wall = datetime.now(UTC)
        told = _database_time(engine)
        half = timedelta(seconds=(time.monotonic() - before) / 2)
        if told is None:
            return
        if abs((wall + half - told).total_seconds()) <= self.limit:
            self._anchor()
        self.drift = (self._anchored(before) + half - told).total_seconds()

    def _anchor(self) -> None:
        self.anchor = time.monotonic(), datetime.now(UTC)

    def _anchored(self, moment: float) -> datetime:
        origin, start = self.anchor
        return start + timedelta(seconds=moment - origin)


def _database_time(engine: Engine) -> datetime | None:
    """Return the database server's clock; None for a database within this process, which has none of its own."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(select(1))
            return None
        told: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return told
