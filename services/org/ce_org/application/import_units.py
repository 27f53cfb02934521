"""Import units from a spreadsheet (批量内置单位, ZB20 一.2–3)."""

from collections import Counter
from datetime import date
from typing import Any

from ce_files.rows import Sheets
from ce_kit.call import Actor
from ce_kit.errors import PermissionDenied
from ce_org.application.placing import Placing
from ce_org.application.ports import OrgUnitOfWork
from ce_org.domain.names import name_key
from ce_org.domain.unit import UnitKind
from ce_org.domain.unit_list import TEMPLATE, UnitRow, judge

_TOP_DOWN = list(UnitKind)


def import_units(
    uow: OrgUnitOfWork,
    sheets: Sheets,
    actor: Actor,
    *,
    today: date,
    hrss_id: str,
    file_ticket: str,
    dry_run: bool,
) -> dict[str, Any]:
    """Read the file, then build in all good rows in one transaction; a dry run writes nothing.

    Returns:
        {dry_run, counts, rows, unknown_columns} as ImportUnitsResponse.

    Raises:
        BadFileTicket, UnreadableFile, MissingColumn: the file as a whole cannot be used.
        UnitNotFound, PermissionDenied: the caller does not administer the HRSS unit `hrss_id`.
    """
    file_sha256, sheet = sheets.read(file_ticket, actor.id)
    lines, unknown = TEMPLATE.read(sheet)
    rows = judge(lines)
    with uow:
        hrss = uow.units.lock(hrss_id)  # imports below one HRSS unit come one after the other
        if hrss.kind is not UnitKind.HRSS or not uow.units.branch(hrss_id).lies_within(actor.scopes("hrss_admin")):
            raise PermissionDenied("只有该人社部门的管理员可以导入单位", hrss_id=hrss_id)
        placing = Placing(
            hrss,
            uow.units.parents_below(hrss_id),
            uow.units.by_usccs({row.uscc for row in rows if row.uscc}),
            uow.units.by_keys({name_key(row.name) for row in rows if row.name}),
            today,
        )
        statuses = {row.number: placing.place(row) for row in sorted(rows, key=_top_down)}
        counts = dict(Counter(statuses.values()))
        if not dry_run:
            uow.units.add_all(placing.made)
            uow.audit.record("units.imported", hrss_id, {"counts": counts, "file_sha256": file_sha256})
            uow.commit()
    return {
        "dry_run": dry_run,
        "counts": counts,
        "rows": [row.report(statuses[row.number], row.subject) for row in rows],
        "unknown_columns": unknown,
    }


def _top_down(row: UnitRow) -> int:
    return _TOP_DOWN.index(row.kind) if row.kind else len(_TOP_DOWN)
