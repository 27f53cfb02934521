"""How often one address may try to sign in."""

import time
from collections import OrderedDict

from ce_kit.errors import DomainError, Kind

ADDRESSES = 50_000


class TooManyCalls(DomainError):
    """This address calls too often."""

    kind, reason = Kind.RESOURCE_EXHAUSTED, "TOO_MANY_CALLS"


class RateLimit:
    """A token bucket per address: `per_minute` calls on average, a burst of a quarter of that."""

    def __init__(self, per_minute: int) -> None:
        self.rate, self.burst = per_minute / 60, max(per_minute / 4, 1.0)
        self.buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def check(self, address: str) -> None:
        """Take one call from the bucket of `address`.

        Raises:
            TooManyCalls: it is empty; says how long to wait.
        """
        now = time.monotonic()
        level, at = self.buckets.pop(address, (self.burst, now))
        level = min(self.burst, level + (now - at) * self.rate)
        if level < 1:
            self.buckets[address] = (level, now)
            wait = int((1 - level) / self.rate) + 1
            raise TooManyCalls(f"操作过于频繁，请 {wait} 秒后再试", retry_after_seconds=wait)
        self.buckets[address] = (level - 1, now)
        while len(self.buckets) > ADDRESSES:
            self.buckets.popitem(last=False)
