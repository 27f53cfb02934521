"""The questions of the two item banks, and their keys."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from ce_demo.files.city import WEIHAI, ZIBO, City
from ce_demo.files.table import DATA

TOPICS = {
    ZIBO: ("strategies", "informatization", "emergency", "humanities", "continuing_education", "zibo_2020"),
    WEIHAI: ("strategies", "rural", "ethics", "integrity", "continuing_education", "weihai_2019"),
}
KINDS = {"single": "单选", "multiple": "多选", "judgement": "判断"}
LEVELS = ("易", "中", "难")
LETTERS = "ABCDEF"


@dataclass(frozen=True, slots=True)
class Question:
    """A row of the item bank; a judgement has no options of its own and `answer` is 正确 or 错误."""

    code: str
    kind: str
    level: str
    stem: str
    options: tuple[str, ...]
    answer: str

    @property
    def right(self) -> frozenset[str]:
        """The texts of the right options."""
        if not self.options:
            return frozenset({self.answer})
        return frozenset(self.options[LETTERS.index(letter)] for letter in self.answer)


@cache
def questions(city: City) -> tuple[Question, ...]:
    """Return the item bank of the city's year."""
    return tuple(question for topic in TOPICS[city] for question in _topic(topic))


@cache
def keys(city: City) -> Mapping[str, frozenset[str]]:
    """Return the texts of the right options by stem, for who takes the exam in the story."""
    return {question.stem: question.right for question in questions(city)}


@cache
def _topic(name: str) -> tuple[Question, ...]:
    topic = yaml.safe_load((DATA / "items" / f"{name}.yaml").read_text("utf-8"))
    return tuple(
        _question(f"{topic['code']}-{kind[0].upper()}{level}{number:02d}", kind, word, raw)
        for kind in KINDS
        for level, word in enumerate(LEVELS, 1)
        for number, raw in enumerate(topic.get(kind, {}).get(word, ()), 1)
    )


def _question(code: str, kind: str, level: str, raw: dict[str, Any]) -> Question:
    if kind == "judgement":
        return Question(code, KINDS[kind], level, raw["ask"], (), raw["answer"])
    right = {raw["right"]} if isinstance(raw["right"], str) else set(raw["right"])
    # the order must be the same on every run and say nothing about the key
    options = sorted([*right, *raw["wrong"]], key=lambda text: hashlib.sha256(f"{code}{text}".encode()).digest())
    answer = "".join(letter for letter, text in zip(LETTERS, options, strict=False) if text in right)
    return Question(code, KINDS[kind], level, raw["ask"], tuple(options), answer)
