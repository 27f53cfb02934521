"""What more time means for one person (延长考试时间): pure, of the exam, the person's record and the clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ce_exam.domain.attempt import Attempt, Closing
from ce_exam.domain.errors import AwaitingMark, BadExtension
from ce_exam.domain.exam import Exam
from ce_exam.domain.standing import Record
from ce_exam.domain.window import Extension, Window, window_of
from ce_kit.clock import SHANGHAI


@dataclass(frozen=True, slots=True)
class Extended:
    """The person's new limits, new deadlines of open attempts, and the attempt that counts no more, if any."""

    window: Window
    deadlines: Mapping[str, datetime]
    excused: Attempt | None = None


def extend(exam: Exam, record: Record, granted: Extension, closing: Closing | None, now: datetime) -> Extended:
    """Apply an extension; `closing` is how the person's last attempt at this exam was closed.

    An attempt that time has closed and that was not passed is excused: the more time is for what it was lost by, so
    that it must not cost a chance.

    Raises:
        BadExtension: neither the person's limits nor the deadline of an open attempt move.
        AwaitingMark: the last attempt is over, and what it was closed by or its mark is not known yet.
    """
    own = [one for one in record.attempts if one.exam_id == exam.exam_id]
    before, after = window_of(exam, record.extensions), window_of(exam, [*record.extensions, granted])
    deadlines = {one.attempt_id: after.deadline_of(one.started_at) for one in own if one.closed_at is None}
    moved = any(one.deadline < deadlines[one.attempt_id] for one in own if one.attempt_id in deadlines)
    longer = after.minutes > before.minutes and not deadlines
    if after.closes_at <= now or not (moved or longer or after.closes_at > before.closes_at):
        raise _nothing_moves(exam, before, own)
    last = own[-1] if own else None
    if last is None or closing is Closing.HANDED_IN or deadlines.get(last.attempt_id, now) > now:
        return Extended(after, deadlines)
    if last.mark is None:
        raise AwaitingMark("上一次考试正在收卷、评分，请稍候再延长", exam_id=exam.exam_id, attempt_id=last.attempt_id)
    passed = any(one.mark is not None and one.mark.passed for one in record.attempts)
    counts = not passed and not last.excused and last.round == record.round
    return Extended(after, deadlines, last if counts else None)


def _nothing_moves(exam: Exam, window: Window, own: list[Attempt]) -> BadExtension:
    closes_at = f"{window.closes_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    numbers: dict[str, object] = {"closes_at": closes_at, "duration_minutes": window.minutes}
    live = next((one for one in own if one.closed_at is None), None)
    sitting = ""
    if live is not None:
        numbers["deadline"] = f"{live.deadline.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        sitting = f"，正在进行的一次至 {numbers['deadline']} 止"
    return BadExtension(
        f"本人每次作答 {window.minutes} 分钟，截至 {closes_at}{sitting}，此次延长不改变其中任何一项；"
        f"请填写多于 {window.minutes - exam.duration_minutes} 的延长分钟数，或晚于现截止日且尚未过去的截止日",
        exam_id=exam.exam_id,
        **numbers,
    )
