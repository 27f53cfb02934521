"""What becomes of received sheets (答卷认定): pure; whoever asks in whatever order comes to the same end.

The sheet handed in first counts, by time of receipt where several are settled together. Where nothing was handed in
until the time ran out, the newest sheet saved counts. A sheet that was received in time and comes out of the queue
after its attempt was closed by time takes the place of what it was closed with (ADR 0031).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ce_exam.domain.attempt import Attempt, Closing, SavedSheet, Submission
from ce_exam.domain.received import ReceivedSheet, SetAside, SheetKind, handed_in_before, no_attempt, too_late


@dataclass(slots=True)
class Settlement:
    """What is to be written: sheets to keep, attempts to close, closings by time to replace, sheets set aside."""

    saves: list[SavedSheet] = field(default_factory=list)
    handed_in: list[Submission] = field(default_factory=list)
    replacing: list[Submission] = field(default_factory=list)
    set_asides: list[SetAside] = field(default_factory=list)


def settle(
    attempts: Mapping[str, Attempt],
    counted: Mapping[str, Submission],
    saved: Mapping[str, SavedSheet],
    sheets: Sequence[ReceivedSheet],
) -> Settlement:
    """Settle sheets of any attempts; known ones change nothing.

    `counted` is what attempts are closed with, `saved` the newest sheet saved of those that were closed by time.
    """
    done = Settlement()
    by_attempt: dict[str, list[ReceivedSheet]] = defaultdict(list)
    for one in sheets:
        by_attempt[one.attempt_id].append(one)
    for attempt_id, own in by_attempt.items():
        attempt = attempts.get(attempt_id)
        mine = [one for one in own if attempt is not None and one.person_id == attempt.person_id]
        done.set_asides += [no_attempt(one) for one in own if one not in mine]
        if attempt is not None and mine:
            mine.sort(key=_by_receipt)
            _settle_attempt(done, attempt, counted.get(attempt_id), saved.get(attempt_id), mine)
    return done


def _by_receipt(one: ReceivedSheet) -> tuple[object, str]:
    return one.received_at, one.request_id


def _settle_attempt(
    done: Settlement,
    attempt: Attempt,
    closed_with: Submission | None,
    newest: SavedSheet | None,
    sheets: list[ReceivedSheet],
) -> None:
    counts = closed_with
    for one in sheets:
        if attempt.is_late(one.received_at):
            done.set_asides.append(too_late(one, attempt))
        elif one.kind is SheetKind.SAVE:
            saved = SavedSheet(one.attempt_id, one.request_id, one.sequence, one.sheet, one.received_at)
            done.saves.append(saved)
            if counts is not None and counts.closing is Closing.TIME and (newest is None or saved.order > newest.order):
                newest, counts = saved, attempt.closed_by_time(saved)
        elif counts is None or counts.closing is Closing.TIME:
            counts = Submission(
                one.attempt_id, one.request_id, one.sequence, one.sheet, one.received_at, Closing.HANDED_IN
            )
        elif counts.request_id != one.request_id:
            done.set_asides.append(handed_in_before(one, counts))
    if counts is not None and counts is not closed_with:
        (done.handed_in if closed_with is None else done.replacing).append(counts)
