"""Correct a mark: one person asks, another decides (成绩更正); show everything a mark has been."""

from datetime import datetime
from typing import Any

from ce_exam.application.appeals import appeal_view
from ce_exam.application.mark_ports import Correction
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.application.revise_mark import mark_of, revise_marks
from ce_exam.domain.errors import AlreadyDecided, AttemptNotFound, BadPoints, CorrectionPending, SecondPersonNeeded
from ce_exam.domain.revision import Cause, CauseKind, MarkVersion, check_points
from ce_kit.call import Actor
from ce_kit.ids import new_id


def request_correction(
    uow: ExamUnitOfWork, actor: Actor, *, now: datetime, attempt_id: str, points: int, reason: str
) -> dict[str, Any]:
    """Ask for other points; one transaction.

    Raises:
        AttemptNotFound, AwaitingMark, BadPoints, CorrectionPending: see there.
    """
    with uow:
        attempts = uow.attempts.among([attempt_id], lock=True)
        if attempt_id not in attempts:
            raise AttemptNotFound("没有这次考试记录", attempt_id=attempt_id)
        attempt = attempts[attempt_id]
        mark = mark_of(attempt)
        check_points(points, uow.exams.get(attempt.exam_id).full_marks)
        if points == mark.points:
            raise BadPoints(f"成绩现在就是 {points} 分，无需更正", attempt_id=attempt_id)
        if uow.corrections.pending(attempt_id):
            raise CorrectionPending("该成绩已有更正申请待复核", attempt_id=attempt_id)
        correction = Correction(new_id(), attempt_id, mark.version, mark.points, points, reason, actor.id, now)
        uow.corrections.add(correction)
        asked = {"attempt_id": attempt_id, "from": mark.points, "to": points, "reason": reason}
        uow.audit.record("correction.requested", correction.correction_id, asked)
        uow.commit()
    return {"correction": correction}


def decide_correction(
    uow: ExamUnitOfWork, actor: Actor, *, now: datetime, correction_id: str, accept: bool, reason: str
) -> dict[str, Any]:
    """Accept or reject; accepted, the mark is revised and told. One transaction.

    Raises:
        CorrectionNotFound, AlreadyDecided, MarkChanged: see there.
        SecondPersonNeeded: the caller asked for it.
    """
    with uow:
        one = uow.corrections.get(correction_id)
        if one.requested_by == actor.id:
            raise SecondPersonNeeded("更正须由申请人以外的另一名管理员复核", correction_id=correction_id)
        if not uow.corrections.decide(correction_id, accepted=accept, reason=reason, decided_by=actor.id, now=now):
            raise AlreadyDecided("该更正申请已经复核过", correction_id=correction_id)
        if accept:
            cause = Cause(CauseKind.CORRECTION, one.reason, one.correction_id, one.requested_by, actor.id)
            revise_marks(uow, {one.attempt_id: one.to_points}, cause, now, {one.attempt_id: one.from_version})
        decided = {"attempt_id": one.attempt_id, "accepted": accept, "reason": reason}
        uow.audit.record("correction.decided", correction_id, decided)
        uow.commit()
    return {"version": one.from_version + accept}


def list_corrections(uow: ExamUnitOfWork) -> dict[str, Any]:
    """Return corrections that await a decision, oldest first."""
    with uow:
        return {"corrections": uow.corrections.pending()}


def get_mark_history(uow: ExamUnitOfWork, actor: Actor, *, now: datetime, attempt_id: str) -> dict[str, Any]:
    """Return everything a mark has been; who stood for it is told to administrators only.

    Raises:
        AttemptNotFound: there is none, or it is another person's and the caller is no administrator.
    """
    office = actor.has("city_admin")
    with uow:
        attempt = uow.attempts.get(attempt_id)
        if attempt.person_id != actor.id and not office:
            raise AttemptNotFound("没有这次考试记录", attempt_id=attempt_id)
        versions = uow.corrections.history(attempt_id)
        appeals = uow.appeals.of_attempt(attempt_id)
    return {
        "versions": [_version_view(one, office=office) for one in versions],
        "appeals": [appeal_view(one, now, actor) for one in appeals],
    }


def _version_view(one: MarkVersion, *, office: bool) -> dict[str, Any]:
    shown = {name: getattr(one, name) for name in MarkVersion.__slots__ if getattr(one, name) is not None}
    return shown if office else {**shown, "asked_by": "", "confirmed_by": ""}
