"""Jobs of the queue exam.submissions: sheets as the gateway put them there, one or many in a message."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.errors import BadAnswers
from ce_exam.domain.received import ReceivedSheet, SetAside, SetAsideReason, SheetKind
from ce_nameko.api import Poison


def sheets_of(message: Any) -> list[Any]:
    """Return the jobs in a message.

    Raises:
        Poison: the message holds no list of them.
    """
    jobs = message.get("sheets") if isinstance(message, dict) else None
    if not isinstance(jobs, list):
        raise Poison("no answer sheets")
    return jobs


def read_job(job: Any) -> ReceivedSheet | SetAside:
    """Read a job; a sheet that cannot be read, or is not the one its receipt was given for, is set aside.

    Raises:
        Poison: the job does not even say whose sheet it is.
    """
    try:
        fields = {
            "attempt_id": _text(job, "attempt_id"),
            "request_id": _text(job, "request_id"),
            "person_id": _text(job, "person_id"),
            "kind": SheetKind(job["kind"]),
            "sequence": int(job["sequence"]),
            "received_at": datetime.fromisoformat(job["received_at"]),
        }
        sha256 = _text(job, "answers_sha256")
    except (KeyError, TypeError, ValueError) as error:
        raise Poison(f"no answer sheet: {error}") from error
    try:
        sheet = AnswerSheet.from_json(job.get("answers"))
    except BadAnswers:
        sheet = None
    if sheet is None or sheet.sha256 != sha256:
        message = "答卷内容与收据不符，无法评分，请凭收据联系组织考试的单位"
        reason = SetAsideReason.UNREADABLE
        return SetAside(**fields, answers=job.get("answers"), answers_sha256=sha256, reason=reason, message=message)
    return ReceivedSheet(**fields, sheet=sheet)


def _text(job: Mapping[str, Any], name: str) -> str:
    value = job[name]
    if not isinstance(value, str) or not 1 <= len(value) <= 64:
        raise ValueError(f"{name} is no text of 1 to 64 characters")
    return value
