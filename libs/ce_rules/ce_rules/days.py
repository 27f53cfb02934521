"""Read days and spans of years (日期、年度)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from ce_rules.errors import InvalidFact

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_day(value: object, path: str) -> date:
    """Read a day given as `YYYY-MM-DD` or `datetime.date`.

    Raises:
        InvalidFact: a day that is not in the calendar (2021-02-29), a time of day, another form.
    """
    expected = "“YYYY-MM-DD”形式的日期，且日历上有这一天"
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _ISO.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise InvalidFact(path, value, expected) from None
    raise InvalidFact(path, value, expected)


@lru_cache(maxsize=256)
def iso_days(first: date, last: date) -> frozenset[str]:
    """List every day from `first` to `last`, both included, as ISO text."""
    return frozenset((first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1))


@dataclass(frozen=True, slots=True)
class Years:
    """Span years, both ends included; an open end is `None` (“..2019”, “2018..”)."""

    first: int | None
    last: int | None

    @classmethod
    def read(cls, value: object, path: str = "years") -> Years:
        """Read `2020`, `"2020..2021"`, `"..2019"` or `"2018.."`."""
        if value.__class__ is int:
            return cls(value, value)
        match = re.fullmatch(r"(\d{4})?\.\.(\d{4})?", value) if isinstance(value, str) else None
        if match and any(match.groups()):
            first, last = (int(part) if part else None for part in match.groups())
            if first is None or last is None or first <= last:
                return cls(first, last)
        raise InvalidFact(path, value, "年度（2020、“2020..2021”、“..2019”或“2018..”）")

    def __contains__(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        return f"{'' if self.first is None else self.first}..{'' if self.last is None else self.last}"

    def within(self, other: Years) -> bool:
        """Tell whether every year of this span is also in `other`."""
        starts = other.first is None or (self.first is not None and self.first >= other.first)
        return starts and (other.last is None or (self.last is not None and self.last <= other.last))
