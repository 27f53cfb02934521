"""Hand in an attempt (交卷)."""

from datetime import datetime
from typing import Any

from ce_exam.application.admit import check_capability
from ce_exam.application.close_attempts import close_batch
from ce_exam.application.ports import Capabilities, ExamUnitOfWork
from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.attempt import Closing, Submission
from ce_kit.errors import RequestIdReused


def submit_attempt(
    uow: ExamUnitOfWork,
    capabilities: Capabilities,
    *,
    person_id: str,
    received_at: datetime,
    now: datetime,
    request_id: str,
    attempt_id: str,
    capability: str,
    sequence: int,
    sheet: AnswerSheet,
) -> dict[str, Any]:
    """Take in the whole sheet, close the attempt and grade it; one transaction.

    The sheet needs no earlier save. `received_at` decides whether it is in time. Repeated with the same request id
    it gives the same answer.

    Raises:
        BadCapability, AttemptNotFound, AttemptOver, AttemptClosed: see there.
        RequestIdReused: the same request id came with another sheet.
    """
    check_capability(capabilities, capability, attempt_id, person_id)
    with uow:
        attempt = uow.attempts.get(attempt_id, lock=True)
        known = uow.attempts.submission(attempt_id)
        if known is None or known.request_id != request_id:
            attempt.check_takes(received_at)
            known = Submission(attempt_id, request_id, sequence, sheet, received_at, Closing.HANDED_IN)
            close_batch(uow, [known], now)
        elif (known.sequence, known.sheet) != (sequence, sheet):
            raise RequestIdReused("此请求编号已用于内容不同的答卷，请换用新的请求编号", request_id=request_id)
        uow.commit()
    return {
        "attempt_id": attempt_id,
        "sequence": known.sequence,
        "answers_sha256": known.sheet.sha256,
        "received_at": known.received_at,
    }
