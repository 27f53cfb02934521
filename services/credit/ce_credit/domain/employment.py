"""Where a person works, from when to when, as org told it (任职)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Employment:
    """One dated employment with the units above it; without a first day it is not yet known from when."""

    employment_id: str
    person_id: str
    employer_id: str
    employer_name: str
    authority_id: str
    hrss_id: str
    jurisdiction: str
    started_on: date | None
    ended_on: date | None

    def holds(self, first: date, last: date) -> bool:
        """Tell whether the employment holds on a day from `first` to `last`."""
        return (
            self.started_on is not None
            and self.started_on <= last
            and (self.ended_on is None or self.ended_on >= first)
        )

    @property
    def administrators(self) -> set[tuple[str, str]]:
        """Roles that reach this person: (role, unit)."""
        units = (
            ("employer_admin", self.employer_id),
            ("authority_admin", self.authority_id),
            ("hrss_admin", self.hrss_id),
        )
        return {(role, unit) for role, unit in units if unit}


def on_day(employments: Iterable[Employment], day: date) -> list[Employment]:
    """Return the employments that hold on a day, the latest begun first."""
    return _latest_first(one for one in employments if one.holds(day, day))


def jurisdiction_of(employments: Iterable[Employment], year: int, own: str) -> str:
    """Return the code whose rules hold for a person's year: of the latest employment in it, else the platform's own."""
    held = _latest_first(one for one in employments if one.holds(date(year, 1, 1), date(year, 12, 31)))
    return held[0].jurisdiction if held else own


def _latest_first(employments: Iterable[Employment]) -> list[Employment]:
    return sorted(employments, key=lambda one: (one.started_on or date.min, one.employment_id), reverse=True)
