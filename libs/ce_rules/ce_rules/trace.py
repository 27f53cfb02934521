"""Record why: one step of a computation and one amount that was not counted (计算过程、不计明细).

Both are small tuples that hold a template and its numbers; the sentence is written only when somebody reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from ce_rules import amounts
from ce_rules.amounts import Amount

Shown: TypeAlias = int | Decimal | str | None
Pairs: TypeAlias = tuple[tuple[str, Shown], ...]


def pairs(values: Mapping[str, Shown]) -> Pairs:
    """Freeze named values in the order they were given."""
    return tuple(values.items())


def write(template: str, values: Pairs) -> str:
    """Fill a template; amounts are written as plain decimals, `None` as 未定."""
    if not values:
        return template
    return template.format_map({name: _show(value) for name, value in values})


def _show(value: Shown) -> str:
    return value if isinstance(value, str) else amounts.text(value)


class Step(NamedTuple):
    """One step: by which clause, from which facts, with which numbers."""

    clause: str
    source: str
    template: str
    inputs: Pairs = ()
    numbers: Pairs = ()

    @property
    def text(self) -> str:
        """Write the sentence for people."""
        return write(self.template, self.numbers)


class NotCounted(NamedTuple):
    """An amount that does not count, with its reason code; `amount` is `None` where the notice has no value."""

    amount: Amount | None
    reason: str
    clause: str
    template: str
    numbers: Pairs = ()

    @property
    def text(self) -> str:
        """Write the sentence for people."""
        return write(self.template, self.numbers)


def as_written(text: str) -> str:
    """Protect a finished sentence from being read as a template."""
    return text.replace("{", "{{").replace("}", "}}") if "{" in text or "}" in text else text
