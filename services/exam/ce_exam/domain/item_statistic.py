"""Statistics of items (试题统计): what real attempts say of a question, as sums that can be added up in any order.

Shares of points are whole thousandths. Difficulty (难度) is the share of its points that an item gave away.
Discrimination (区分度) is the corrected item-total correlation: of the points at the item with those at the rest of
the paper, so that an item does not agree with itself.
"""

from dataclasses import dataclass, field
from decimal import Decimal

FEWEST_FOR_DISCRIMINATION = 30
FULL = 1000
_HUNDREDTH = Decimal("0.01")
_TOO_EASY, _TOO_HARD, _WEAK = Decimal("0.95"), Decimal("0.20"), Decimal("0.20")


@dataclass(slots=True)
class ItemStatistic:
    """Sums over the papers of one version of an item; `points` and `rest` in thousandths of what could be gained."""

    item_version_id: str
    exposures: int = 0
    graded: int = 0
    blank: int = 0
    points: int = 0
    points_squared: int = 0
    rest: int = 0
    rest_squared: int = 0
    points_rest: int = 0
    chosen: dict[str, int] = field(default_factory=dict)

    def add(self, chosen: str, points: int, rest: int) -> None:
        """Add a graded sheet: the item's own letters that were chosen, thousandths here and on the rest."""
        self.graded += 1
        self.blank += not chosen
        self.chosen[chosen] = self.chosen.get(chosen, 0) + 1
        self.points += points
        self.points_squared += points * points
        self.rest += rest
        self.rest_squared += rest * rest
        self.points_rest += points * rest

    @property
    def difficulty(self) -> Decimal | None:
        """Share of the points that were gained, 0.00 to 1.00; None when nobody was graded."""
        return (Decimal(self.points) / (self.graded * FULL)).quantize(_HUNDREDTH) if self.graded else None

    @property
    def discrimination(self) -> Decimal | None:
        """Correlation with the rest of the paper, -1.00 to 1.00; None with few sheets, or where nothing varies."""
        count = self.graded
        own = count * self.points_squared - self.points**2
        other = count * self.rest_squared - self.rest**2
        if count < FEWEST_FOR_DISCRIMINATION or own == 0 or other == 0:
            return None
        together = Decimal(count * self.points_rest - self.points * self.rest)
        return (together / (Decimal(own).sqrt() * Decimal(other).sqrt())).quantize(_HUNDREDTH)

    def remarks(self, answer: str) -> list[str]:
        """Tell what somebody should look at; `answer` is the item's key."""
        if self.graded < FEWEST_FOR_DISCRIMINATION:
            return []
        found = []
        difficulty, discrimination = self.difficulty, self.discrimination
        most = max(self.chosen, key=lambda letters: (self.chosen[letters], letters))
        if discrimination is not None and discrimination < 0:
            found.append(f"区分度 {discrimination} 为负：成绩好的人反而答错，请先核对答案")
        elif discrimination is not None and discrimination < _WEAK:
            found.append(f"区分度 {discrimination} 偏低（低于 {_WEAK}），请检查题干和干扰项")
        if most not in ("", answer):
            found.append(f"选 {most} 的有 {self.chosen[most]} 人，多于答案 {answer} 的 {self.chosen.get(answer, 0)} 人")
        if difficulty is not None and difficulty > _TOO_EASY:
            found.append(f"得分率 {difficulty} 过高，几乎人人答对")
        if difficulty is not None and difficulty < _TOO_HARD:
            found.append(f"得分率 {difficulty} 过低，请核对答案和难度")
        return found
