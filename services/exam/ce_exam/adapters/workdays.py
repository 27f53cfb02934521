"""Working days by the State Council's calendar of public holidays (工作日、节假日调休)."""

from datetime import date, timedelta

import chinese_calendar

SATURDAY = 5


class CalendarWorkdays:
    """See `application.mark_ports.Workdays`; a year whose holidays are not published yet counts Monday to Friday."""

    def after(self, day: date, count: int) -> date:
        while count:
            day += timedelta(days=1)
            count -= _is_workday(day)
        return day


def _is_workday(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY
