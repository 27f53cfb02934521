"""Close what time has closed already (到时收卷)."""

from datetime import datetime

from ce_exam.application.close_attempts import close_overdue
from ce_exam.application.ports import ExamUnitOfWork

BATCH = 200


def sweep(uow: ExamUnitOfWork, now: datetime) -> bool:
    """Close one batch of overdue attempts in one transaction; tell whether there may be more."""
    with uow:
        closed = close_overdue(uow, now, limit=BATCH)
        uow.commit()
    return closed == BATCH
