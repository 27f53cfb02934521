"""Import items into the bank from a spreadsheet (导入题库)."""

from collections import Counter
from typing import Any

from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.item import Item
from ce_exam.domain.item_list import TEMPLATE, ItemRow, judge
from ce_kit.call import Actor
from ce_kit.ids import new_id
from ce_kit.rows import Sheets

NEW, CHANGED, UNCHANGED, REJECTED = "NEW", "CHANGED", "UNCHANGED", "REJECTED"


def import_items(
    uow: ExamUnitOfWork, sheets: Sheets, actor: Actor, *, file_ticket: str, dry_run: bool
) -> dict[str, Any]:
    """Read the file, then write all good rows in one transaction; a dry run writes nothing.

    A row that differs from the newest version of its item becomes the next version; papers drawn before keep theirs.

    Returns:
        {import_id, dry_run, counts, rows, unknown_columns} as ImportItemsResponse.

    Raises:
        BadFileTicket, UnreadableFile, MissingColumn: the file as a whole cannot be used.
        ImportInterfered: another import wrote the same items at the same time.
    """
    file_sha256, sheet = sheets.read(file_ticket, actor.id)
    lines, unknown = TEMPLATE.read(sheet)
    rows = judge(lines)
    import_id = "" if dry_run else new_id()
    with uow:
        plan = [(row, *_decide(row, current)) for current in [_current(uow, rows)] for row in rows]
        counts = dict(Counter(status for _, status, _ in plan))
        if not dry_run:
            uow.items.add_versions([item for _, _, item in plan if item is not None], import_id)
            uow.audit.record("items.imported", import_id, {"file_sha256": file_sha256, "counts": counts})
            uow.commit()
    return {
        "import_id": import_id,
        "dry_run": dry_run,
        "counts": counts,
        "rows": [row.report(status, row.subject) for row, status, _ in plan],
        "unknown_columns": unknown,
    }


def _current(uow: ExamUnitOfWork, rows: list[ItemRow]) -> dict[tuple[int, str], Item]:
    return uow.items.current({row.year for row in rows if not row.problems})


def _decide(row: ItemRow, current: dict[tuple[int, str], Item]) -> tuple[str, Item | None]:
    """Return what becomes of a row, and the version to add."""
    if row.problems:
        return REJECTED, None
    known = current.get((row.year, row.code))
    item = row.to_item(new_id(), known.version + 1 if known else 1)
    if known is None:
        return NEW, item
    return (UNCHANGED, None) if known.content_sha256 == item.content_sha256 else (CHANGED, item)
