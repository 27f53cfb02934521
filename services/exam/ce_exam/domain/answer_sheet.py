"""Answer sheets (答卷): which options were chosen at which question, in one canonical form with one hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from ce_exam.domain.errors import BadAnswers
from ce_exam.domain.item import LABELS

MOST_QUESTIONS = 200
_CHOICES = frozenset("".join(some) for count in range(1, len(LABELS) + 1) for some in combinations(LABELS, count))
"""Every answer there can be: letters in order, each once."""


@dataclass(frozen=True)
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
            if not isinstance(entry, list) or len(entry) != 2:
                raise BadAnswers("答卷无法识别")
            number, letters = entry
            if not isinstance(number, int) or not 1 <= number <= MOST_QUESTIONS or not _is_choice(letters):
                raise BadAnswers("答卷无法识别")
            chosen.append((number, letters))
        if any(before[0] >= after[0] for before, after in pairwise(chosen)):
            raise BadAnswers("答卷无法识别")
        return cls(tuple(chosen))

    def to_json(self) -> list[list[object]]:
        """Return the canonical form as JSON values: [[1, "AC"], [2, "B"]]."""
        return [[number, letters] for number, letters in self.chosen]

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the canonical form as JSON without spaces."""
        return hashlib.sha256(json.dumps(self.to_json(), separators=(",", ":")).encode()).hexdigest()

    @property
    def by_number(self) -> Mapping[int, str]:
        """The chosen letters by question number."""
        return dict(self.chosen)


def _is_choice(letters: object) -> bool:
    return isinstance(letters, str) and letters in _CHOICES
