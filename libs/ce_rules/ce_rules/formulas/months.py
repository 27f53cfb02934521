"""Measure a stay in calendar months (按月计算的时长)."""

from __future__ import annotations

from datetime import date, timedelta

from ce_rules.amounts import Amount
from ce_rules.errors import PluginInvalid
from ce_rules.parameters import Parameter


def full_months(start: date, end: date) -> int:
    """Count full calendar months from the first to the last day, both included: 1 Feb to 28 Feb is one."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    if after.day < start.day and not _is_month_end_of(start, after):
        months -= 1
    return max(0, months)


def thirty_day_months(start: date, end: date) -> int:
    """Count full months of thirty days, first and last day included."""
    return ((end - start).days + 1) // 30


def _is_month_end_of(start: date, after: date) -> bool:
    """Tell whether `after` is the last day of a month too short to hold the day `start` fell on."""
    return (after + timedelta(days=1)).month != after.month and start.day > after.day


def step_of(table: Parameter, months: Amount) -> Amount:
    """Give the value of the last step the length reaches: 满一个月不满二个月.

    The table lists {from, value} with rising `from`, beginning at 0.

    Raises:
        PluginInvalid: the table does not begin at 0 or does not rise.
    """
    steps = table.value
    starts = [step["from"] for step in steps]
    if starts[0] != 0 or starts != sorted(set(starts)):
        raise PluginInvalid(table.id, f"各档起点应从 0 开始并递增：{starts}")
    value: Amount = next(step["value"] for step in reversed(steps) if months >= step["from"])
    return value
