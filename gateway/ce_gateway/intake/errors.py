"""Refusals at the intake; each reason is part of the wire contract."""

import random
from datetime import datetime

from ce_kit.clock import SHANGHAI
from ce_kit.errors import DomainError, Kind

SHORTEST_WAIT, LONGEST_WAIT = 2.0, 12.0


class BadCapability(DomainError):
    """The capability was not given for this attempt to this person."""

    kind, reason = Kind.PERMISSION_DENIED, "BAD_CAPABILITY"


class BadAnswers(DomainError):
    """The answer sheet is not of the form a paper can have."""

    kind, reason = Kind.INVALID_ARGUMENT, "BAD_ANSWERS"


class AttemptOver(DomainError):
    """The attempt's time had run out when the sheet came."""

    kind, reason = Kind.FAILED_PRECONDITION, "ATTEMPT_OVER"

    @classmethod
    def at(cls, attempt_id: str, deadline: datetime) -> "AttemptOver":
        """Return the refusal of a sheet that came at `deadline` or after it."""
        shown = deadline.astimezone(SHANGHAI)
        return cls(
            f"作答时间已于 {shown:%Y-%m-%d %H:%M:%S} 截止，以截止前最后一次保存的答案为准；"
            "如已获准延长时间，请重新进入考试后再交",
            attempt_id=attempt_id,
            deadline=shown.isoformat(),
        )


class IntakeBusy(DomainError):
    """Nothing can be taken now, and nothing was taken; says how long to wait, each caller another time."""

    kind, reason = Kind.RESOURCE_EXHAUSTED, "INTAKE_BUSY"

    @classmethod
    def because(cls, cause: str) -> "IntakeBusy":
        """Return the refusal; `cause` is for programs and operations."""
        wait = f"{random.uniform(SHORTEST_WAIT, LONGEST_WAIT):.2f}"
        message = f"交卷人数较多，系统暂未接收本次提交。请保留答案，约 {float(wait):.0f} 秒后用同一请求编号重试"
        return cls(message, retry_after_seconds=wait, cause=cause)


class ReceiptUnknown(DomainError):
    """The sheet was on its way when the broker or the database went away."""

    kind, reason = Kind.UNAVAILABLE, "RECEIPT_UNKNOWN"

    @classmethod
    def now(cls) -> "ReceiptUnknown":
        """Return the refusal."""
        wait = f"{random.uniform(1, 4):.2f}"
        return cls("暂未确认是否收到，请用同一请求编号重试（不会重复交卷）", retry_after_seconds=wait)


class ClockOff(DomainError):
    """The gateway's clock differs too much from the database's: times of receipt could not be relied on."""

    kind, reason = Kind.UNAVAILABLE, "CLOCK_OFF"
