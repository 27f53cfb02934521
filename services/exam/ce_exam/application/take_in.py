"""Take in sheets that the gateway received (收卷): many at once, one statement per table."""

from collections.abc import Sequence
from datetime import datetime

from ce_exam.application.close_attempts import grade_batch, regrade_batch
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.attempt import Closing, Submission
from ce_exam.domain.received import ReceivedSheet, SetAside, SheetKind, received, ungradable
from ce_exam.domain.settling import settle


def take_in(
    uow: ExamUnitOfWork, sheets: Sequence[ReceivedSheet], now: datetime, unreadable: Sequence[SetAside] = ()
) -> None:
    """Keep, grade or set aside each sheet, whatever was done with it before; one transaction.

    A sheet that comes twice changes nothing: a save is not newer than itself, and a request that closed its attempt
    or was set aside is known by its id.
    """
    with uow:
        _settle(uow, sheets, now, unreadable)
        uow.commit()


def take_in_ungraded(uow: ExamUnitOfWork, one: ReceivedSheet) -> None:
    """Keep a sheet on which grading failed, close its attempt without a mark and tell its owner; one transaction."""
    with uow:
        if one.kind is SheetKind.SUBMIT and uow.attempts.among([one.attempt_id], lock=True):
            closing = Submission(
                one.attempt_id, one.request_id, one.sequence, one.sheet, one.received_at, Closing.HANDED_IN
            )
            uow.attempts.hand_in([closing], graded=False)
        uow.set_asides.add([ungradable(one)])
        uow.audit.record("sheet.ungradable", one.attempt_id, {"request_id": one.request_id})
        uow.commit()


def take_in_again(uow: ExamUnitOfWork, aside: SetAside, now: datetime) -> None:
    """Settle a sheet anew on which grading failed; it stays set aside only for another reason. One transaction."""
    with uow:
        uow.attempts.among([aside.attempt_id], lock=True)  # first, as whoever takes sheets in does
        uow.set_asides.withdraw(aside)
        _settle(uow, [received(aside)], now)
        uow.commit()


def _settle(
    uow: ExamUnitOfWork, sheets: Sequence[ReceivedSheet], now: datetime, unreadable: Sequence[SetAside] = ()
) -> None:
    ids = {one.attempt_id for one in sheets}
    attempts = uow.attempts.among(ids, lock=True)
    counted = uow.attempts.submissions(ids)
    by_time = [one.attempt_id for one in counted.values() if one.closing is Closing.TIME]
    done = settle(attempts, counted, uow.sheets.among(by_time), sheets)
    uow.sheets.save(done.saves)
    uow.set_asides.add([*done.set_asides, *unreadable])
    grade_batch(uow, uow.attempts.hand_in(done.handed_in), now)
    if done.replacing:
        regrade_batch(uow, done.replacing, counted, now)
