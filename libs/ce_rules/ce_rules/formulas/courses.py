"""Read how a platform course was finished (平台课程的学习与考试)."""

from __future__ import annotations

from ce_rules.activity import Activity

READS = "category hours watched exam exam_attempts course"


def unfinished(a: Activity) -> bool:
    """Tell whether fewer hours were watched than the course has (未学完)."""
    watched = a.amount("watched")
    return watched is not None and watched < a.need("hours")


def attempts(a: Activity) -> tuple[str, ...]:
    """List the exam results in order, new study left out."""
    return tuple(result for result in a.words("exam_attempts") or () if result != "restudy")


def exam_result(a: Activity) -> str:
    """Give how the exam ended: the stated result, else the last attempt, else passed."""
    stated = a.word("exam")
    if stated is not None:
        return stated
    sat = attempts(a)
    return sat[-1] if sat else "passed"


def resits(a: Activity) -> int:
    """Count the resits: every attempt after the first."""
    return max(0, len(attempts(a)) - 1)
