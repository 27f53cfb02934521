"""Answer sheets as they are taken in: one canonical form, one hash."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

import orjson

from ce_gateway.intake.errors import BadAnswers

MOST_QUESTIONS = 200
LETTERS = frozenset("ABCDEF")
PLAIN = {letter: letter for letter in ("", *LETTERS)}
LONGEST_CHOICE = 20

Canonical = list[list[int | str]]
"""[[1, "AC"], [2, "B"]]: by number, letters in order, unanswered questions left out."""


class SheetKind(StrEnum):
    """What a sheet was sent for."""

    SAVE = "save"
    SUBMIT = "submit"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole answer sheet that somebody sent."""

    attempt_id: str
    person_id: str
    request_id: str
    kind: SheetKind
    sequence: int
    answers: Canonical
    answers_sha256: str

    @property
    def key(self) -> tuple[str, str]:
        """What a request is known by."""
        return self.attempt_id, self.request_id

    def says(self, other: "Sheet") -> bool:
        """Tell whether both say the same."""
        return self is other or (
            self.answers_sha256 == other.answers_sha256 and self.kind == other.kind and self.sequence == other.sequence
        )

    def received(self, received_at: datetime, key_id: str, signature: bytes, signed: bytes) -> "Received":
        """Return the sheet with its receipt."""
        return Received(
            self.attempt_id,
            self.person_id,
            self.request_id,
            self.kind,
            self.sequence,
            self.answers,
            self.answers_sha256,
            received_at,
            key_id,
            signature,
            signed,
        )


@dataclass(frozen=True, slots=True)
class Received(Sheet):
    """A sheet with its time of receipt; `signature` is over `signed`."""

    received_at: datetime
    key_id: str
    signature: bytes
    signed: bytes

    def to_job(self) -> dict[str, object]:
        """Return what workers get."""
        return {
            "kind": self.kind,
            "attempt_id": self.attempt_id,
            "person_id": self.person_id,
            "request_id": self.request_id,
            "sequence": self.sequence,
            "answers": self.answers,
            "answers_sha256": self.answers_sha256,
            "received_at": self.received_at.isoformat(timespec="microseconds"),
        }


def signed_bytes(sheet: Sheet, received_at: datetime, key_id: str, platform: str) -> bytes:
    """Return what a receipt signs; see ce.exam.v1.Receipt."""
    moment = received_at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    parts = [platform, sheet.attempt_id, sheet.request_id, sheet.kind, sheet.sequence, sheet.answers_sha256]
    return orjson.dumps(["ce.exam.receipt.v1", *parts, moment, key_id])


def canonical(answers: Iterable[tuple[int, str]]) -> Canonical:
    """Bring answers into canonical form.

    Raises:
        BadAnswers: a number or a letter that no paper can have, or a question answered twice.
    """
    seen: dict[int, str] = {}
    for number, chosen in answers:
        letters = PLAIN.get(chosen)
        if letters is None and len(chosen) <= LONGEST_CHOICE:
            letters = _letters(chosen)
        if not 1 <= number <= MOST_QUESTIONS:
            raise BadAnswers(f"题号 {number} 无效，应为 1 至 {MOST_QUESTIONS}", number=number)
        if number in seen:
            raise BadAnswers(f"第 {number} 题作答了两次，请只保留一次", number=number)
        if letters is None:
            raise BadAnswers(f"第 {number} 题的答案“{chosen[:20]}”无效，应为不重复的选项字母", number=number)
        seen[number] = letters
    return [[number, letters] for number, letters in sorted(seen.items()) if letters]


@lru_cache(maxsize=2000)
def _letters(chosen: str) -> str | None:
    """Return the letters in order, None when they are none; a whole city chooses among few."""
    letters = chosen.strip().upper()
    good = LETTERS.issuperset(letters) and len(set(letters)) == len(letters)
    return "".join(sorted(letters)) if good else None


def sha256_of(answers: Canonical) -> str:
    """Return the SHA-256 of the canonical form as JSON without spaces."""
    return hashlib.sha256(orjson.dumps(answers)).hexdigest()
