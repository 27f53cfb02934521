"""Where each row of a list of units belongs in the tree."""

from collections.abc import Iterable, Mapping
from datetime import date

from ce_kit.ids import new_id
from ce_org.domain import jurisdiction
from ce_org.domain.errors import BadJurisdiction, WrongParent
from ce_org.domain.names import name_key
from ce_org.domain.unit import Unit, UnitKind, UnitState
from ce_org.domain.unit_list import JURISDICTION, NAME, PARENT, USCC, UnitRow

NEW, UNCHANGED, REJECTED = "NEW", "UNCHANGED", "REJECTED"


class Placing:
    """Decides for the rows of one list, given from the top of the tree down, what becomes of each.

    `made` holds the new units.
    """

    def __init__(
        self, hrss: Unit, parents: Iterable[Unit], by_uscc: Mapping[str, Unit], named: Iterable[Unit], today: date
    ) -> None:
        self.hrss, self.today = hrss, today
        self.parents_by_text: dict[str, list[Unit]] = {}
        self.by_uscc = dict(by_uscc)
        self.by_place = {(unit.parent_id, unit.key): unit for unit in named}
        self.made: list[Unit] = []
        for parent in parents:
            self._learn_parent(parent)

    def place(self, row: UnitRow) -> str:
        """Return the row's status; what is wrong is noted at the row."""
        unit = self._unit_of(row)
        if unit is None:
            return REJECTED
        known = self.by_uscc.get(unit.uscc) or self.by_place.get((unit.parent_id, unit.key))
        if known is None:
            self._learn(unit)
            return NEW
        self._compare(row, unit, known)
        return REJECTED if row.problems else UNCHANGED

    def _unit_of(self, row: UnitRow) -> Unit | None:
        """Return the unit a row describes, None for a row that cannot be one."""
        parent = self._parent_of(row)
        if parent is None or row.kind is None or row.problems:
            return None
        unit = Unit(new_id(), row.kind, row.name, row.uscc, parent.unit_id, "", UnitState.PRESET, valid_from=self.today)
        try:
            unit.check_may_stand_below(parent)
            unit.jurisdiction = jurisdiction.within(parent.jurisdiction, row.jurisdiction)
        except WrongParent as error:
            row.refuse("WRONG_PARENT", PARENT, error.message)
        except BadJurisdiction as error:
            row.refuse("BAD_JURISDICTION", JURISDICTION, error.message)
        if unit.kind is UnitKind.HRSS and unit.jurisdiction == parent.jurisdiction:
            row.refuse("BAD_JURISDICTION", JURISDICTION, "区县人社部门须填本区县的行政区划代码")
        return None if row.problems else unit

    def _parent_of(self, row: UnitRow) -> Unit | None:
        if not row.parent:
            return self.hrss
        found = self.parents_by_text.get(name_key(row.parent), [])
        if not found:
            message = f"本平台没有上级单位“{row.parent}”，或它所在的行有误；请先内置上级单位"
            row.refuse("UNKNOWN_PARENT", PARENT, message)
        elif len(found) > 1:
            row.refuse("AMBIGUOUS_PARENT", PARENT, f"有 {len(found)} 个单位名为“{row.parent}”，请改填统一社会信用代码")
        return found[0] if len(found) == 1 else None

    def _compare(self, row: UnitRow, unit: Unit, known: Unit) -> None:
        """Refuse a row that says otherwise than what is known of its unit."""
        if known.key != unit.key:
            message = f"该代码已登记为“{known.name}”；请核对，确已更名的请走更名程序"
            row.refuse("NAME_CONFLICT", USCC, message)
        elif unit.uscc and known.uscc != unit.uscc:
            message = f"上级单位下已有同名单位，其代码为 {known.uscc or '空'}；请核对"
            row.refuse("NAME_CONFLICT", NAME, message)
        elif (known.kind, known.parent_id, known.jurisdiction) != (unit.kind, unit.parent_id, unit.jurisdiction):
            row.refuse("UNIT_DIFFERS", "", "该单位已登记，但类别、上级单位或行政区划与本行不同；导入不改动已有单位")

    def _learn(self, unit: Unit) -> None:
        self.made.append(unit)
        self.by_place[unit.parent_id, unit.key] = unit
        if unit.uscc:
            self.by_uscc[unit.uscc] = unit
        if unit.kind is not UnitKind.EMPLOYER:
            self._learn_parent(unit)

    def _learn_parent(self, unit: Unit) -> None:
        for text in {unit.key, name_key(unit.uscc)} - {""}:
            self.parents_by_text.setdefault(text, []).append(unit)
