"""Wrong guesses at a login: counted, and answered with a lock that grows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ce_identity.domain.errors import TooManyAttempts

FREE = 5
FIRST_LOCK = timedelta(minutes=15)
LONGEST_LOCK = timedelta(hours=24)
REMEMBERED = timedelta(days=2)


@dataclass(slots=True)
class Attempts:
    """The wrong secrets given for a login since the last right one, whether or not the login has an account."""

    login: str
    failures: int = 0
    failed_at: datetime | None = None
    locked_until: datetime | None = None

    def check(self, now: datetime) -> None:
        """Refuse while locked.

        Raises:
            TooManyAttempts: says how long.
        """
        if self.locked_until is not None and now < self.locked_until:
            seconds = int((self.locked_until - now).total_seconds())
            raise TooManyAttempts(
                f"连续 {self.failures} 次错误，账号已锁定，请 {seconds // 60 + 1} 分钟后再试或联系单位管理员",
                retry_after_seconds=seconds + 1,
            )

    def note_failure(self, now: datetime) -> None:
        """Count a wrong secret; from the fifth on the login is locked, each time twice as long."""
        self.failures, self.failed_at = self.failures + 1, now
        if self.failures >= FREE:
            doublings = min(self.failures - FREE, 10)
            self.locked_until = now + min(FIRST_LOCK * 2**doublings, LONGEST_LOCK)
