"""Answer sheets (答卷): which options were chosen at which question, in one canonical form with one hash."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
    def of(cls, answers: Iterable[tuple[int, str]]) -> "AnswerSheet":
        """Bring answers into canonical form: by number, letters in order, empty ones left out.

        Raises:
            BadAnswers: a number or a letter that no paper can have, or a question answered twice.
        """
        seen: dict[int, str] = {}
        for number, letters in answers:
            upper = letters.strip().upper()
            if not 1 <= number <= MOST_QUESTIONS:
                raise BadAnswers(f"题号 {number} 无效，应为 1 至 {MOST_QUESTIONS}", number=number)
            if number in seen:
                raise BadAnswers(f"第 {number} 题作答了两次，请只保留一次", number=number)
            if not set(upper) <= set(LABELS) or len(set(upper)) != len(upper):
                raise BadAnswers(f"第 {number} 题的答案“{letters[:20]}”无效，应为不重复的选项字母", number=number)
            seen[number] = "".join(sorted(upper))
        return cls(tuple(sorted((number, letters) for number, letters in seen.items() if letters)))

    @classmethod
    def from_json(cls, stored: Iterable[Iterable[object]]) -> "AnswerSheet":
        """Read what `to_json` wrote."""
        return cls(tuple((int(str(number)), str(letters)) for number, letters in stored))

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
