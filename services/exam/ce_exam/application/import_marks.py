"""Bring in the marks of an offline session, and confirm them by a second person (导入成绩、复核)."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ce_exam.application.graded import graded_fact
from ce_exam.application.offline_ports import MarkImport
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.attempt import Attempt, Mark
from ce_exam.domain.errors import AlreadyDecided, RegistrationInterfered, SecondPersonNeeded, SessionNotOver
from ce_exam.domain.exam import Exam
from ce_exam.domain.mark_list import TEMPLATE, MarkRow, judge, verdict_on
from ce_exam.domain.paper import printed
from ce_exam.domain.session import Registration, Session
from ce_files.rows import Sheets
from ce_kit.call import Actor
from ce_kit.ids import new_id
from ce_kit.pages import after, cut, limit

READ, REJECTED = "READ", "REJECTED"


def import_marks(
    uow: ExamUnitOfWork,
    sheets: Sheets,
    actor: Actor,
    *,
    now: datetime,
    session_id: str,
    file_ticket: str,
    dry_run: bool,
) -> dict[str, Any]:
    """Read the file and keep its good rows until somebody else decides; one transaction, a dry run writes nothing.

    Returns:
        {import_id, dry_run, counts, rows, unknown_columns, not_listed} as ImportMarksResponse.

    Raises:
        BadFileTicket, UnreadableFile, MissingColumn: the file as a whole cannot be used.
        SessionNotFound, SessionCalledOff, SessionNotOver: see there.
    """
    file_sha256, sheet = sheets.read(file_ticket, actor.id)
    lines, unknown = TEMPLATE.read(sheet)
    import_id = "" if dry_run else new_id()
    with uow:
        session = uow.sessions.get(session_id)
        session.check_stands()
        if now < session.ends_at:
            raise SessionNotOver("考试尚未结束，结束后才能导入成绩", session_id=session_id)
        exam = uow.exams.get(session.exam_id)
        registrations = {one.admission_number: one for one in uow.sessions.registrations(session_id)}
        people = uow.people.among({one.person_id for one in registrations.values()})
        names = {person_id: person.name for person_id, person in people.items()}
        rows = judge(lines, registrations, names, exam.full_marks)
        good = [(row, row.registration) for row in rows if not row.problems and row.registration is not None]
        listed = {row.number_text for row in rows}
        not_listed = [number for number, one in registrations.items() if one.is_live and number not in listed]
        counts = _counts(rows, exam, len(not_listed))
        if not dry_run:
            marks = [(registration.registration_id, row.points) for row, registration in good]
            uow.mark_imports.add(MarkImport(import_id, session_id, file_sha256, marks, counts, actor.id, now))
            uow.audit.record(
                "marks.imported", session_id, {"import_id": import_id, "file_sha256": file_sha256, **counts}
            )
            uow.commit()
    return {
        "import_id": import_id,
        "dry_run": dry_run,
        "counts": counts,
        "rows": [row.report(REJECTED if row.problems else READ, row.number_text) for row in rows],
        "unknown_columns": unknown,
        "not_listed": not_listed,
    }


def _counts(rows: Sequence[MarkRow], exam: Exam, not_listed: int) -> dict[str, int]:
    counts = Counter(REJECTED if row.problems else READ for row in rows)
    for row in rows:
        if not row.problems:
            counts[verdict_on(row.points, exam.pass_mark).name] += 1
    return dict(counts + Counter(NOT_LISTED=not_listed))


def decide_marks(
    uow: ExamUnitOfWork, actor: Actor, *, now: datetime, import_id: str, confirm: bool, reason: str
) -> dict[str, Any]:
    """Confirm or reject an import; confirmed marks become attempts and are told. One transaction.

    Raises:
        MarkImportNotFound, AlreadyDecided: see there.
        SecondPersonNeeded: the caller imported them.
        RegistrationInterfered: somebody on the list was settled by another import.
    """
    with uow:
        found = uow.mark_imports.get(import_id)
        if found.imported_by == actor.id:
            raise SecondPersonNeeded("成绩须由导入人以外的另一名管理员复核", import_id=import_id)
        session = uow.sessions.get(found.session_id, lock=True)
        if not uow.mark_imports.decide(import_id, confirmed=confirm, reason=reason, decided_by=actor.id, now=now):
            raise AlreadyDecided("这批成绩已经复核过", import_id=import_id)
        graded = _settle(uow, session, found, now) if confirm else 0
        decided = {"import_id": import_id, "confirmed": confirm, "reason": reason, "graded": graded}
        uow.audit.record("marks.decided", session.session_id, decided)
        uow.commit()
    return {"graded": graded, "absent": sum(points is None for _, points in found.marks) if confirm else 0}


def _settle(uow: ExamUnitOfWork, session: Session, found: MarkImport, now: datetime) -> int:
    exam = uow.exams.get(session.exam_id)
    registrations = {one.registration_id: one for one in uow.sessions.registrations(session.session_id)}
    absent = {registration_id: points is None for registration_id, points in found.marks}
    if uow.sessions.settle(absent, now) < len(absent):
        raise RegistrationInterfered("其中有人的成绩已由另一批导入确认，请重新导入其余成绩", import_id=found.import_id)
    points_of = {registrations[one]: points for one, points in found.marks if points is not None}
    places = uow.records.places({one.person_id for one in points_of}, exam.year, exam.category)
    uow.papers.add(printed(exam.exam_id))
    attempts = {
        new_id(): (registration, points, places[registration.person_id]) for registration, points in points_of.items()
    }
    sat = [_attempt(attempt_id, one, session, place) for attempt_id, (one, _, place) in attempts.items()]
    if uow.sessions.sat(sat) < len(sat):
        raise RegistrationInterfered("其中有人同时参加了另一场考试，请重试", import_id=found.import_id)
    marks = {
        attempt_id: Mark(points, exam.pass_mark, points >= exam.pass_mark, session.held_on)
        for attempt_id, (_, points, _) in attempts.items()
    }
    if marks:
        uow.attempts.give_marks(marks, now)
    for attempt in sat:
        mark = marks[attempt.attempt_id]
        uow.audit.record("attempt.graded", attempt.attempt_id, {"points": mark.points, "import_id": found.import_id})
    uow.outbox.extend(graded_fact(attempt, exam, marks[attempt.attempt_id]) for attempt in sat)
    return len(sat)


def _attempt(attempt_id: str, one: Registration, session: Session, place: tuple[int, int]) -> Attempt:
    before, round_number = place
    return Attempt(
        attempt_id=attempt_id,
        person_id=one.person_id,
        exam_id=one.exam_id,
        year=one.year,
        category=one.category,
        number=before + 1,
        round=round_number,
        request_id=one.registration_id,
        paper_hash=printed(one.exam_id).paper_hash,
        started_at=session.starts_at,
        deadline=session.ends_at,
        closed_at=session.ends_at,
    )


def list_mark_imports(uow: ExamUnitOfWork, *, session_id: str) -> dict[str, Any]:
    """Return the imports of a session, newest first."""
    with uow:
        uow.sessions.get(session_id)
        found = uow.mark_imports.of_session(session_id)
    return {
        "imports": [
            {**{name: getattr(one, name) for name in MarkImport.__slots__}, "decided": one.confirmed is not None}
            for one in found
        ]
    }


def list_mark_import_rows(uow: ExamUnitOfWork, *, import_id: str, page_size: int, page_token: str) -> dict[str, Any]:
    """Return the marks of an import by admission number, for who confirms them. Raises MarkImportNotFound."""
    key = after(page_token)
    with uow:
        found = uow.mark_imports.get(import_id)
        session = uow.sessions.get(found.session_id)
        pass_mark = uow.exams.get(session.exam_id).pass_mark
        seats = {one.registration_id: one for one in uow.sessions.registrations(session.session_id)}
        read = sorted(((seats[one], points) for one, points in found.marks), key=lambda row: row[0].admission_number)
        later = [row for row in read if not key or row[0].admission_number > str(key[0])]
        page, token = cut(later[: limit(page_size)], page_size, lambda row: [row[0].admission_number])
        people = uow.people.among({seat.person_id for seat, _ in page})
    names = {person_id: person.name for person_id, person in people.items()}
    return {
        "rows": [_row_view(seat, points, pass_mark, names.get(seat.person_id, "")) for seat, points in page],
        "next_page_token": token,
    }


def _row_view(seat: Registration, points: int | None, pass_mark: int, name: str) -> dict[str, Any]:
    return {
        "admission_number": seat.admission_number,
        "venue_number": seat.venue_number,
        "seat_number": seat.seat_number,
        "person_id": seat.person_id,
        "name": name,
        "points": points or 0,
        "verdict": verdict_on(points, pass_mark),
    }
