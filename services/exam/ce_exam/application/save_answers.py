"""Save answers while the attempt is live (保存答案)."""

from datetime import datetime
from typing import Any

from ce_exam.application.admit import check_capability
from ce_exam.application.ports import Capabilities, ExamUnitOfWork
from ce_exam.application.views import sheet_view
from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.attempt import SavedSheet


def save_answers(
    uow: ExamUnitOfWork,
    capabilities: Capabilities,
    *,
    person_id: str,
    received_at: datetime,
    request_id: str,
    attempt_id: str,
    capability: str,
    sequence: int,
    sheet: AnswerSheet,
) -> dict[str, Any]:
    """Keep the whole sheet unless a newer one is kept; return the one that is kept now. One transaction.

    Raises:
        BadCapability, AttemptNotFound, AttemptOver, AttemptClosed: see there.
    """
    check_capability(capabilities, capability, attempt_id, person_id)
    with uow:
        uow.attempts.get(attempt_id).check_takes(received_at)
        uow.sheets.save([SavedSheet(attempt_id, request_id, sequence, sheet, received_at)])
        kept = uow.sheets.among([attempt_id])[attempt_id]
        uow.commit()
    return {"attempt_id": attempt_id, "saved": sheet_view(kept)}
