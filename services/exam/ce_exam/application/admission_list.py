"""Write the admission list of a session (准考名单)."""

from datetime import datetime
from typing import Any

from ce_exam.application.offline_ports import AdmissionLists, ListForm
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.exam import Exam
from ce_exam.domain.exam_mode import excluded_by
from ce_exam.domain.session import Registration, Session
from ce_exam.domain.standing import Record
from ce_kit.call import Actor
from ce_kit.clock import SHANGHAI

COLUMNS = ("准考证号", "姓名", "身份证号", "考点", "座位号", "成绩")


def write_admission_list(
    uow: ExamUnitOfWork, lists: AdmissionLists, actor: Actor, *, now: datetime, session_id: str, format: ListForm
) -> dict[str, Any]:
    """Write everybody with a seat who may still sit; ID numbers are masked. The file is for the caller alone.

    Whether a person may sit is judged again: who passed or began online since registering is left out and named.

    Returns:
        {file_ticket, name, admitted, left_out} as WriteAdmissionListResponse.

    Raises:
        SessionNotFound, SessionCalledOff, UnprintableCharacter: see there.
    """
    with uow.reader() as before:
        session = before.sessions.get(session_id)
        session.check_stands()
        exam = before.exams.get(session.exam_id)
        registrations = before.sessions.registrations(session_id)
        people = before.people.among({one.person_id for one in registrations})
        left_out = {one.registration_id: why for one in registrations if (why := _why_not(before, exam, one))}
    venues = {venue.number: venue for venue in session.venues}
    rows = []
    for one in registrations:
        if one.registration_id in left_out:
            continue
        person = people.get(one.person_id)
        name, masked = (person.name, person.id_number_masked) if person else ("", "")
        rows.append([one.admission_number, name, masked, venues[one.venue_number].name, str(one.seat_number), ""])
    title = f"{exam.title} 第 {session.number} 考次 准考名单"
    content = {
        "title": title,
        "about": [_when(session), *(f"考点 {one.number}：{one.name}（{one.address}）" for one in session.venues)],
        "columns": COLUMNS,
        "rows": rows,
    }
    stored = lists.write(content, format, title.replace(" ", ""), actor.id)
    with uow:
        uow.audit.record("admission_list.written", session_id, {"format": format, "admitted": len(rows)})
        uow.commit()
    return {
        "file_ticket": stored.file_ticket,
        "name": stored.name,
        "admitted": len(rows),
        "left_out": [
            {"admission_number": one.admission_number, "reason": left_out[one.registration_id]}
            for one in registrations
            if one.registration_id in left_out
        ],
    }


def _why_not(uow: ExamUnitOfWork, exam: Exam, one: Registration) -> str:
    """Return why a registered person may not sit any more; empty when nothing keeps them out."""
    if one.settled_at is not None:
        return "成绩已经确认"
    record = uow.records.of_person(one.person_id).get((exam.year, exam.category), Record())
    if any(attempt.mark is not None and attempt.mark.passed for attempt in record.attempts):
        return "已考试合格"
    if excluded_by(exam.mode_policy, record.choices, exam.mode) is not None:
        return f"已选择线上考试，两种方式只能二选一（{exam.mode_policy.clause}）"
    return ""


def _when(session: Session) -> str:
    start, end = (one.astimezone(SHANGHAI) for one in (session.starts_at, session.ends_at))
    return f"考试时间：{start:%Y-%m-%d %H:%M} 至 {end:%H:%M}"
