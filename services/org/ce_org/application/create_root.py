"""Make the platform's root: the city's (or the province's) HRSS unit."""

from datetime import date
from typing import Any

from ce_kit.ids import new_id
from ce_org.application.facts import unit_registered
from ce_org.application.ports import OrgUnitOfWork
from ce_org.domain.errors import RootExists
from ce_org.domain.jurisdiction import within
from ce_org.domain.names import clean_name
from ce_org.domain.unit import Unit, UnitKind, UnitState


def create_root(uow: OrgUnitOfWork, *, today: date, name: str, jurisdiction: str) -> dict[str, Any]:
    """Make the root, registered from the first; done by operations, and again without effect.

    Raises:
        BadUnitName, BadJurisdiction: see there.
        RootExists: there is one for another territory.
    """
    clean, code = clean_name(name), within("", jurisdiction)
    with uow:
        root = uow.units.root()
        if root is None:
            root = Unit(new_id(), UnitKind.HRSS, clean, "", "", code, UnitState.REGISTERED, today, version=1)
            uow.units.add_all([root])
            uow.outbox.add(unit_registered(root, administrator_id=""))
            uow.audit.record("root.created", root.unit_id, {"name": clean, "jurisdiction": code})
            uow.commit()
        elif root.jurisdiction != code:
            raise RootExists(
                f"本平台的根单位属地为 {root.jurisdiction}，不能再建 {code}", jurisdiction=root.jurisdiction
            )
    return {"unit_id": root.unit_id}
