"""Answer what services must ask beside the hours (业务问答): fees, reviews, deadlines, exams, certificates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from ce_rules.days import Years
from ce_rules.errors import InvalidFact, MissingFact, PluginInvalid, UnknownQuestion
from ce_rules.parameters import Parameter
from ce_rules.sheet import Desk
from ce_rules.vocabulary import Field
from ce_rules.yamlfile import load_yaml

SILENT = "silent"
UNKNOWN = "unknown"


class Answer(NamedTuple):
    """An answer with its clause; `words` is the value in plain English where it is a code, `more` adds details."""

    value: Any
    clause: str
    source: str
    reason: str
    words: Any = None
    more: Mapping[str, Any] = {}
    readings: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the catalogue: its facts and what the values mean."""

    name: str
    text: str
    values: str
    facts: Mapping[str, Field] = field(default_factory=dict)
    need: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()


class Facts:
    """Give typed access to the facts of a question; what is absent is `None`."""

    def __init__(self, asked: Asked, raw: Mapping[str, Any]) -> None:
        self._asked = asked
        self._raw = raw
        if not isinstance(raw, Mapping):
            raise InvalidFact("facts", raw, "键值映射")
        for name in asked.need:
            if raw.get(name) is None:
                raise MissingFact(f"facts.{name}", None, f"{asked.facts[name].text}（{asked.text}必须填写）")
        if asked.one_of and all(raw.get(name) is None for name in asked.one_of):
            raise MissingFact("facts", dict(raw), f"{'、'.join(asked.one_of)} 之一")

    def read(self, name: str) -> Any:
        """Give a fact in its exact type, or `None`."""
        value = self._raw.get(name)
        return None if value is None else self._asked.facts[name].read(value, f"facts.{name}")

    def says_none(self, name: str) -> bool:
        """Tell whether the fact is expressly null: `{authority: null}`."""
        return name in self._raw and self._raw[name] is None


class Inquiry:
    """What the formula of a question works with: parameters, readings, and the making of the answer."""

    def __init__(self, desk: Desk, year: int) -> None:
        self.desk = desk
        self.year = year  # the year asked about, which may lie beyond the rule set's own
        self._readings: dict[str, str] = {}

    def param(self, name: str) -> Parameter:
        """Give a parameter by "file.key"."""
        return self.desk.param(name)

    def reading(self, setting: str) -> str:
        """Give the reading in force and note that it was used."""
        self._readings[setting] = self.desk.reading(setting)
        return self._readings[setting]

    def answer(self, value: Any, by: Parameter | str, reason: str, *, words: Any = None, **more: Any) -> Answer:
        """Make the answer."""
        clause = by if isinstance(by, str) else by.clause
        return Answer(value, clause, self.desk.source(clause), reason, words, more, dict(self._readings))

    def silent(self, by: str, reason: str = "文件没有规定") -> Answer:
        """Say that the notice says nothing."""
        return self.answer(SILENT, by, reason)


Reply: TypeAlias = Callable[[Facts, Inquiry], Answer]


@dataclass(frozen=True, slots=True)
class Question:
    """How a rule set answers one question; `clauses` are where the answer stands.

    `beyond` names years outside the rule set's own for which the notice also answers.
    """

    formula: Reply
    clause: str
    clauses: tuple[str, ...] = ()
    beyond: Years | None = None

    @property
    def all_clauses(self) -> tuple[str, ...]:
        """Give every clause the answer may rest on."""
        return (self.clause, *self.clauses)


@cache
def catalogue() -> dict[str, Asked]:
    """Load the catalogue of questions once."""
    raw = load_yaml((Path(__file__).parent / "questions.yaml").read_text("utf-8"), "questions.yaml")
    return {name: _asked(name, spec) for name, spec in raw.items()}


def _asked(name: str, spec: Mapping[str, Any]) -> Asked:
    facts = {}
    for fact, shape in spec.get("facts", {}).items():
        extra = {key: shape[key] for key in ("least", "most") if key in shape}
        facts[fact] = Field(fact, shape["kind"], shape["text"], tuple(shape.get("values", ())), **extra)
    return Asked(name, spec["text"], spec["values"], facts, tuple(spec.get("need", ())), tuple(spec.get("one_of", ())))


def ask(
    desk: Desk,
    questions: Mapping[str, Question],
    question: str,
    facts: Mapping[str, Any],
    where: str,
    asked_year: int | None = None,
) -> Answer:
    """Answer one question from the questions a rule set knows.

    Raises:
        UnknownQuestion: not in the catalogue.
        InvalidFact, MissingFact: a fact cannot be read or is absent.
    """
    asked = catalogue().get(question)
    if asked is None:
        raise UnknownQuestion(question, catalogue())
    read = Facts(asked, facts)
    known = questions.get(question)
    if known is None:
        return Answer(SILENT, "", "", f"{where} 没有规定：{asked.text}")
    for name in asked.facts:
        read.read(name)  # a fact the formula does not need must be readable, too
    return known.formula(read, Inquiry(desk, asked_year or desk.scope.year))


def check_names(questions: Mapping[str, Any], where: str) -> None:
    """Check that a plugin answers only questions of the catalogue.

    Raises:
        PluginInvalid: it answers another.
    """
    unknown = sorted(set(questions) - set(catalogue()))
    if unknown:
        raise PluginInvalid(where, f"问题 {'、'.join(unknown)} 不在目录中；可用：{'、'.join(catalogue())}")
