"""Long lists of values, cut so that an `IN (…)` stays short."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

Value = TypeVar("Value")


def chunks(values: Iterable[Value], size: int = 500) -> Iterator[list[Value]]:
    """Return the values in lists of at most `size`."""
    listed = list(values)
    return (listed[start : start + size] for start in range(0, len(listed), size))
