"""Close what time has closed already (到时收卷), grade what could not be graded before."""

from collections.abc import Callable
from datetime import datetime

from ce_exam.application.close_attempts import close_overdue, grade_batch, overdue_at
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.application.take_in import take_in_again

BATCH = 200


def sweep(uow: ExamUnitOfWork, horizon: datetime, now: datetime) -> bool:
    """Close one batch of attempts that were overdue at `horizon`; one transaction. Tells whether there may be more."""
    with uow:
        closed = close_overdue(uow, horizon, now, limit=BATCH)
        uow.commit()
    return closed == BATCH


def sweep_each(uow: ExamUnitOfWork, horizon: datetime, now: datetime, failed: Callable[[str, Exception], None]) -> None:
    """Close overdue attempts one by one, each in a transaction of its own: one that cannot be graded is closed alone.

    It is closed without a mark, which `grade_left` gives later; `failed` hears of it.
    """
    with uow:
        people = [(one.attempt_id, one.person_id) for one in uow.attempts.overdue(overdue_at(horizon), BATCH)]
    for attempt_id, person_id in people:
        try:
            with uow:
                close_overdue(uow, horizon, now, limit=BATCH, person_id=person_id)
                uow.commit()
        except Exception as error:
            failed(attempt_id, error)
            with uow:
                close_overdue(uow, horizon, now, limit=BATCH, person_id=person_id, grade=False)
                uow.audit.record("sheet.ungradable", attempt_id, {"request_id": ""})
                uow.commit()


def grade_left(uow: ExamUnitOfWork, now: datetime, failed: Callable[[str, Exception], None]) -> None:
    """Grade attempts that were closed without a mark, then sheets that came too late to close theirs.

    One transaction each; `failed` hears of those that fail again.
    """
    with uow:
        left = uow.attempts.without_mark(BATCH)
    for attempt_id in left:
        try:
            with uow:
                if uow.attempts.among([attempt_id], lock=True)[attempt_id].mark is None:
                    grade_batch(uow, list(uow.attempts.submissions([attempt_id]).values()), now)
                uow.commit()
        except Exception as error:
            failed(attempt_id, error)
    with uow:
        aside = uow.set_asides.ungradable(BATCH)
    for one in aside:
        try:
            take_in_again(uow, one, now)
        except Exception as error:
            failed(one.attempt_id, error)
