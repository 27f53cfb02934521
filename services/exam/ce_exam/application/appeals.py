"""Appeal against a mark and answer that, by two people and a clock (成绩申诉)."""

from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from ce_exam.application.mark_ports import AppealTimes, Workdays
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.application.revise_mark import mark_of, revise_marks
from ce_exam.application.views import without_none
from ce_exam.domain.appeal import Appeal, Step, StepKind
from ce_exam.domain.errors import AlreadyAppealed, AppealTooLate, AttemptNotFound, MarkChanged
from ce_exam.domain.revision import Cause, CauseKind, check_points
from ce_kit.call import Actor
from ce_kit.clock import local_date, local_time
from ce_kit.errors import PermissionDenied
from ce_kit.ids import new_id


def file_appeal(
    uow: ExamUnitOfWork,
    workdays: Workdays,
    times: AppealTimes,
    *,
    person_id: str,
    now: datetime,
    attempt_id: str,
    reason: str,
) -> dict[str, Any]:
    """Appeal once against each mark; the time to answer runs from the next working day. One transaction.

    Raises:
        AttemptNotFound, AwaitingMark, AppealTooLate, AlreadyAppealed: see there.
    """
    with uow:
        attempt = uow.attempts.get(attempt_id)
        if attempt.person_id != person_id:
            raise AttemptNotFound("没有这次考试记录", attempt_id=attempt_id)
        mark = mark_of(attempt)
        since = uow.corrections.history(attempt_id)[-1].revised_at
        last_day = local_date(since or attempt.closed_at or now) + timedelta(days=times.days_to_file)
        if local_date(now) > last_day:
            raise AppealTooLate(f"申诉须在成绩产生后 {times.days_to_file} 天内提出，已于 {last_day} 截止")
        due = workdays.after(local_date(now), times.workdays_to_answer) + timedelta(days=1)
        appeal = Appeal(
            new_id(), attempt_id, person_id, mark.version, mark.points, reason, filed_at=now, decide_by=local_time(due)
        )
        if not uow.appeals.add(appeal):
            raise AlreadyAppealed("对这一成绩已经提出过申诉", attempt_id=attempt_id)
        uow.audit.record("appeal.filed", appeal.appeal_id, {"attempt_id": attempt_id, "version": mark.version})
        uow.commit()
    return {"appeal": appeal_view(appeal, now, None)}


def propose_answer(
    uow: ExamUnitOfWork, actor: Actor, *, now: datetime, appeal_id: str, points: int, reason: str
) -> dict[str, Any]:
    """Propose an answer; a later proposal takes the place of an earlier one. One transaction.

    Raises:
        AppealNotFound, AlreadyDecided, BadPoints: see there.
    """
    with uow:
        appeal = uow.appeals.get(appeal_id, lock=True)
        appeal.check_open()
        attempt = uow.attempts.get(appeal.attempt_id)
        mark = mark_of(attempt)
        check_points(points, uow.exams.get(attempt.exam_id).full_marks)
        number = len(appeal.steps) + 1
        step = Step(number, StepKind.PROPOSED, points, reason, actor.id, now, mark.version, mark.points)
        appeal = _take(uow, appeal, step)
        uow.commit()
    return {"appeal": appeal_view(appeal, now, actor)}


def decide_answer(
    uow: ExamUnitOfWork, actor: Actor, *, now: datetime, appeal_id: str, confirm: bool, reason: str
) -> dict[str, Any]:
    """Confirm the proposed answer, or return it; a confirmed one revises the mark where it says so. One transaction.

    Raises:
        AppealNotFound, AlreadyDecided, NothingProposed, SecondPersonNeeded: see there.
        MarkChanged: the mark is not the one any more that the answer was proposed on.
    """
    with uow:
        appeal = uow.appeals.get(appeal_id, lock=True)
        proposal = appeal.proposal(actor.id)
        kind = StepKind.CONFIRMED if confirm else StepKind.RETURNED
        points = proposal.points if confirm else None
        on = proposal.mark_version, proposal.mark_points
        step = Step(proposal.number + 1, kind, points, reason or proposal.reason, actor.id, now, *on)
        if points is not None:
            _carry_out(uow, appeal, points, proposal, actor, now)
        appeal = _take(uow, appeal, step)
        uow.commit()
    return {"appeal": appeal_view(appeal, now, actor)}


def _carry_out(uow: ExamUnitOfWork, appeal: Appeal, points: int, proposal: Step, actor: Actor, now: datetime) -> None:
    if points != proposal.mark_points:
        cause = Cause(CauseKind.APPEAL, proposal.reason, appeal.appeal_id, proposal.actor_id, actor.id)
        revise_marks(uow, {appeal.attempt_id: points}, cause, now, {appeal.attempt_id: proposal.mark_version})
    elif mark_of(uow.attempts.get(appeal.attempt_id)).version != proposal.mark_version:
        raise MarkChanged("成绩在此期间已有变动，请按现在的成绩重新拟定答复", attempt_id=appeal.attempt_id)


def _take(uow: ExamUnitOfWork, appeal: Appeal, step: Step) -> Appeal:
    uow.appeals.step(appeal.appeal_id, step)
    uow.audit.record(f"appeal.{step.kind}", appeal.appeal_id, {"points": step.points, "reason": step.reason})
    return replace(appeal, steps=(*appeal.steps, step))


def list_appeals(uow: ExamUnitOfWork, actor: Actor, *, now: datetime, everybody: bool) -> dict[str, Any]:
    """Return one's own appeals, or everybody's open ones, the most urgent first.

    Raises:
        PermissionDenied: everybody's, and the caller is no administrator.
    """
    if everybody and not actor.has("city_admin"):
        raise PermissionDenied("只能查看本人的申诉")
    with uow:
        found = uow.appeals.undecided() if everybody else uow.appeals.of_person(actor.id)
    return {"appeals": [appeal_view(one, now, actor) for one in found]}


def appeal_view(one: Appeal, now: datetime, reader: Actor | None) -> dict[str, Any]:
    """Return an appeal as ce.exam.v1.Appeal.

    A proposed answer is told once it is confirmed; its steps to administrators, whose appeal it is not.
    """
    last = one.steps[-1] if one.steps else None
    told = last is not None and not one.is_open
    office = reader is not None and reader.has("city_admin") and reader.id != one.person_id
    return {
        **{name: getattr(one, name) for name in Appeal.__slots__},
        "state": one.state,
        "overdue": one.is_open and now >= one.decide_by,
        "answer": last.reason if told and last else "",
        "points": last.points if told and last and last.points is not None else one.mark_points,
        "steps": [without_none(asdict(step)) for step in one.steps] if office else [],
    }
