"""Import items into the bank from a list in one of four formats (导入题库)."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ce_exam.application.bank_ports import Alike, ItemLists
from ce_exam.application.ports import ExamUnitOfWork
from ce_exam.domain.item import Item
from ce_exam.domain.item_list import CODE, STEM, ItemRow, default_texts, judge, lines_of
from ce_exam.domain.likeness import wording
from ce_kit.call import Actor
from ce_kit.ids import new_id

NEW, CHANGED, UNCHANGED, REJECTED = "NEW", "CHANGED", "UNCHANGED", "REJECTED"

ItemKey = tuple[int, str]


def import_items(
    uow: ExamUnitOfWork,
    lists: ItemLists,
    likeness: Alike,
    actor: Actor,
    *,
    file_ticket: str,
    dry_run: bool,
    defaults: Mapping[str, Any],
) -> dict[str, Any]:
    """Read the file, then write all good rows in one transaction; a dry run writes nothing.

    A row that differs from the newest version of its item becomes the next version; papers drawn before keep theirs.
    New and changed rows are compared with the bank before the transaction; those alike are told and taken.

    Returns:
        {import_id, dry_run, counts, rows, unknown_columns, format, items_compared} as ImportItemsResponse.

    Raises:
        BadFileTicket, UnreadableFile, MissingColumn: the file as a whole cannot be used.
        ImportInterfered: another import wrote the same items at the same time.
    """
    file_sha256, found = lists.read(file_ticket, actor.id)
    lines, unknown = lines_of(found)
    rows = judge(lines, default_texts(**defaults))
    with uow.reader() as before:
        compared = _warn_of_alike(likeness, rows, _current(before, rows))
    import_id = "" if dry_run else new_id()
    with uow:
        current = _current(uow, rows)
        plan = [(row, *_decide(row, current)) for row in rows]
        _warn_of_retired(uow, plan)
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
        "format": found["format"],
        "items_compared": compared,
    }


def _current(uow: ExamUnitOfWork, rows: list[ItemRow]) -> dict[ItemKey, Item]:
    return uow.items.current({row.year for row in rows if not row.problems})


def _decide(row: ItemRow, current: Mapping[ItemKey, Item]) -> tuple[str, Item | None]:
    """Return what becomes of a row, and the version to add."""
    if row.problems:
        return REJECTED, None
    known = current.get((row.year, row.code))
    item = row.to_item(new_id(), known.version + 1 if known else 1)
    if known is None:
        return NEW, item
    return (UNCHANGED, None) if known.content_sha256 == item.content_sha256 else (CHANGED, item)


def _warn_of_alike(likeness: Alike, rows: list[ItemRow], current: Mapping[ItemKey, Item]) -> int:
    """Warn of new and changed rows that share most of their wording with another item; return how many there were."""
    texts = {_name(key): wording(item) for key, item in current.items()}
    new: dict[str, ItemRow] = {}
    for row in rows:
        _, item = _decide(row, current)
        if item is not None:
            new[_name((row.year, row.code))] = row
            texts[_name((row.year, row.code))] = wording(item)
    if not new or len(texts) > likeness.most_items:
        return 0
    for pair in likeness.pairs(texts, list(new)):
        for own, other in ((pair.second, pair.first), (pair.first, pair.second)):
            if own in new:
                share = f"{pair.permille // 10}%"
                new[own].warn("LIKE_ANOTHER", STEM, f"与试题 {other} 的文字有 {share} 相同，请核对是否重复")
                break  # of two new rows the later one is told
    return len(texts)


def _warn_of_retired(uow: ExamUnitOfWork, plan: list[tuple[ItemRow, str, Item | None]]) -> None:
    retired = uow.items.retirements({item.year for _, _, item in plan if item is not None})
    for row, _, item in plan:
        if item is not None and (one := retired.get((item.year, item.code))) is not None and one.retired:
            row.warn("RETIRED", CODE, f"该题已停用（{one.reason[:60]}），新版本不会进入试卷；需要使用请先恢复")


def _name(key: ItemKey) -> str:
    return f"{key[0]} 年度 {key[1]}"
