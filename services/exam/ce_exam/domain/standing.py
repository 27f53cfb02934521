"""Standing (考试资格): may this person sit this exam now, and if not, why not and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from ce_exam.domain import errors
from ce_exam.domain.attempt import Attempt, AttemptState
from ce_exam.domain.attempt_policy import AfterFailure, yuan
from ce_exam.domain.exam import Exam
from ce_exam.domain.exam_mode import MODE_WORDS, Choice, ExamMode, excluded_by
from ce_exam.domain.window import Extension, window_of
from ce_kit.errors import DomainError


class Status(StrEnum):
    """The first of the reasons that holds, in the order in which a person can do something about them."""

    PASSED = "passed"
    LIVE = "live"
    LIVE_ELSEWHERE = "live_elsewhere"
    REGISTERED = "registered"
    MODE_CHOSEN = "mode_chosen"
    NOT_OPEN = "not_open"
    CLOSED = "closed"
    AWAITING_MARK = "awaiting_mark"
    RESIT_UNPAID = "resit_unpaid"
    RESTUDY_NEEDED = "restudy_needed"
    HOURS_MISSING = "hours_missing"
    ELIGIBLE = "eligible"


@dataclass(frozen=True, slots=True)
class Record:
    """What one person did towards one year and category, over all its exams: the rules count by the year.

    `hours` are those of completed courses by round of study; a granted restudy begins the next round.
    """

    attempts: tuple[Attempt, ...] = ()
    hours: Mapping[int, Decimal] = field(default_factory=dict)
    resits_paid: int = 0
    restudies: int = 0
    choices: tuple[Choice, ...] = ()
    registered_for: str = ""
    """Offline exam for which the person has a seat, without a mark yet; empty for none."""
    extensions: tuple[Extension, ...] = ()
    """More time granted, in exams of any year."""

    @property
    def round(self) -> int:
        """The present round of study, from 1."""
        return 1 + self.restudies

    @property
    def in_round(self) -> int:
        """Attempts of the present round that count: those begun, and the one a person is registered for."""
        begun = sum(one.round == self.round and not one.excused for one in self.attempts)
        return begun + bool(self.registered_for)

    @property
    def hours_in_round(self) -> Decimal:
        """Hours of courses completed in the present round."""
        return self.hours.get(self.round, Decimal(0))

    def live_at(self, now: datetime) -> Attempt | None:
        """Return the attempt that is being sat."""
        return next((one for one in self.attempts if one.state_at(now) is AttemptState.LIVE), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer with its numbers; `attempts_allowed` is None without limit, `attempt_id` names a live attempt."""

    status: Status
    message: str
    round: int
    hours_needed: Decimal
    hours_have: Decimal
    attempts_used: int
    attempts_allowed: int | None
    attempt_id: str = ""


def standing_of(exam: Exam, record: Record, now: datetime) -> Standing:
    """Judge from the facts and the clock alone."""
    live = record.live_at(now)
    allowed = exam.policy.allowed(record.round, record.resits_paid)
    status = _status(exam, record, allowed, live, now)
    bare = Standing(
        status,
        "",
        round=record.round,
        hours_needed=exam.min_study_hours,
        hours_have=record.hours_in_round,
        attempts_used=record.in_round,
        attempts_allowed=allowed,
        attempt_id=live.attempt_id if live else "",
    )
    return replace(bare, message=_message(exam, bare))


def _status(exam: Exam, record: Record, allowed: int | None, live: Attempt | None, now: datetime) -> Status:
    spent = allowed is not None and record.in_round >= allowed
    paid = exam.policy.after_failure is AfterFailure.PAID_RESIT
    excluded = excluded_by(exam.mode_policy, record.choices, exam.mode)
    window = window_of(exam, record.extensions)
    reasons = (
        (Status.PASSED, any(one.mark is not None and one.mark.passed for one in record.attempts)),
        (Status.LIVE, live is not None and live.exam_id == exam.exam_id),
        (Status.LIVE_ELSEWHERE, live is not None),
        (Status.REGISTERED, record.registered_for == exam.exam_id),
        (Status.MODE_CHOSEN, excluded is not None),
        (Status.NOT_OPEN, exam.mode is ExamMode.ONLINE and now < window.opens_at),
        (Status.CLOSED, now >= window.closes_at),
        (Status.AWAITING_MARK, any(one.mark is None for one in record.attempts)),
        (Status.RESIT_UNPAID, spent and paid),
        (Status.RESTUDY_NEEDED, spent),
        (Status.HOURS_MISSING, record.hours_in_round < exam.min_study_hours),
    )
    return next((status for status, holds in reasons if holds), Status.ELIGIBLE)


