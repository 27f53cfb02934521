"""Lead from type and number of fields to the function of a shape of activities (形态索引)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from ce_rules.decision import Line
from ce_rules.outcome import Outcome

NOTHING, COMPLEX = "-", "!"


# An outcome made ready for adding up: one account and amount (or `COMPLEX` and 1 for the long way), the line of
# the trace, the outcome itself. A plain tuple, because the interpreter unpacks those fastest.
Quick: TypeAlias = tuple[str, Any, Line, Outcome]
Look: TypeAlias = Callable[[Mapping[str, Any], list[Any]], Quick]


class _Sizes(dict[int, Look]):
    """The functions of one type by number of fields; an unknown number leads to the compiler."""

    def __init__(self, first: Look) -> None:
        super().__init__()
        self._first = first

    def __missing__(self, size: int) -> Look:
        return self._first


class Shapes(dict[str, _Sizes]):
    """The functions of all types met so far."""

    def __init__(self, first: Look) -> None:
        super().__init__()
        self._first = first

    def __missing__(self, type_: str) -> _Sizes:
        self[type_] = found = _Sizes(self._first)
        return found
