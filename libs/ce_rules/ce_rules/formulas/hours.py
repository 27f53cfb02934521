"""Read the hours of a training and cap them by day (实际学时、每日上限)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ce_rules.activity import Activity
from ce_rules.amounts import Amount
from ce_rules.errors import InvalidFact
from ce_rules.outcome import Outcome
from ce_rules.parameters import Parameter
from ce_rules.sheet import Sheet
from ce_rules.spec import CrossRule, Item
from ce_rules.trace import NotCounted

READS = "hours hours_per_day dates days"


class Filed(NamedTuple):
    """The hours of one activity before and after the day cap, days of another year set apart."""

    hours: Amount
    counted: Amount
    other_year: Amount = 0
    days: tuple[tuple[str, Amount], ...] = ()

    @property
    def over(self) -> Amount:
        """Give the hours above the day cap."""
        return self.hours - self.other_year - self.counted


def filed_hours(a: Activity) -> Amount | None:
    """Give the hours as filed: the days added up, else `hours`; `None` if neither is stated."""
    per_day = a.read("hours_per_day")
    return a.amount("hours") if per_day is None else sum(per_day)


def by_day(a: Activity, year: int, per_day: Amount | None, *, split_years: bool = True) -> Filed | None:
    """Cap the hours of each day; days stated outside `year` are set apart.

    Raises:
        InvalidFact: there are not as many dates as days.
    """
    listed: tuple[Amount, ...] | None = a.read("hours_per_day")
    if listed is None:
        hours = a.amount("hours")
        if hours is None:
            return None
        days = a.read("days")
        most = hours if per_day is None or days is None else per_day * days
        return Filed(hours, min(hours, most))
    dates = a.read("dates")
    if dates is None:
        hours = sum(listed)
        return Filed(hours, hours if per_day is None else sum(min(one, per_day) for one in listed))
    if len(dates) != len(listed):
        raise InvalidFact("dates", [day.isoformat() for day in dates], f"与每日学时相同的 {len(listed)} 个日期")
    other: Amount = 0
    on: dict[str, Amount] = {}
    for day, one in zip(dates, listed, strict=True):
        if split_years and day.year != year:
            other += one
        else:
            on[day.isoformat()] = on.get(day.isoformat(), 0) + one
    days_capped = tuple((day, _capped(one, per_day)) for day, one in on.items())
    return Filed(sum(listed), sum(one for _, one in days_capped), other, days_capped)


def _capped(hours: Amount, most: Amount | None) -> Amount:
    return hours if most is None else min(hours, most)


def day_items(sheet: Sheet, filed: Filed, per_day: Parameter) -> tuple[NotCounted, ...]:
    """Write what the day cap cuts within one activity."""
    if not filed.over:
        return ()
    template = "实际 {hours} 学时，每天最多折算 {most} 学时，超出 {over} 学时不计"
    return (
        sheet.item(
            "over_cap_day",
            filed.over,
            per_day,
            template,
            hours=filed.hours - filed.other_year,
            most=per_day.amount,
            over=filed.over,
        ),
    )


def other_year_items(sheet: Sheet, filed: Filed, clause: str) -> tuple[NotCounted, ...]:
    """Write the days that belong to another year."""
    if not filed.other_year:
        return ()
    template = "其中 {other} 学时的日期不在 {year} 年度内，不计"
    item = sheet.item("wrong_year", filed.other_year, clause, template, other=filed.other_year, year=sheet.scope.year)
    return (item,)


def one_cap_a_day(
    per_day: str, types: tuple[str, ...], clause: str, when: tuple[str, ...] | None = None, name: str = "day"
) -> CrossRule:
    """Hold the day cap over several activities of one person on one day (每人每天)."""

    def formula(items: Sequence[Item], sheet: Sheet) -> Mapping[int, Outcome]:
        most = sheet.param(per_day)
        used: dict[str, Amount] = {}
        changed: dict[int, Outcome] = {}
        for item in items:
            if not item.outcome.entries:
                continue
            over: Amount = 0
            for day, hours in item.outcome.days:
                room = max(0, most.amount - used.get(day, 0))
                used[day] = used.get(day, 0) + min(hours, room)
                over += max(0, hours - room)
            if over:
                changed[item.index] = _less(item.outcome, over, most, sheet)
        return changed

    return CrossRule(name, formula, clause, types, "dates", ("dates",), when)


def _less(outcome: Outcome, over: Amount, most: Parameter, sheet: Sheet) -> Outcome:
    template = "同一天各项合计最多折算 {most} 学时，本项其中 {over} 学时不计"
    item = sheet.item("over_cap_day", over, most, template, most=most.amount, over=over)
    (account, amount), *rest = outcome.entries
    left = amount - over
    return outcome.also(
        converted=left + sum(one for _, one in rest),
        entries=((account, left), *rest),
        not_counted=(*outcome.not_counted, item),
    )
