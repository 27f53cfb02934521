"""Check validity before any cap (有效性先于上限): proof, review, year, deadline.

Each function makes a `Guard` with the clause of the plugin that uses it; the order of the guards of a rule is
the order in which reasons are given.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ce_rules.activity import Activity
from ce_rules.outcome import Outcome
from ce_rules.rule import Between, Guard
from ce_rules.sheet import Desk, Sheet
from ce_rules.trace import NotCounted
from ce_rules.vocabulary import vocabulary


def year_of(activity: Activity, sheet: Sheet) -> int:
    """Give the year an activity is put on: `for_year`, in a window the year it was done, else the year asked about."""
    year = activity.count("for_year", 0)
    if not year and sheet.scope.window is not None and "done" in activity.readable:
        done = activity.day("done")
        year = done.year if done is not None and done.year in sheet.scope.years else 0
    return year or sheet.scope.year


def year_start(desk: Desk) -> date:
    """Give the first day of the year asked about."""
    return date(desk.scope.year, 1, 1)


def year_end(desk: Desk) -> date:
    """Give the last day of the year asked about."""
    return date(desk.scope.year, 12, 31)


def day_of(parameter: str) -> Callable[[Desk], date]:
    """Give a function that looks up a day."""
    return lambda desk: desk.day(parameter)


def genuine(clause: str) -> Guard:
    """Refuse forged proof (弄虚作假)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        if a.word("proof") != "forged":
            return None
        return sheet.item("fraud", outcome.would_count, clause, "证明材料虚假，予以驳回并按规定处理")

    return Guard(check, ("proof",))


def not_rejected(clause: str) -> Guard:
    """Refuse what a reviewer rejected (审核驳回)."""
    words = {"employer": "用人单位", "industry_authority": "行业主管部门", "hrss": "人社部门"}

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        step = a.word("rejected_by")
        if step is None:
            return None
        return sheet.item("rejected", outcome.would_count, clause, "{who}审核时驳回", who=words[step])

    return Guard(check, ("rejected_by",))


def proven(clause: str) -> Guard:
    """Refuse what has no proof (证明材料)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        if a.word("proof") != "missing":
            return None
        return sheet.item("proof_missing", outcome.would_count, clause, "未上传证明材料，不予认定")

    return Guard(check, ("proof",))


def proof_shows_hours(clause: str) -> Guard:
    """Refuse proof that does not show the hours (能够体现学时的证明材料)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        if a.word("proof") != "certificate_without_hours":
            return None
        return sheet.item("proof_insufficient", outcome.would_count, clause, "证明材料未载明学时，不能据以登记")

    return Guard(check, ("proof",))


def reviewed(chain: str) -> Guard:
    """Refuse what has not passed every step the notice asks for (逐级审核)."""
    words = {"employer": "用人单位审核", "industry_authority": "行业主管部门审验", "hrss": "人社部门审验"}

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        passed = a.words("review")
        if passed is None:
            return None
        asked = sheet.param(chain)
        open_steps = [words[step] for step in asked.items if step in words and step not in passed]
        if not open_steps:
            return None
        return sheet.item("not_reviewed", outcome.would_count, asked, "尚待{steps}", steps="、".join(open_steps))

    return Guard(check, ("review",))


def reviewed_when(chain: str, others: tuple[tuple[str, str, str], ...]) -> Guard:
    """Do the same with another chain under a reading: (setting, reading, parameter)."""
    plain = reviewed(chain)

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        if a.words("review") is None:
            return None
        for setting, reading, other in others:
            if sheet.reading(setting) == reading:
                return reviewed(other).check(a, sheet, outcome)
        return plain.check(a, sheet, outcome)

    return Guard(check, ("review",))


def study_day(
    a: Activity,
    sheet: Sheet,
    outcome: Outcome,
    clause: str,
    year: int,
    year_end_when: tuple[str, ...] | None = None,
) -> NotCounted | None:
    """Compare `done` with the year: before it is another year, after it is late (unless a reading sets no end)."""
    day = a.day("done")
    if day is None:
        return None
    if day.year < year:
        return _other_year(sheet, outcome, clause, "done", day, year)
    if day.year > year and (year_end_when is None or sheet.reading(year_end_when[0]) in year_end_when[1:]):
        return _late(sheet, outcome, clause, "done", day, date(year, 12, 31))
    return None


def of_the_year(clause: str, facts: tuple[str, ...] = ("done",)) -> Guard:
    """Refuse what is not of the year it is put on (当年有效)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        year = year_of(a, sheet)
        if year not in sheet.scope.years:
            template = "申报计入 {year} 年度，不属于所问年度"
            return sheet.item("wrong_year", outcome.would_count, clause, template, year=year)
        for name in facts:
            day = a.day(name)
            if day is not None and day.year != year:
                return _other_year(sheet, outcome, clause, name, day, year)
        return None

    return Guard(check, ("for_year", *facts), {name: Between(year_start, year_end) for name in facts})


def in_study_time(clause: str, last_day: str, facts: tuple[str, ...] = ("done",)) -> Guard:
    """Refuse study before the year (不属于本年度) and after the last day (逾期)."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        year = year_of(a, sheet)
        if year not in sheet.scope.years:
            template = "申报计入 {year} 年度，不属于所问年度"
            return sheet.item("wrong_year", outcome.would_count, clause, template, year=year)
        for name in facts:
            day = a.day(name)
            if day is None:
                continue
            if day.year < year:
                return _other_year(sheet, outcome, clause, name, day, year)
            last = sheet.desk.day(last_day, year)
            if day > last:
                return _late(sheet, outcome, sheet.param(last_day).clause, name, day, last)
        return None

    return Guard(check, ("for_year", *facts), {name: Between(year_start, day_of(last_day)) for name in facts})


def filed_by_day(last_day: str, fact: str = "filed", when: tuple[str, ...] | None = None) -> Guard:
    """Refuse what was filed (or reviewed) after the last day (逾期申报); under the reading `when` only."""

    def check(a: Activity, sheet: Sheet, outcome: Outcome) -> NotCounted | None:
        if when is not None and sheet.reading(when[0]) not in when[1:]:
            return None
        day = a.day(fact)
        if day is None:
            return None
        last = sheet.desk.day(last_day, year_of(a, sheet))
        if day <= last:
            return None
        return _late(sheet, outcome, sheet.param(last_day).clause, fact, day, last)

    plain = {} if when else {fact: Between(year_start, day_of(last_day))}
    return Guard(check, ("for_year", fact), plain)


def _other_year(sheet: Sheet, outcome: Outcome, clause: str, name: str, day: date, year: int) -> NotCounted:
    what = vocabulary().fields[name].text
    template = "{what} {day}，不属于 {year} 年度"
    return sheet.item("wrong_year", outcome.would_count, clause, template, what=what, day=day.isoformat(), year=year)


def _late(sheet: Sheet, outcome: Outcome, clause: str, name: str, day: date, last: date) -> NotCounted:
    what = vocabulary().fields[name].text
    template = "{what} {day}，晚于截止日 {last}"
    return sheet.item(
        "late", outcome.would_count, clause, template, what=what, day=day.isoformat(), last=last.isoformat()
    )
