"""Scoring an item anew for everyone (试题更正后的重新计分): what each mark becomes by a ruling."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ce_exam.domain.errors import BadRuling
from ce_exam.domain.item import LABELS, Item
from ce_exam.domain.ruling import Remedy, Ruling


class RescoreState(StrEnum):
    """What a re-scoring has come to."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Change:
    """A mark that changes."""

    attempt_id: str
    from_version: int
    from_points: int
    to_points: int
    from_passed: bool
    to_passed: bool


def points_after(held: int, before: int, after: int, full_marks: int, *, may_fall: bool) -> int:
    """Return the points a mark becomes: it moves by what the worth of the sheet moves.

    `held` may be another than `before`, because somebody corrected it; that decision stays.
    """
    moved = min(full_marks, max(0, held + after - before))
    return moved if may_fall else max(held, moved)


def counts_of(concerned: int, changes: Iterable[Change]) -> dict[str, int]:
    """Count who changes."""
    counts = {"concerned": concerned, "higher": 0, "lower": 0, "newly_passed": 0, "newly_failed": 0}
    for one in changes:
        counts["higher"] += one.to_points > one.from_points
        counts["lower"] += one.to_points < one.from_points
        counts["newly_passed"] += one.to_passed and not one.from_passed
        counts["newly_failed"] += one.from_passed and not one.to_passed
    return counts


def check_ruling(item: Item, ruling: Ruling) -> None:
    """Check that an item can be ruled on so. Raises BadRuling."""
    letters = LABELS[: len(item.options)]
    if (ruling.remedy is Remedy.ACCEPT) != bool(ruling.accepted):
        raise BadRuling("更正答案须给出正确答案；删题、送分不须给出")
    for answer in ruling.accepted:
        if not answer or list(answer) != sorted(set(answer)) or not set(answer) <= set(letters):
            raise BadRuling(f"答案“{answer[:10]}”无效，本题的选项为 {letters}，多个选项按字母顺序书写", answer=answer)
