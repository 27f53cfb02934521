"""Register for a session of an offline exam, and cancel that (线下考试报名、取消报名)."""

from datetime import datetime
from typing import Any

from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.application.sessions import registration_view
from ce_exam.domain.errors import RegistrationInterfered, RegistrationNotFound, TooLateToCancel
from ce_exam.domain.session import Registration
from ce_exam.domain.standing import Record, check_may_sit, standing_of
from ce_kit.ids import new_id


def register_for_session(
    uow: ExamUnitOfWork, *, person_id: str, now: datetime, session_id: str, venue_number: int
) -> dict[str, Any]:
    """Take a seat; seats of a session are given one after the other. One transaction.

    Raises:
        SessionNotFound, SessionCalledOff, RegistrationClosed, SessionFull: see there; and those of `check_may_sit`.
        RegistrationInterfered: another registration of the same person came at the same time.
    """
    with uow:
        session = uow.sessions.get(session_id, lock=True)
        session.check_takes_registrations(now)
        exam = uow.exams.get(session.exam_id)
        uow.records.hold(person_id)
        record = uow.records.of_person(person_id).get((exam.year, exam.category), Record())
        check_may_sit(exam, standing_of(exam, record, now))
        taken = {(one.venue_number, one.seat_number) for one in uow.sessions.registrations(session_id)}
        seat = session.free_seat(taken, venue_number)
        registration = Registration(
            registration_id=new_id(),
            session_id=session_id,
            exam_id=session.exam_id,
            year=session.year,
            category=session.category,
            person_id=person_id,
            venue_number=seat[0],
            seat_number=seat[1],
            admission_number=session.admission_number(seat),
            registered_at=now,
        )
        if not uow.sessions.register(registration):
            raise RegistrationInterfered("另一次报名同时进行，请重试", session_id=session_id)
        uow.audit.record("session.registered", session_id, {"person_id": person_id, "seat": list(seat)})
        uow.commit()
    return {"registration": registration_view(registration)}


def cancel_registration(uow: ExamUnitOfWork, *, person_id: str, now: datetime, registration_id: str) -> dict[str, Any]:
    """Give the seat back; one transaction.

    Raises:
        RegistrationNotFound: there is none, or it is another person's.
        TooLateToCancel: the time for it is over, or it came to an end already.
    """
    with uow:
        registration = uow.sessions.registration(registration_id, lock=True)
        if registration is None or registration.person_id != person_id:
            raise RegistrationNotFound("没有这次报名", registration_id=registration_id)
        session = uow.sessions.get(registration.session_id)
        if not registration.is_live or now >= session.cancel_until:
            raise TooLateToCancel("取消报名的时间已过，或报名已经结束", registration_id=registration_id)
        uow.sessions.cancel(registration_id, now)
        uow.audit.record("session.registration_cancelled", session.session_id, {"person_id": person_id})
        uow.commit()
    return {}