def _message(exam: Exam, standing: Standing) -> str:
    clause = f"（{exam.policy.clause}）" if exam.policy.clause else ""
    mode_clause = f"（{exam.mode_policy.clause}）" if exam.mode_policy.clause else ""
    fee = "" if exam.policy.resit_fee_fen is None else f" {yuan(exam.policy.resit_fee_fen)} 元"
    missing = standing.hours_needed - standing.hours_have
    turn = "" if standing.round == 1 else f"第 {standing.round} 轮"
    return {
        Status.PASSED: "已考试合格，无需再考",
        Status.LIVE: "正在考试，可继续作答",
        Status.LIVE_ELSEWHERE: "正在参加同年度同科目的另一场考试，请先交卷",
        Status.REGISTERED: "已报名集中定点考试，请按准考证参加；成绩确认后在此显示",
        Status.MODE_CHOSEN: (
            f"{exam.year} 年度已选择{MODE_WORDS[_other(exam.mode)]}，两种方式只能二选一{mode_clause}；"
            "尚未考试的报名可在截止前取消"
        ),
        Status.NOT_OPEN: f"考试自 {exam.opens_on} 起开放，截至 {exam.closes_on}",
        Status.CLOSED: f"考试已于 {exam.closes_on} 截止",
        Status.AWAITING_MARK: "上一次考试正在评分，请稍候再试",
        Status.RESIT_UNPAID: f"已考 {standing.attempts_used} 次未合格，补考费{fee}，请先缴纳{clause}",
        Status.RESTUDY_NEEDED: f"{standing.attempts_used} 次考试均未合格，须先申请重新学习{clause}",
        Status.HOURS_MISSING: (
            f"{exam.year} 年度{turn}已完成 {_hours(standing.hours_have)} 学时，"
            f"需 {_hours(standing.hours_needed)} 学时，还差 {_hours(missing)} 学时，请先完成学习"
        ),
        Status.ELIGIBLE: "可以开始考试" if exam.mode is ExamMode.ONLINE else "可以报名集中定点考试",
    }[standing.status]


def _other(mode: ExamMode) -> ExamMode:
    return ExamMode.OFFLINE if mode is ExamMode.ONLINE else ExamMode.ONLINE


def _hours(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


_REFUSALS: Mapping[Status, type[DomainError]] = {
    Status.PASSED: errors.AlreadyPassed,
    Status.LIVE_ELSEWHERE: errors.LiveElsewhere,
    Status.REGISTERED: errors.AlreadyRegistered,
    Status.MODE_CHOSEN: errors.ModeChosen,
    Status.NOT_OPEN: errors.ExamNotOpen,
    Status.CLOSED: errors.ExamClosed,
    Status.AWAITING_MARK: errors.AwaitingMark,
    Status.RESIT_UNPAID: errors.ResitUnpaid,
    Status.RESTUDY_NEEDED: errors.RestudyNeeded,
    Status.HOURS_MISSING: errors.HoursMissing,
}


def check_may_start(exam: Exam, standing: Standing) -> None:
    """Check that an attempt may begin.

    Raises:
        HeldOffline: it is sat in sessions; and the refusals of `check_may_sit`.
    """
    if exam.mode is ExamMode.OFFLINE:
        raise errors.HeldOffline("本考试为集中定点考试，请报名参加考次", exam_id=exam.exam_id)
    check_may_sit(exam, standing)


def check_may_sit(exam: Exam, standing: Standing) -> None:
    """Check that a person may begin online, or register for a session.

    Raises:
        AlreadyPassed, LiveElsewhere, AlreadyRegistered, ModeChosen, ExamNotOpen, ExamClosed, AwaitingMark, ResitUnpaid,
        RestudyNeeded, HoursMissing
    """
    if standing.status not in _REFUSALS:
        return
    metadata: dict[str, object] = {
        "exam_id": exam.exam_id,
        "year": exam.year,
        "category": exam.category,
        "round": standing.round,
    }
    if standing.status is Status.RESIT_UNPAID:
        # what billing needs to know for the order
        fee = exam.policy.resit_fee_fen
        metadata |= {"product": "resit", "reference": exam.exam_id, "fee_fen": "" if fee is None else fee}
    if standing.status is Status.HOURS_MISSING:
        metadata |= {"needed": _hours(standing.hours_needed), "have": _hours(standing.hours_have)}
    if standing.status in (Status.RESIT_UNPAID, Status.RESTUDY_NEEDED):
        metadata |= {"attempts_used": standing.attempts_used, "clause": exam.policy.clause}
    raise _REFUSALS[standing.status](standing.message, **metadata)


def check_may_restudy(exam: Exam, standing: Standing) -> None:
    """Check that studying again is what is needed (申请重新学习).

    Raises:
        ExamClosed: a new round could not end in an attempt.
        RestudyNotNeeded: chances are left, the last attempt has no mark yet, or this exam knows no new study.
    """
    if standing.status is Status.RESTUDY_NEEDED:
        return
    if standing.status is Status.CLOSED:
        raise errors.ExamClosed(standing.message, exam_id=exam.exam_id)
    raise errors.RestudyNotNeeded(
        f"现在不需要重新学习：{standing.message}", exam_id=exam.exam_id, round=standing.round, status=standing.status
    )
