"""Export items into a file that the import reads again (导出题库)."""

from typing import Any

from ce_exam.application.bank_ports import ItemFiles
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.errors import ItemNotFound
from ce_exam.domain.item import Category
from ce_exam.domain.item_list import ListFormat
from ce_kit.call import Actor

_NAMES = {None: "", Category.PUBLIC: "公需科目", Category.PROFESSIONAL: "专业科目"}


def export_items(
    uow: ExamUnitOfWork,
    files: ItemFiles,
    actor: Actor,
    *,
    format: ListFormat,
    year: int,
    category: Category | None,
    with_retired: bool,
) -> dict[str, Any]:
    """Write the current items of a year, answers included; the file is for the caller alone.

    Returns:
        {file_ticket, name, count} as ExportItemsResponse.

    Raises:
        ItemNotFound: there is nothing to export.
    """
    with uow.reader() as before:
        current, retired = before.items.current([year]), before.items.retirements([year])
    items = [
        item
        for key, item in sorted(current.items())
        if (category is None or item.category is category)
        and (with_retired or key not in retired or not retired[key].retired)
    ]
    if not items:
        raise ItemNotFound(f"题库中没有 {year} 年度{_NAMES[category]}的试题可导出", year=year)
    stored = files.write(items, format, f"{year}年度{_NAMES[category]}题库", actor.id)
    with uow:
        uow.audit.record("items.exported", str(year), {"format": format, "category": category, "count": len(items)})
        uow.commit()
    return {"file_ticket": stored.file_ticket, "name": stored.name, "count": len(items)}
