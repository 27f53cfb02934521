"""Statistics of items (试题统计): compute them from real attempts, show them."""

from datetime import datetime
from typing import Any

from ce_exam.application.bank_ports import Gathers
from ce_exam.application.list_items import item_view
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.item import Category
from ce_kit.pages import after, cut, limit


def compute(
    uow: ExamUnitOfWork, statistics: Gathers, *, now: datetime, year: int, category: Category
) -> dict[str, Any]:
    """Sum up the attempts outside of the transaction, then keep the sums; one transaction."""
    attempts, found = statistics.gather(year, category)
    with uow:
        uow.statistics.put(year, category, found, now)
        uow.commit()
    return {"attempts": attempts, "items": len(found)}


def show(
    uow: ExamUnitOfWork, *, year: int, category: Category | None, page_size: int, page_token: str
) -> dict[str, Any]:
    """Return what was computed last, items with remarks first."""
    start = int(key[0]) if (key := after(page_token)) else 0
    with uow:
        found = uow.statistics.of_year(year, category)
        items = uow.items.versions([one.item_version_id for one, _ in found])
        retired = uow.items.retirements([year])
    shown: list[dict[str, Any]] = []
    for one, computed_at in found:
        item = items[one.item_version_id]
        view = {
            "item": item_view(item, retired.get((item.year, item.code))),
            "exposures": one.exposures,
            "graded": one.graded,
            "blank": one.blank,
            "difficulty": _text(one.difficulty),
            "discrimination": _text(one.discrimination),
            "chosen": one.chosen,
            "remarks": one.remarks(item.answer),
            "computed_at": computed_at,
        }
        shown.append(view)
    shown.sort(key=lambda one: (not one["remarks"], one["item"]["code"], one["item"]["version"]))
    size = limit(page_size)
    page, token = cut(shown[start : start + size], page_size, lambda _: [start + size - 1])
    return {"statistics": page, "next_page_token": token}


def _text(value: object) -> str:
    return "" if value is None else str(value)
