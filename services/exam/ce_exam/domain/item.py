"""Items of the bank (试题): one version of one question, with its key."""

import hashlib
import json
import re
from dataclasses import dataclass
from enum import StrEnum

LABELS = "ABCDEF"

_REFERS_TO_OTHERS = re.compile(r"^(以上|上述)|[A-F]\s*[、和与及,，]\s*[A-F]|选项\s*[A-F]")


class Category(StrEnum):
    """Public or professional subject (公需科目、专业科目)."""

    PUBLIC = "public"
    PROFESSIONAL = "professional"


class ItemKind(StrEnum):
    """How many options are right."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    JUDGEMENT = "judgement"


class Difficulty(StrEnum):
    """What the blueprint of a paper counts by."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


TRUE_OR_FALSE = ("正确", "错误")


@dataclass(frozen=True, slots=True)
class Item:
    """One version of a question; `answer` holds the letters of the right options in order, e.g. "ACD".

    Versions are never changed: a corrected question is a new version, and papers drawn before keep the old one.
    """

    item_version_id: str
    year: int
    code: str
    version: int
    category: Category
    kind: ItemKind
    difficulty: Difficulty
    stem: str
    options: tuple[str, ...]
    answer: str
    topic: str = ""

    @property
    def content_sha256(self) -> str:
        """What two versions must differ in to be two."""
        parts: list[object] = [self.category, self.kind, self.difficulty, self.stem, self.options, self.answer]
        if self.topic:  # items without one keep the hash they had before there were topics
            parts.append(self.topic)
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()

    @property
    def keeps_order(self) -> bool:
        """Whether the options make sense in their own order only: true or false, "all of the above"."""
        return self.kind is ItemKind.JUDGEMENT or any(_REFERS_TO_OTHERS.search(option) for option in self.options)
