"""Flags on sheets (疑点): what a person may want to look at. Nothing follows from them by itself.

Only what was handed in and when is looked at: no camera, no device, no place. Two rules, each with its numbers:
passed in less time than reading takes, and the same uncommon wrong answers on two sheets. A wrong answer that many
chose says nothing, because the distractor was good.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

SECONDS_TO_READ = 3
"""Seconds per question below which nobody has read it."""
SHARED_WRONG = 5
"""Uncommon wrong answers that two sheets must share."""
COMMON_PERMILLE, COMMON_AT_LEAST = 50, 5
"""A wrong answer is common that more than so many thousandths of those asked, and more than so many people, chose."""


class FlagKind(StrEnum):
    """What a flag says."""

    FAST = "fast"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at; `other_attempt_id` is empty for a flag on one sheet."""

    kind: FlagKind
    attempt_id: str
    other_attempt_id: str
    numbers: Mapping[str, int]

    @property
    def text(self) -> str:
        """The flag in words."""
        if self.kind is FlagKind.FAST:
            return f"{self.numbers['questions']} 题用时 {self.numbers['seconds']} 秒且成绩合格，请人工核对"
        return f"两份答卷在共同的 {self.numbers['common']} 题中有 {self.numbers['shared']} 处相同的少见错误，请人工核对"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A graded sheet: seconds it took, and by item the own letters that were chosen if they were wrong, else empty."""

    attempt_id: str
    seconds: int
    passed: bool
    wrong: Mapping[str, str]


def flags_of(sheets: Iterable[Sheet]) -> list[Flag]:
    """Return what there is to look at among the sheets of an exam."""
    known = {sheet.attempt_id: sheet for sheet in sheets}
    return [*_fast(known.values()), *_alike(known)]


def _fast(sheets: Iterable[Sheet]) -> Iterable[Flag]:
    for sheet in sheets:
        questions = len(sheet.wrong)
        if sheet.passed and sheet.seconds < SECONDS_TO_READ * questions:
            yield Flag(FlagKind.FAST, sheet.attempt_id, "", {"seconds": sheet.seconds, "questions": questions})


def _alike(sheets: Mapping[str, Sheet]) -> Iterable[Flag]:
    asked: Counter[str] = Counter(item for sheet in sheets.values() for item in sheet.wrong)
    chose: dict[tuple[str, str], list[str]] = defaultdict(list)
    for sheet in sheets.values():
        for item, letters in sheet.wrong.items():
            if letters:
                chose[item, letters].append(sheet.attempt_id)
    shared: Counter[tuple[str, str]] = Counter()
    for (item, _), people in chose.items():
        if len(people) <= max(COMMON_AT_LEAST, asked[item] * COMMON_PERMILLE // 1000):
            shared.update(combinations(sorted(people), 2))
    for (first, second), count in sorted(shared.items()):
        if count >= SHARED_WRONG:
            common = len(sheets[first].wrong.keys() & sheets[second].wrong.keys())
            yield Flag(FlagKind.ALIKE, first, second, {"shared": count, "common": common})
