"""The clock of the domain (business time), kept apart from the clock of security (real time)."""

import json
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Tells business time. Tokens, deadlines of calls and timeouts never use it."""

    def now(self) -> datetime:
        """Return the instant in UTC, with its zone."""
        ...


class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class RatedClock:
    """Business time of a demo: read from a file, so that all processes of a platform share it and it can jump.

    The file is JSON: `start` (an instant with zone), `rate` (business seconds per second) and `origin` (epoch
    seconds at which `start` was or is). `set_rated_clock` writes it; time never runs backwards in a process.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.stamp, self.latest = path, -1, datetime.min.replace(tzinfo=UTC)
        self._read()

    def now(self) -> datetime:
        if self.path.stat().st_mtime_ns != self.stamp:
            self._read()
        elapsed = timedelta(seconds=(time.time() - self.origin) * self.rate)
        self.latest = max(self.latest, self.start + elapsed)
        return self.latest

    def _read(self) -> None:
        self.stamp = self.path.stat().st_mtime_ns
        setting = json.loads(self.path.read_text())
        self.start = datetime.fromisoformat(setting["start"]).astimezone(UTC)
        self.rate, self.origin = float(setting["rate"]), float(setting["origin"])


def set_rated_clock(path: Path, start: datetime, rate: float) -> None:
    """Let the business time of a demo be `start` from now on and run `rate` times as fast.

    Raises:
        ValueError: `start` has no zone.
    """
    if start.tzinfo is None:
        raise ValueError("start needs a zone")
    side = path.with_suffix(".new")
    side.write_text(json.dumps({"start": start.isoformat(), "rate": rate, "origin": time.time()}))
    side.replace(path)


class FixedClock:
    """A clock for tests: stands still until moved."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        return self.instant

    def advance(self, **delta: float) -> None:
        """Move forward by `timedelta(**delta)`."""
        self.instant += timedelta(**delta)


def local_date(instant: datetime) -> date:
    """Return the day in Shandong (Asia/Shanghai) at `instant`; the day on which time limits are judged."""
    return instant.astimezone(SHANGHAI).date()


def local_time(day: date, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """Return the UTC instant of a local wall-clock time in Shandong."""
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=SHANGHAI).astimezone(UTC)
