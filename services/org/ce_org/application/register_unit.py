"""Apply to administer a unit (单位注册)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ce_kit.ids import new_id
from ce_org.application.ports import OrgUnitOfWork
from ce_org.application.shown import show_registrations
from ce_org.domain import credit_code, jurisdiction
from ce_org.domain.errors import BadUscc, UnitExists, WrongParent
from ce_org.domain.names import clean_name
from ce_org.domain.registration import Registration
from ce_org.domain.unit import Unit, UnitKind, UnitState


def register_unit(
    uow: OrgUnitOfWork,
    *,
    now: datetime,
    today: date,
    applicant_id: str,
    applicant_name: str,
    unit_id: str,
    proposal: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """Apply for a built-in unit (`unit_id`), or propose one that the list lacks.

    Raises:
        UnitNotFound, UnitAlreadyRegistered, UnitUnderReview: the unit cannot be applied for.
        ParentNotRegistered: the unit above must register first (ZB20 一.1).
        WrongParent, BadUscc, BadUnitName, BadJurisdiction, UnitExists: the proposal cannot stand.
        RegistrationExists: the person's application for the unit waits.
    """
    with uow:
        if proposal is None:
            unit = uow.units.lock(unit_id)
            unit.check_open_to_applications()
            uow.units.get(unit.parent_id).check_registered()
        else:
            unit = _proposed(uow, today, **proposal)
            uow.units.add_all([unit])
        registration = Registration(new_id(), unit.unit_id, applicant_id, applicant_name, now)
        uow.registrations.add(registration)
        uow.audit.record("registration.applied", unit.unit_id, {"registration_id": registration.registration_id})
        (shown,) = show_registrations(uow, [registration])
        uow.commit()
    return {"registration": shown}


def _proposed(
    uow: OrgUnitOfWork, today: date, *, kind: UnitKind, name: str, uscc: str, parent_id: str, jurisdiction: str
) -> Unit:
    if kind is UnitKind.HRSS:
        raise WrongParent("人社部门由平台内置，不能自行申请新增")
    if kind is UnitKind.EMPLOYER and not uscc:
        raise BadUscc("用人单位须填统一社会信用代码")
    parent = uow.units.get(parent_id)
    unit = Unit(
        new_id(),
        kind,
        clean_name(name),
        credit_code.parse(uscc) if uscc else "",
        parent_id,
        _within(parent.jurisdiction, jurisdiction),
        UnitState.PENDING,
        valid_from=today,
    )
    unit.check_may_stand_below(parent)
    parent.check_registered()
    same_code = uow.units.by_usccs({unit.uscc}).values() if unit.uscc else ()
    same_place = (one for one in uow.units.by_keys({unit.key}) if one.parent_id == parent_id)
    for known in (*same_code, *same_place):
        message = f"“{known.name}”已在平台登记，请搜索后选择该单位注册"
        raise UnitExists(message, unit_id=known.unit_id)
    return unit


_within = jurisdiction.within
