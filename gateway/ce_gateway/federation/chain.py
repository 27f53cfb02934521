"""The hash chain of batches and the digest of a day: plain text rules that any language can follow."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GENESIS = "0" * 64
KINDS = ("person", "hours", "assessment", "certificate")


@dataclass(frozen=True, slots=True)
class SyncRecord:
    """A record as it travels; `fact` is the exact JSON text."""

    kind: str
    record_id: str
    version: int
    city_person_id: str
    fact_type: str
    fact: str
    recorded_on: str

    def line(self) -> str:
        """Return the line that stands for the record in its batch's hash."""
        digest = hashlib.sha256(self.fact.encode()).hexdigest()
        fields = (self.kind, self.record_id, str(self.version), self.city_person_id, self.fact_type, self.recorded_on)
        return "|".join((*fields, digest))


def batch_sha256(prev_sha256: str, records: Sequence[SyncRecord]) -> str:
    """Return the SHA-256 of a batch, which covers the batch before it."""
    text = "\n".join([prev_sha256, *(record.line() for record in records)])
    return hashlib.sha256(text.encode()).hexdigest()


def day_sha256(keys: Iterable[tuple[str, int]]) -> str:
    """Return the digest of a day's records of one kind: SHA-256 over the sorted lines `record_id|version`."""
    return hashlib.sha256(
        "\n".join(sorted(f"{record_id}|{version}" for record_id, version in keys)).encode()
    ).hexdigest()
