"""Import the catalogue of courses from a spreadsheet (导入课程目录)."""

from collections import Counter
from datetime import datetime
from typing import Any

from ce_files.rows import Sheets
from ce_kit.call import Actor
from ce_kit.clock import local_date
from ce_kit.ids import new_id
from ce_learning.application.ports import LearningUnitOfWork
from ce_learning.domain.catalogue_list import CODE, TEMPLATE, CatalogueRow, judge
from ce_learning.domain.course import Course

NEW, UPDATED, UNCHANGED, REJECTED = "NEW", "UPDATED", "UNCHANGED", "REJECTED"


def import_catalogue(
    uow: LearningUnitOfWork, sheets: Sheets, actor: Actor, *, now: datetime, file_ticket: str, dry_run: bool
) -> dict[str, Any]:
    """Read the file, then write all good rows in one transaction; a dry run writes nothing.

    Returns:
        {import_id, dry_run, counts, rows, unknown_columns} as ImportCatalogueResponse.

    Raises:
        BadFileTicket, FileNotStored, UnreadableFile, MissingColumn: the file as a whole cannot be used.
    """
    file_sha256, sheet = sheets.read(file_ticket, actor.id)
    lines, unknown = TEMPLATE.read(sheet)
    rows = judge(lines, local_date(now).year)
    with uow:
        plan = _plan(uow, rows)
        counts = dict(Counter(status for status, _ in plan))
        answer = {
            "import_id": "" if dry_run else new_id(),
            "dry_run": dry_run,
            "counts": counts,
            "rows": [row.report(status, row.subject) for row, (status, _) in zip(rows, plan, strict=True)],
            "unknown_columns": unknown,
        }
        if not dry_run:
            uow.courses.add_all((course for status, course in plan if status == NEW and course), now)
            uow.courses.change_all((course for status, course in plan if status == UPDATED and course), now)
            log = {**answer, "file_sha256": file_sha256, "actor_id": actor.id, "created_at": now}
            uow.courses.log_import(log)
            uow.audit.record("catalogue.imported", answer["import_id"], {"counts": counts, "sha256": file_sha256})
            uow.commit()
    return answer


def _plan(uow: LearningUnitOfWork, rows: list[CatalogueRow]) -> list[tuple[str, Course | None]]:
    """Decide for each row what becomes of it: (status, the course as it will be)."""
    known = uow.courses.by_keys({(row.year, row.code) for row in rows if row.terms})
    taken = uow.courses.taken([course.course_id for course in known.values()])
    return [_decide(row, known.get((row.year, row.code)), taken) for row in rows]


def _decide(row: CatalogueRow, known: Course | None, taken: set[str]) -> tuple[str, Course | None]:
    if row.terms is None or row.problems:
        return REJECTED, None
    if known is None:
        return NEW, Course(new_id(), row.terms)
    if known.terms == row.terms:
        return UNCHANGED, known
    if known.course_id in taken:
        message = "已有人员选学该课程，内容不能更改；请保留原有内容，另用新编号登记新课程"
        row.refuse("STUDIED_ALREADY", CODE, message)
        return REJECTED, None
    return UPDATED, Course(known.course_id, row.terms)
