"""Lead from type and number of fields to the function of a shape of activities (形态索引)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from ce_rules.decision import Line
from ce_rules.outcome import Outcome

NOTHING, COMPLEX = "-", "!"


# An outcome made ready for adding up: one account and amount (or `COMPLEX` and 1 for the long way), the line of
# the trace, the outcome itself, the account's place in the sums. A plain tuple is what the interpreter reads fastest.
Quick: TypeAlias = tuple[str, Any, Line, Outcome, int]
Look: TypeAlias = Callable[[Mapping[str, Any], list[Any]], Quick]
Shapes: TypeAlias = dict[str, list[Look]]

MOST_FIELDS = 100  # more than the vocabulary has


def shapes_of(types: Iterable[str], first: Look) -> Shapes:
    """Lay out a place for every type and number of fields; where no function was made yet stands the one that does.

    Plain dictionaries and lists, because the interpreter reads those fastest.
    """
    return {type_: [first] * (MOST_FIELDS + 1) for type_ in types}
