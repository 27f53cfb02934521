"""A course and the exam of its category and year: together they are what the rules judge (平台课程与考试)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from ce_credit.domain.activity import Activity, PersonYear


@dataclass(frozen=True, slots=True)
class Attempt:
    """A graded attempt at the exam of a year and category (作答)."""

    attempt_id: str
    person_id: str
    year: int
    category: str
    round: int
    number: int
    mode: str
    passed: bool
    sat_on: date
    version: int
    excused: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is told to the rules: an attempt lost by no fault of its person is not, unless it was passed."""
        return self.passed or not self.excused

    @property
    def person_year(self) -> PersonYear:
        """The year of the person it belongs to."""
        return self.person_id, self.year

    @property
    def result(self) -> str:
        """The result in the words of the rules."""
        return "passed" if self.passed else "failed"


def course_facts(course: Activity, attempts: Sequence[Attempt], *, with_history: bool) -> list[dict[str, Any]]:
    """Return the facts of a course whose category ends with an exam.

    Only attempts of the rounds in which the course was studied concern it, and no excused ones. Attempts in a second
    mode (online or offline) make a second activity of the same course, because the rules choose between the two
    (ZB20 三(二)3).
    Without history only the last result is told: where each resit is paid, the fee of one exam must not be told
    once per course.
    """
    concerned = sorted(
        (one for one in attempts if one.counts and one.round <= course.round),
        key=lambda one: (one.round, one.sat_on, one.number, one.attempt_id),
    )
    if not concerned:
        return [{**_plain(course), "exam": "none"}]
    modes = list(dict.fromkeys(one.mode for one in concerned))
    first, *others = [
        _examined(course, [one for one in concerned if one.mode == mode], with_history=with_history) for mode in modes
    ]
    again = ({**other, "id": f"{course.activity_id}:{other['exam_mode']}"} for other in others)
    return [first, *({**other, "same_as": course.activity_id} for other in again)]


def _examined(course: Activity, attempts: Sequence[Attempt], *, with_history: bool) -> dict[str, Any]:
    until_passed = [*_until_passed(attempts)]
    last = until_passed[-1]
    facts = {
        **_plain(course),
        "exam_mode": last.mode,
        "studied": course.facts["done"],
        "done": max(course.facts["done"], last.sat_on.isoformat()),
    }
    if not with_history:
        return {**facts, "exam": last.result}
    history: list[str] = []
    sat = {number: list(group) for number, group in groupby(until_passed, key=lambda one: one.round)}
    for number in range(1, max(course.round, last.round) + 1):
        history += ["restudy"] * (number > 1) + [one.result for one in sat.get(number, ())]
    return {**facts, "exam_attempts": history}


def _until_passed(attempts: Iterable[Attempt]) -> Iterable[Attempt]:
    for one in attempts:
        yield one
        if one.passed:
            return


def _plain(course: Activity) -> dict[str, Any]:
    return {"id": course.activity_id, "type": course.type, **course.facts}
