"""List what is in the item bank (查看题库)."""

from typing import Any

from ce_exam.application.bank_ports import Retirement
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.item import Category, Item
from ce_kit.pages import after, cut, limit


def list_items(
    uow: ExamUnitOfWork, *, year: int, category: Category | None, topic: str, page_size: int, page_token: str
) -> dict[str, Any]:
    """Return current items by code, with their answers; for administrators."""
    key = after(page_token)
    with uow:
        found = uow.items.page(year, category, topic, str(key[0]) if key else None, limit(page_size))
        retired = uow.items.retirements([year])
    page, token = cut(found, page_size, lambda item: [item.code])
    return {"items": [item_view(item, retired.get((year, item.code))) for item in page], "next_page_token": token}


def item_view(item: Item, retirement: Retirement | None) -> dict[str, Any]:
    """Return an item as ce.exam.v1.Item."""
    shown: dict[str, Any] = {name: getattr(item, name) for name in Item.__slots__}
    if retirement is not None and retirement.retired:
        shown |= {"retired": True, "retired_reason": retirement.reason}
    return {"retired": False, "retired_reason": "", **shown}
