"""Resits (补考): one may be bought for each failed attempt, ZB20 三(三)."""

from collections.abc import Sequence
from dataclasses import dataclass

from ce_billing.domain.errors import AlreadyPaid, NoFailedAttempt


@dataclass(frozen=True, slots=True)
class Attempt:
    """A graded attempt, as exam told it."""

    attempt_id: str
    person_id: str
    exam_id: str
    year: int
    category: str
    mode: str
    passed: bool
    excused: bool = False


@dataclass(frozen=True, slots=True)
class ResitNeed:
    """A person's failures in an exam's year and category, and the resits paid for them; exam counts by these, too."""

    year: int
    category: str
    mode: str
    failed: int
    paid: int


def need_of(exam_id: str, attempts: Sequence[Attempt], paid_exam_ids: Sequence[str]) -> ResitNeed:
    """Return what a resit of this exam would be for.

    `attempts` are all graded ones of the person, `paid_exam_ids` the exams of the resits the person has paid. A failure
    that exam has excused is none.

    Raises:
        NoFailedAttempt: the exam was not failed, or was passed since.
        AlreadyPaid: every failure has its paid resit.
    """
    attempts = [attempt for attempt in attempts if attempt.passed or not attempt.excused]
    own = [attempt for attempt in attempts if attempt.exam_id == exam_id]
    if not own:
        raise NoFailedAttempt(
            "没有您在这场考试中不合格的记录，无须缴纳补考费；刚刚交卷的，请稍候片刻再试", exam_id=exam_id
        )
    year, category, mode = own[-1].year, own[-1].category, own[-1].mode
    counted = [attempt for attempt in attempts if (attempt.year, attempt.category) == (year, category)]
    if any(attempt.passed for attempt in counted):
        raise NoFailedAttempt(f"您已通过 {year} 年度的考试，无须补考", exam_id=exam_id)
    exams = {attempt.exam_id for attempt in counted}
    need = ResitNeed(year, category, mode, len(counted), sum(paid in exams for paid in paid_exam_ids))
    if need.failed <= need.paid:
        raise AlreadyPaid(
            f"不合格 {need.failed} 次，已缴补考费 {need.paid} 次，可直接参加补考", failed=need.failed, paid=need.paid
        )
    return need
