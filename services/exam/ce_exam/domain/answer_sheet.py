"""Answer sheets (答卷): which options were chosen at which question, in one canonical form with one hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ce_exam.domain.errors import BadAnswers
from ce_exam.domain.item import LABELS

MOST_QUESTIONS = 200


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """Chosen letters by question number, as the paper showed them; a question left out is not answered.

    The sheet does not know its paper: it can be taken in, hashed and kept without asking a database, and grading
    gives nothing for what the paper does not have.
    """

    chosen: tuple[tuple[int, str], ...] = ()

    @classmethod
    def from_json(cls, stored: object) -> "AnswerSheet":
        """Read the canonical form, as the gateway took it in and `to_json` writes it.

        Raises:
            BadAnswers: it is not of that form.
        """
        if not isinstance(stored, list):
            raise BadAnswers("答卷无法识别")
        chosen: list[tuple[int, str]] = []
        for entry in stored:
            match entry:
                case [int(number), str(letters)] if 1 <= number <= MOST_QUESTIONS and _are_letters(letters):
                    chosen.append((number, letters))
                case _:
                    raise BadAnswers("答卷无法识别")
        if any(before[0] >= after[0] for before, after in pairwise(chosen)):
            raise BadAnswers("答卷无法识别")
        return cls(tuple(chosen))

    def to_json(self) -> list[list[object]]:
        """Return the canonical form as JSON values: [[1, "AC"], [2, "B"]]."""
        return [[number, letters] for number, letters in self.chosen]

    @property
    def sha256(self) -> str:
        """SHA-256 of the canonical form as JSON without spaces."""
        return hashlib.sha256(json.dumps(self.to_json(), separators=(",", ":")).encode()).hexdigest()

    @property
    def by_number(self) -> Mapping[int, str]:
        """The chosen letters by question number."""
        return dict(self.chosen)


def _are_letters(text: str) -> bool:
    return bool(text) and set(text) <= set(LABELS) and list(text) == sorted(set(text))
