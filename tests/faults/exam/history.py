"""The history of a run: every call with what became of it, as its client saw it."""

import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Fate(StrEnum):
    """What a client knows about a call."""

    OPEN = "open"
    OK = "ok"
    REFUSED = "refused"
    UNKNOWN = "unknown"


NOBODY_KNOWS = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "CANCELLED", "INTERNAL", "UNKNOWN", "ABORTED"}
"""Statuses after which the call may have had its effect. All others promise that it had none."""

Sheet = tuple[tuple[int, str], ...]


def sha256_of(sheet: Sheet) -> str:
    """Return the hash the receipt must name; computed here from the contract, not by the product's code."""
    canonical = [[number, "".join(sorted(letters))] for number, letters in sorted(sheet) if letters]
    return hashlib.sha256(json.dumps(canonical, separators=(",", ":")).encode()).hexdigest()


@dataclass
class Call:
    """One call; `receipt` are the bytes of the receipt in the answer."""

    kind: str
    person_id: str
    request_id: str
    attempt_id: str = ""
    sequence: int = 0
    sheet: Sheet = ()
    began: float = field(default_factory=time.monotonic)
    ended: float = 0.0
    fate: Fate = Fate.OPEN
    reason: str = ""
    receipt: bytes = b""

    @property
    def sha256(self) -> str:
        """The hash of the sheet that was sent."""
        return sha256_of(self.sheet)

    def end(self, fate: Fate, reason: str = "", receipt: bytes = b"") -> None:
        """Note the answer."""
        self.ended, self.fate, self.reason, self.receipt = time.monotonic(), fate, reason, receipt


@dataclass
class Started:
    """An attempt as its person was given it: for each question the letter of the right option."""

    attempt_id: str
    person_id: str
    number: int
    right: dict[int, str]


@dataclass
class History:
    """All calls of a run, and the attempts they began."""

    calls: list[Call] = field(default_factory=list)
    attempts: dict[str, Started] = field(default_factory=dict)

    def add(self, call: Call) -> Call:
        """Note a call that is about to be made."""
        self.calls.append(call)
        return call

    @property
    def in_flight(self) -> int:
        """Calls without an answer."""
        return sum(call.fate is Fate.OPEN for call in self.calls[-500:])

    def of(self, *kinds: str) -> Iterable[Call]:
        """Return the calls of some kinds."""
        return (call for call in self.calls if call.kind in kinds)

    def accepted_after_refusal(self) -> set[tuple[str, str]]:
        """Return the sheets that were refused and then accepted under the same id, by attempt and request id."""
        refused, accepted = set(), set()
        for call in self.of("save", "submit"):
            key = call.attempt_id, call.request_id
            if call.fate is Fate.REFUSED:
                refused.add(key)
            elif call.fate is Fate.OK and key in refused:
                accepted.add(key)
        return accepted

    def received(self, kind: str) -> dict[tuple[str, str], list[Call]]:
        """Return the calls that got a receipt, by attempt and request id."""
        found: dict[tuple[str, str], list[Call]] = {}
        for call in self.of(kind):
            if call.receipt:
                found.setdefault((call.attempt_id, call.request_id), []).append(call)
        return found
