"""Capabilities: what StartAttempt gave a person, read without asking anybody."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ce_gateway.intake.errors import BadCapability
from ce_kit import signed

PURPOSE = "exam-attempt"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Capability:
    """The right of one person to answer one paper in one attempt; `window` in microseconds since 1970.

    The deadline is the person's own: the exam service wrote it with every extension granted by then.
    """

    attempt_id: str
    person_id: str
    paper_hash: str
    window: tuple[int, int]

    @classmethod
    def read(cls, text: str, secret: bytes, *, attempt_id: str, person_id: str) -> "Capability":
        """Read the capability that this person sent for this attempt.

        Raises:
            BadCapability: it is of another attempt or person, or this platform did not make it.
        """
        try:
            attempt, person, paper_hash, start, end = signed.read(PURPOSE, text, secret)
        except (signed.BadSignature, ValueError, TypeError) as error:
            raise BadCapability("作答凭据无效，请重新进入考试") from error
        if (attempt, person) != (attempt_id, person_id):
            raise BadCapability("作答凭据不属于本次考试或本人，请重新进入考试")
        return cls(attempt, person, paper_hash, (start, end))

    @property
    def started_at(self) -> datetime:
        """When the attempt began."""
        return _instant(self.window[0])

    @property
    def deadline(self) -> datetime:
        """The first instant that is too late."""
        return _instant(self.window[1])


def _instant(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)
