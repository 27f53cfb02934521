"""Sessions of offline exams (考次): announce them, call them off, show them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from ce_exam.application.ports import ExamUnitOfWork, Rules
from ce_exam.domain.errors import BadSession, OfflineTooLate, SessionOver
from ce_exam.domain.exam_mode import ExamMode
from ce_exam.domain.session import Registration, Session, Venue
from ce_kit.clock import local_date
from ce_kit.ids import new_id


def announce_session(
    uow: ExamUnitOfWork,
    rules: Rules,
    *,
    now: datetime,
    exam_id: str,
    starts_at: datetime,
    ends_at: datetime,
    registration_opens_at: datetime,
    registration_closes_at: datetime,
    cancel_until: datetime | None,
    venues: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """Announce a session; whether its day is in time is asked of the rules first. One transaction.

    Raises:
        ExamNotFound, BadSession: no such exam; fields that contradict each other or the exam.
        OfflineTooLate: after the notice's last day.
        RegistrationInterfered: another session was announced at the same time.
    """
    with uow.reader() as before:
        exam = before.exams.get(exam_id)
    held_on = local_date(starts_at)
    ruling = rules.offline_session(exam.year, held_on, local_date(registration_closes_at))
    if not ruling.allowed:
        raise OfflineTooLate(f"{held_on} 的考次超过期限：{ruling.reason}（{ruling.clause}）", clause=ruling.clause)
    with uow:
        session = Session(
            session_id=new_id(),
            exam_id=exam_id,
            year=exam.year,
            category=exam.category,
            number=uow.sessions.last_number(exam.year, exam.category) + 1,
            held_on=held_on,
            starts_at=starts_at,
            ends_at=ends_at,
            registration_opens_at=registration_opens_at,
            registration_closes_at=registration_closes_at,
            cancel_until=cancel_until or registration_closes_at,
            clause=ruling.clause,
            announced_at=now,
            venues=tuple(
                Venue(number, venue["name"], venue["address"], venue["seats"])
                for number, venue in enumerate(venues, start=1)
            ),
        )
        session.check()
        if exam.mode is not ExamMode.OFFLINE or not exam.opens_on <= held_on <= exam.closes_on:
            raise BadSession(f"考次应属于集中定点考试，且在 {exam.opens_on} 至 {exam.closes_on} 之间")
        uow.sessions.add(session)
        uow.audit.record("session.announced", session.session_id, {"exam_id": exam_id, "held_on": held_on.isoformat()})
        uow.commit()
    return {"session": session_view(session, {})}


def call_off_session(uow: ExamUnitOfWork, *, now: datetime, session_id: str, reason: str) -> dict[str, Any]:
    """Call a session off and cancel its registrations; one transaction.

    Raises:
        SessionNotFound, SessionCalledOff, SessionOver: see there.
    """
    with uow:
        session = uow.sessions.get(session_id, lock=True)
        session.check_stands()
        if now >= session.starts_at:
            raise SessionOver("考试已经开始，不能取消考次", session_id=session_id)
        cancelled = uow.sessions.call_off(session_id, reason, now)
        uow.audit.record("session.called_off", session_id, {"reason": reason, "cancelled": cancelled})
        uow.commit()
    return {"cancelled": cancelled}


def list_sessions(uow: ExamUnitOfWork, *, person_id: str, exam_id: str) -> dict[str, Any]:
    """Return the sessions of an exam by time, each with the person's own registration."""
    with uow:
        uow.exams.get(exam_id)
        sessions = uow.sessions.of_exam(exam_id)
        taken = uow.sessions.taken([session.session_id for session in sessions])
        own = {one.session_id: one for one in uow.sessions.of_person(person_id, exam_id)}
    return {
        "sessions": [
            {"session": session_view(session, taken.get(session.session_id, {}))}
            | ({"registration": registration_view(own[session.session_id])} if session.session_id in own else {})
            for session in sessions
        ]
    }


def session_view(session: Session, taken: Mapping[int, int]) -> dict[str, Any]:
    """Return a session as ce.exam.v1.Session; `taken` is seats taken by place."""
    shown = {name: getattr(session, name) for name in Session.__slots__}
    venues = [{**asdict(venue), "free": venue.seats - taken.get(venue.number, 0)} for venue in session.venues]
    return {**shown, "venues": venues, "called_off_reason": session.called_off_reason or ""}


def registration_view(one: Registration) -> dict[str, Any]:
    """Return a registration as ce.exam.v1.Registration."""
    return {name: getattr(one, name) for name in Registration.__slots__}
