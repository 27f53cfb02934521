"""Capabilities as texts signed with the platform's bus secret; the gateway reads them."""

from datetime import UTC, datetime

from ce_exam.application.ports import Capability
from ce_kit import signed

PURPOSE = "exam-attempt"


class SignedCapabilities:
    """Writes capabilities: [attempt, person, paper hash, start, deadline] in microseconds since 1970."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret

    def encode(self, one: Capability) -> str:
        window = [_microseconds(one.started_at), _microseconds(one.deadline)]
        return signed.write(PURPOSE, [one.attempt_id, one.person_id, one.paper_hash, *window], self.secret)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _microseconds(instant: datetime) -> int:
    delta = instant - _EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds
