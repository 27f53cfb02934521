"""Look for flags, show and close them (疑点): for a person to judge, never a sanction by itself."""

from datetime import datetime
from typing import Any

from ce_exam.application.integrity_ports import Looks, RaisedFlag
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.errors import AlreadyDecided
from ce_kit.call import Actor
from ce_kit.pages import after, cut, limit


def look_for_flags(uow: ExamUnitOfWork, looks: Looks, *, now: datetime, exam_id: str) -> dict[str, Any]:
    """Look through an exam outside of the transaction, then keep what is new. Raises ExamNotFound."""
    with uow.reader() as before:
        exam = before.exams.get(exam_id)
    sheets, found = looks.look(exam)
    with uow:
        raised = uow.flags.raise_new(exam_id, found, now)
        uow.audit.record("integrity.looked", exam_id, {"sheets": sheets, "raised": raised})
        uow.commit()
    return {"sheets": sheets, "raised": raised}


def list_flags(
    uow: ExamUnitOfWork, *, exam_id: str, with_closed: bool, page_size: int, page_token: str
) -> dict[str, Any]:
    """Return flags of an exam, newest first. Raises ExamNotFound."""
    key = after(page_token)
    with uow:
        uow.exams.get(exam_id)
        found = uow.flags.page(exam_id, str(key[0]) if key else None, limit(page_size), with_closed=with_closed)
    page, token = cut(found, page_size, lambda one: [one.flag_id])
    return {"flags": [_view(one) for one in page], "next_page_token": token}


def close_flag(uow: ExamUnitOfWork, actor: Actor, *, now: datetime, flag_id: str, note: str) -> dict[str, Any]:
    """Close a flag with what was found by looking; one transaction.

    Raises:
        FlagNotFound, AlreadyDecided: see there.
    """
    with uow:
        uow.flags.check(flag_id)
        if not uow.flags.close(flag_id, note, actor.id, now):
            raise AlreadyDecided("该疑点已经关闭", flag_id=flag_id)
        uow.audit.record("integrity.flag_closed", flag_id, {"note": note})
        uow.commit()
    return {}


def _view(one: RaisedFlag) -> dict[str, Any]:
    return {
        "flag_id": one.flag_id,
        "kind": one.flag.kind,
        "attempt_id": one.flag.attempt_id,
        "other_attempt_id": one.flag.other_attempt_id,
        "numbers": dict(one.flag.numbers),
        "text": one.flag.text,
        "raised_at": one.raised_at,
        "closed": one.note is not None,
        "note": one.note or "",
        "closed_by": one.closed_by,
    }
