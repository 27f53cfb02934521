"""Capabilities as texts signed with the platform's bus secret."""

from datetime import UTC, datetime, timedelta

from ce_exam.application.ports import Capability
from ce_exam.domain.errors import BadCapability
from ce_kit import signed

PURPOSE = "exam-attempt"


class SignedCapabilities:
    """Writes and reads capabilities: [attempt, person, paper hash, start, deadline] in microseconds since 1970."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret

    def encode(self, one: Capability) -> str:
        window = [_microseconds(one.started_at), _microseconds(one.deadline)]
        return signed.write(PURPOSE, [one.attempt_id, one.person_id, one.paper_hash, *window], self.secret)

    def decode(self, text: str) -> Capability:
        try:
            attempt_id, person_id, paper_hash, start, end = signed.read(PURPOSE, text, self.secret)
        except signed.BadSignature as error:
            raise BadCapability("作答凭据无效，请重新进入考试") from error
        return Capability(attempt_id, person_id, paper_hash, _instant(start), _instant(end))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _microseconds(instant: datetime) -> int:
    delta = instant - _EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def _instant(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)
