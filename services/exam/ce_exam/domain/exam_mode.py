"""Modes of exams (考试方式): online or offline, and whether choosing one excludes the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ExamMode(StrEnum):
    """Where an exam is sat (线上考试、集中定点考试)."""

    ONLINE = "online"
    OFFLINE = "offline"


MODE_WORDS = {ExamMode.ONLINE: "线上考试", ExamMode.OFFLINE: "集中定点考试"}


@dataclass(frozen=True, slots=True)
class ModePolicy:
    """Whether a person may sit in one mode only in a year and category (二选一), e.g. ZB20 三(二)3."""

    exclusive: bool = False
    change_after_failure: bool = False
    clause: str = ""


NOT_RULED = ModePolicy()


@dataclass(frozen=True, slots=True)
class Choice:
    """A mode that a person chose: by beginning an attempt or by registering; `failed` once it came to nothing."""

    mode: ExamMode
    chosen_at: datetime
    failed: bool


def excluded_by(policy: ModePolicy, choices: Sequence[Choice], mode: ExamMode) -> ExamMode | None:
    """Return the mode whose choice keeps a person from this one; None when nothing does."""
    if not policy.exclusive or not choices:
        return None
    chosen = min(choices, key=lambda one: one.chosen_at).mode
    if chosen is mode or (policy.change_after_failure and all(one.failed for one in choices)):
        return None
    return chosen
