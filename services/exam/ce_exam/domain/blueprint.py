"""Blueprints of papers (组卷方案): how many items of which topic and difficulty."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ce_exam.domain.errors import PoolTooSmall
from ce_exam.domain.item import Difficulty, Item

WORDS = {Difficulty.EASY: "易", Difficulty.MEDIUM: "中", Difficulty.HARD: "难"}


@dataclass(frozen=True, slots=True)
class BlueprintLine:
    """So many items of a difficulty; of one topic (主题), or of any where `topic` is empty."""

    difficulty: Difficulty
    count: int
    topic: str = ""

    def admits(self, item: Item) -> bool:
        """Tell whether an item may fill this line."""
        return item.difficulty is self.difficulty and self.topic in ("", item.topic)


Blueprint = tuple[BlueprintLine, ...]

_DIFFICULTIES = list(Difficulty)


def canonical(lines: Iterable[BlueprintLine]) -> Blueprint:
    """Return the lines in the order in which they are filled: those of a topic before those that take any."""
    return tuple(sorted(lines, key=lambda one: (not one.topic, one.topic, _DIFFICULTIES.index(one.difficulty))))


def check_pool(pool: Iterable[Item], blueprint: Blueprint) -> None:
    """Check that a paper can be drawn.

    Raises:
        PoolTooSmall: there are fewer items of a topic and difficulty, or of a difficulty, than the blueprint asks for.
    """
    items = list(pool)
    wanted = {line: line.count for line in blueprint if line.topic}
    for difficulty in Difficulty:
        count = sum(line.count for line in blueprint if line.difficulty is difficulty)
        wanted[BlueprintLine(difficulty, count)] = count  # lines of a topic take from what the others may take
    have = Counter(line for line in wanted for item in items if line.admits(item))
    for line, count in wanted.items():
        if have[line] < count:
            topic = f"主题“{line.topic}”" if line.topic else ""
            raise PoolTooSmall(
                f"题库中{topic}难度“{WORDS[line.difficulty]}”的试题只有 {have[line]} 道，组卷需要 {count} 道；"
                "请补充试题或调整组卷方案",
                difficulty=line.difficulty,
                topic=line.topic,
                have=have[line],
                needed=count,
            )
