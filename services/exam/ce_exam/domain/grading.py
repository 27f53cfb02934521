"""Grading (评分): paper, key and answer sheet in, points out. Pure and total: any sheet gets a mark."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.item import LABELS
from ce_exam.domain.paper import Drawn
from ce_exam.domain.ruling import Remedy, Ruling, Rulings


class MultipleChoiceRule(StrEnum):
    """What a multiple-choice question gives when not all right options were chosen, and no wrong one."""

    ALL_OR_NOTHING = "all_or_nothing"
    PROPORTIONAL = "proportional"


Key = Mapping[str, str]
"""Right letters by item version."""

NO_RULINGS: Rulings = {}


def points_of(
    drawn: Sequence[Drawn],
    key: Key,
    sheet: AnswerSheet,
    points_per_item: int,
    rule: MultipleChoiceRule,
    rulings: Rulings = NO_RULINGS,
) -> int:
    """Return the points of a sheet.

    Letters the paper does not show make the question wrong; questions it does not have give nothing. Items ruled on
    count as ruled; what such a ruling alone would take away stays unless it says that marks may fall.
    """
    concerned = {one.item_version_id: rulings[one.item_version_id] for one in drawn if one.item_version_id in rulings}
    harsh = {version: ruling for version, ruling in concerned.items() if ruling.marks_may_fall}
    total = _points_of(drawn, key, sheet, points_per_item, rule, harsh)
    if len(harsh) == len(concerned):
        return total
    return max(total, _points_of(drawn, key, sheet, points_per_item, rule, concerned))


def _points_of(
    drawn: Sequence[Drawn],
    key: Key,
    sheet: AnswerSheet,
    points_per_item: int,
    rule: MultipleChoiceRule,
    rulings: Rulings,
) -> int:
    chosen = sheet.by_number
    total = dropped = 0
    for number, one in enumerate(drawn, start=1):
        ruling = rulings.get(one.item_version_id)
        if ruling is not None and ruling.remedy is Remedy.DROP:
            dropped += 1
            continue
        own = _own_letters(chosen.get(number, ""), one.order)
        total += _ruled_points(own, key[one.item_version_id], points_per_item, rule, ruling)
    if not dropped:
        return total
    kept = len(drawn) - dropped
    return -(-total * len(drawn) // kept) if kept else len(drawn) * points_per_item  # a part of a point is rounded up


def _ruled_points(
    chosen: set[str] | None, key: str, points: int, rule: MultipleChoiceRule, ruling: Ruling | None
) -> int:
    if ruling is None:
        return _points(chosen, set(key), points, rule)
    if ruling.remedy is Remedy.GIVE:
        return points
    return max(_points(chosen, set(right), points, rule) for right in ruling.accepted)


def shares_of(
    drawn: Sequence[Drawn], key: Key, sheet: AnswerSheet, rule: MultipleChoiceRule
) -> list[tuple[str, str, int]]:
    """Return per question the version, the item's own letters that were chosen, and thousandths of its points gained.

    Rulings are left aside: this tells of the item, not of the person.
    """
    found, chosen = [], sheet.by_number
    for number, one in enumerate(drawn, start=1):
        own = _own_letters(chosen.get(number, ""), one.order)
        points = _points(own, set(key[one.item_version_id]), 1000, rule)
        found.append((one.item_version_id, "".join(sorted(own or "")), points))
    return found


def _own_letters(shown: str, order: str) -> set[str] | None:
    """Turn letters as shown into the item's own; None when one of them was not shown."""
    places = [LABELS.index(letter) for letter in shown]
    if any(place >= len(order) for place in places):
        return None
    return {order[place] for place in places}


def _points(chosen: set[str] | None, right: set[str], points: int, rule: MultipleChoiceRule) -> int:
    if not chosen:
        return 0
    if chosen == right:
        return points
    if rule is MultipleChoiceRule.PROPORTIONAL and chosen < right:
        return points * len(chosen) // len(right)
    return 0
