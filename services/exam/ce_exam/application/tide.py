"""Up to when every sheet that was received has come out of the queue (ADR 0031)."""

from datetime import UTC, datetime

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Tide:
    """What one process knows: the newest receipt it took out of the queue, and how many waited when it last looked.

    The queue hands sheets out in the order in which they came, so what still waits was received after what was taken.
    """

    def __init__(self) -> None:
        self.newest = self.horizon = _NEVER

    def took(self, received_at: datetime) -> None:
        """A sheet with this time of receipt was taken out of the queue."""
        self.newest = max(self.newest, received_at)

    def look(self, now: datetime, waiting: int | None) -> datetime:
        """Return up to when nothing waits any more; `waiting` is None while the broker is out of reach."""
        if waiting == 0:
            self.horizon = now
        elif waiting is not None:
            self.horizon = min(now, max(self.horizon, self.newest))
        return self.horizon
