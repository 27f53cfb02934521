"""Count working days by the public holiday calendar with its exchanged days (工作日、节假日调休)."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar

from ce_rules.errors import RulesError


class HolidaysUnknown(RulesError):
    """Tell that the holiday calendar of a year is not published or not installed (节假日安排未知)."""

    kind = "FAILED_PRECONDITION"
    reason = "HOLIDAYS_UNKNOWN"


def is_workday(day: date) -> bool:
    """Tell whether offices work on `day`, weekends that are exchanged for holidays included.

    Raises:
        HolidaysUnknown: the State Council's arrangement for that year is not in the installed calendar.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        raise HolidaysUnknown(
            f"没有 {day.year} 年的节假日安排，无法计算工作日；请升级 chinesecalendar 或人工核对", year=day.year
        ) from None


def workdays_before(start: date, filed: date) -> int:
    """Count the working days from `filed` (included) to the day before `start` (开班日不计)."""
    if filed >= start:
        return 0
    return sum(is_workday(filed + timedelta(days=n)) for n in range((start - filed).days))


def last_day_before(start: date, workdays: int) -> date:
    """Give the last day with at least so many working days between it (included) and `start` (not counted).

    Raises:
        HolidaysUnknown: as `is_workday`.
    """
    is_workday(start)  # a year beyond the calendar is refused before the way back begins
    day, ahead = start, 0
    while ahead < workdays:
        day -= timedelta(days=1)
        ahead += is_workday(day)
    return day
