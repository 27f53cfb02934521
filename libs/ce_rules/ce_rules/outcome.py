"""What a formula says about one activity alone, before anything else of the year is looked at."""

from __future__ import annotations

from typing import Any, NamedTuple

from ce_rules.amounts import Amount
from ce_rules.trace import NotCounted, Step


class Outcome(NamedTuple):
    """The result of one formula (单项认定结果).

    `entries` are the amounts that go to accounts before yearly caps; `converted` is their sum, 0 for a refused
    activity and `None` where the value is unknown. Everything else is for the steps that follow.
    """

    type: str
    converted: Amount | None = 0
    entries: tuple[tuple[str, Amount], ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    steps: tuple[Step, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    year: int | None = None
    unknown: tuple[str, ...] = ()  # accounts to which a value that nobody knows could flow
    open: tuple[str, ...] = ()  # categories whose sum is undetermined under this reading
    days: tuple[tuple[str, Amount], ...] = ()  # dated hours, for a cap over several activities of one day
    day_pool: str = ""
    pool: tuple[str, Amount] | None = None  # (name, quantity) for a conversion over several activities
    rank: tuple[Any, ...] = ()  # which of several records of one result counts: the greatest
    fee: Amount = 0
    granted: bool | None = None
    is_record: bool = False
    whole: bool = False  # this one activity settles the year (make-up granted as a whole)

    @property
    def would_count(self) -> Amount | None:
        """Give the amount a refusal takes away; `None` where there is no value."""
        if self.converted is None:
            return None
        if self.entries:
            return self.converted
        return self.not_counted[0].amount if self.not_counted else self.converted

    @property
    def states_hours(self) -> bool:
        """Tell whether ordinary hours of the year are stated; a make-up course alone says nothing of them."""
        return bool(self.entries) and self.granted is None

    def also(self, **changes: Any) -> Outcome:
        """Give the same outcome with something else in it: a fee, a grant, a rank."""
        return self._replace(**changes)

    def refused(self, item: NotCounted, step: Step | None = None) -> Outcome:
        """Give the outcome of the same activity refused as a whole."""
        return self._replace(
            converted=0,
            entries=(),
            not_counted=(item,),
            steps=(*self.steps, step) if step else self.steps,
            unknown=(),
            open=(),
            days=(),
            pool=None,
            granted=None if self.granted is None else False,
            whole=False,
        )
