"""Revisions of marks (成绩更正): a mark is never edited, a later version reverses it and says why."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from ce_exam.domain.attempt import Mark
from ce_exam.domain.errors import BadPoints


class CauseKind(StrEnum):
    """Why a mark was revised."""

    CORRECTION = "correction"
    APPEAL = "appeal"
    RESCORE = "rescore"
    LATE_ARRIVAL = "late_arrival"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a mark is revised and who stands for it; without an `id` the attempt itself is the cause."""

    kind: CauseKind
    reason: str
    id: str = ""
    asked_by: str = "exam"
    confirmed_by: str = "exam"


@dataclass(frozen=True, slots=True)
class MarkVersion:
    """One version of a mark; the first one has no cause."""

    version: int
    points: int
    passed: bool
    cause: CauseKind | None = None
    reason: str = ""
    asked_by: str = ""
    confirmed_by: str = ""
    revised_at: datetime | None = None


def revised(mark: Mark, points: int) -> Mark:
    """Return the mark that takes the place of this one."""
    return replace(mark, points=points, passed=points >= mark.pass_mark, version=mark.version + 1)


def check_points(points: int, full_marks: int) -> None:
    """Check that an exam can give these points. Raises BadPoints."""
    if not 0 <= points <= full_marks:
        raise BadPoints(f"成绩 {points} 应在 0 与满分 {full_marks} 之间", full_marks=full_marks)
