"""Sheets as they come from the queue (收到的答卷), and those that do not count."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.attempt import Attempt, Submission
from ce_kit.clock import SHANGHAI


class SheetKind(StrEnum):
    """What a sheet was sent for."""

    SAVE = "save"
    SUBMIT = "submit"


class SetAsideReason(StrEnum):
    """Why a sheet that was received does not count."""

    HANDED_IN_BEFORE = "handed_in_before"
    TOO_LATE = "too_late"
    UNREADABLE = "unreadable"
    NO_ATTEMPT = "no_attempt"
    UNGRADABLE = "ungradable"


@dataclass(frozen=True, slots=True)
class ReceivedSheet:
    """A sheet the gateway gave a receipt for; `received_at` is the time that counts."""

    kind: SheetKind
    attempt_id: str
    person_id: str
    request_id: str
    sequence: int
    sheet: AnswerSheet
    received_at: datetime


@dataclass(frozen=True, slots=True)
class SetAside:
    """A sheet that was received and does not count, as its owner sees it."""

    attempt_id: str
    request_id: str
    person_id: str
    kind: SheetKind
    sequence: int
    answers: object
    answers_sha256: str
    received_at: datetime
    reason: SetAsideReason
    message: str


def set_aside(one: ReceivedSheet, reason: SetAsideReason, message: str) -> SetAside:
    """Return the record of a sheet that does not count."""
    return SetAside(
        one.attempt_id,
        one.request_id,
        one.person_id,
        one.kind,
        one.sequence,
        one.sheet.to_json(),
        one.sheet.sha256,
        one.received_at,
        reason,
        message,
    )


def received(aside: SetAside) -> ReceivedSheet:
    """Return what was received and set aside, to be settled anew. Raises BadAnswers: it cannot be read."""
    sheet = AnswerSheet.from_json(aside.answers)
    return ReceivedSheet(
        aside.kind, aside.attempt_id, aside.person_id, aside.request_id, aside.sequence, sheet, aside.received_at
    )


def too_late(one: ReceivedSheet, attempt: Attempt) -> SetAside:
    """Set aside a sheet that came when the attempt's time had run out."""
    message = f"收到时间 {_shown(one.received_at)} 晚于作答截止时间 {_shown(attempt.deadline)}，不计入成绩"
    return set_aside(one, SetAsideReason.TOO_LATE, message)


def handed_in_before(one: ReceivedSheet, counted: Submission) -> SetAside:
    """Set aside a second sheet of an attempt that was handed in."""
    message = f"本次考试已于 {_shown(counted.received_at)} 交卷，以先收到的答卷为准，本份不计入成绩"
    return set_aside(one, SetAsideReason.HANDED_IN_BEFORE, message)


def no_attempt(one: ReceivedSheet) -> SetAside:
    """Set aside a sheet of an attempt that is not this person's."""
    return set_aside(one, SetAsideReason.NO_ATTEMPT, "没有与此答卷对应的本人考试记录，请联系组织考试的单位")


def ungradable(one: ReceivedSheet) -> SetAside:
    """Set aside a sheet that grading failed on."""
    return set_aside(one, SetAsideReason.UNGRADABLE, "评分出现故障，答卷已完整保存，运维人员处理后成绩会更新")


def _shown(instant: datetime) -> str:
    local = instant.astimezone(SHANGHAI)
    return f"{local:%Y-%m-%d %H:%M:%S}.{local.microsecond // 1000:03d}"
