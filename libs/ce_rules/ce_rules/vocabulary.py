"""Hold the public vocabulary of facts (事实词汇) and read single facts by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ce_rules.amounts import Amount, read_amount, read_count
from ce_rules.days import read_day
from ce_rules.errors import InvalidFact
from ce_rules.yamlfile import load_yaml


@dataclass(frozen=True, slots=True)
class Field:
    """One word of the vocabulary: how its value is read and what it is called."""

    name: str
    kind: str
    text: str
    values: tuple[str, ...] = ()
    least: int = 0
    most: int = 1_000_000_000

    def read(self, value: object, path: str) -> Any:
        """Read a value of this field into its exact type.

        Raises:
            InvalidFact: with the path, what was found and what is expected.
        """
        return _READERS[self.kind](self, value, path)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why hours are not counted (不计原因), and what the person can still do."""

    code: str
    text: str
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a facts file may use."""

    units: Mapping[str, str]
    categories: Mapping[str, str]
    types: Mapping[str, str]
    fields: Mapping[str, Field]
    context: Mapping[str, Field]
    reasons: Mapping[str, Reason]


@cache
def vocabulary() -> Vocabulary:
    """Load the vocabulary once."""
    raw = load_yaml((Path(__file__).parent / "vocabulary.yaml").read_text("utf-8"), "vocabulary.yaml")
    return Vocabulary(
        units=raw["units"],
        categories=raw["categories"],
        types=raw["activity_types"],
        fields={name: _field(name, spec) for name, spec in raw["fields"].items()},
        context={name: _field(name, spec) for name, spec in raw["context"].items()},
        reasons={code: Reason(code, spec["text"], spec.get("cure", "")) for code, spec in raw["reasons"].items()},
    )


def _field(name: str, spec: Mapping[str, Any]) -> Field:
    extra = {key: spec[key] for key in ("least", "most") if key in spec}
    return Field(name, spec["kind"], spec["text"], tuple(spec.get("values", ())), **extra)


def _read_choice(field: Field, value: object, path: str) -> str:
    if isinstance(value, str) and value in field.values:
        return value
    raise InvalidFact(path, value, f"{field.text}：{'、'.join(field.values)} 之一")


def _read_flag(field: Field, value: object, path: str) -> bool:
    if isinstance(value, bool):
        return value
    raise InvalidFact(path, value, f"{field.text}：true 或 false")


def _read_text(field: Field, value: object, path: str) -> str:
    if isinstance(value, str) and value:
        return value
    if value.__class__ is int:
        return str(value)
    raise InvalidFact(path, value, f"{field.text}：文本")


def _read_list(field: Field, value: object, path: str, one: Callable[[object, str], Any]) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise InvalidFact(path, value, f"{field.text}：列表")
    found: list[Any] = []
    for item in value:
        try:
            found.append(one(item, ""))
        except InvalidFact as error:
            raise error.at(f"{path}[{len(found)}]") from None
    return tuple(found)


def _read_split(field: Field, value: object, path: str) -> tuple[Amount, Amount]:
    if not isinstance(value, Mapping) or not value or not set(value) <= {"public", "professional"}:
        raise InvalidFact(path, value, f"{field.text}：{{public: …, professional: …}}")
    public, professional = (
        read_amount(value.get(name, 0), f"{path}.{name}", most=field.most) for name in ("public", "professional")
    )
    return public, professional


_READERS: dict[str, Callable[[Field, object, str], Any]] = {
    "choice": _read_choice,
    "flag": _read_flag,
    "text": _read_text,
    "split": _read_split,
    "amount": lambda f, v, p: read_amount(v, p, most=f.most),
    "count": lambda f, v, p: read_count(v, p, least=f.least, most=f.most),
    "day": lambda f, v, p: read_day(v, p),
    "amounts": lambda f, v, p: _read_list(f, v, p, lambda item, at: read_amount(item, at, most=f.most)),
    "choices": lambda f, v, p: _read_list(f, v, p, lambda item, at: _read_choice(f, item, at)),
    "days": lambda f, v, p: _read_list(f, v, p, read_day),
    "years": lambda f, v, p: _read_list(f, v, p, lambda item, at: read_count(item, at, least=1990, most=2100)),
}
