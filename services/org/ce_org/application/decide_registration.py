"""Approve or reject an application to administer a unit (审核注册)."""

from datetime import date, datetime
from typing import Any

from ce_kit.call import Actor
from ce_kit.errors import PermissionDenied
from ce_org.application.facts import unit_registered
from ce_org.application.ports import OrgUnitOfWork
from ce_org.application.shown import show_registrations
from ce_org.domain.registration import Registration
from ce_org.domain.unit import ADMINISTRATORS, Branch, Unit, UnitState

_TAKEN = "该单位已由他人完成注册"


def approve_registration(uow: OrgUnitOfWork, actor: Actor, *, now: datetime, registration_id: str) -> dict[str, Any]:
    """Register the unit with the applicant as its administrator; other applications for it are rejected.

    Raises:
        RegistrationNotFound, RegistrationAlreadyDecided, ParentNotRegistered: see there.
        PermissionDenied: the caller does not administer the unit above.
    """
    with uow:
        registration, unit, above = _awaiting(uow, actor, registration_id)
        registration.approve(actor.id, now)
        above.unit.check_registered()
        unit.register()
        uow.registrations.save(registration)
        uow.units.save(unit)
        for other in uow.registrations.pending_of(unit.unit_id):
            other.reject(_TAKEN, actor.id, now)
            uow.registrations.save(other)
            _record(uow, "registration.rejected", other)
        uow.outbox.add(unit_registered(unit, administrator_id=registration.applicant_id))
        _record(uow, "registration.approved", registration)
        (shown,) = show_registrations(uow, [registration])
        uow.commit()
    return {"registration": shown}


def reject_registration(
    uow: OrgUnitOfWork, actor: Actor, *, now: datetime, today: date, registration_id: str, reason: str
) -> dict[str, Any]:
    """Reject the application; a unit that was only proposed is closed with it.

    Raises:
        RegistrationNotFound, RegistrationAlreadyDecided: see there.
        PermissionDenied: the caller does not administer the unit above.
    """
    with uow:
        registration, unit, _ = _awaiting(uow, actor, registration_id)
        registration.reject(reason, actor.id, now)
        uow.registrations.save(registration)
        if unit.state is UnitState.PENDING:
            unit.close(today)
            uow.units.save(unit)
        _record(uow, "registration.rejected", registration)
        (shown,) = show_registrations(uow, [registration])
        uow.commit()
    return {"registration": shown}


def _awaiting(uow: OrgUnitOfWork, actor: Actor, registration_id: str) -> tuple[Registration, Unit, Branch]:
    """Return an application the caller may decide, its unit (both locked), and the branch above."""
    registration = uow.registrations.lock(registration_id)
    unit = uow.units.lock(registration.unit_id)
    above = uow.units.branch(unit.parent_id)
    role = ADMINISTRATORS[above.unit.kind]
    if not above.lies_within(actor.scopes(role)):
        message = f"“{unit.name}”的注册由上级“{above.unit.name}”的管理员审核"
        raise PermissionDenied(message, unit_id=unit.unit_id, role=role)
    return registration, unit, above


def _record(uow: OrgUnitOfWork, action: str, registration: Registration) -> None:
    detail = {
        "registration_id": registration.registration_id,
        "applicant_id": registration.applicant_id,
        "reason": registration.reason,
    }
    uow.audit.record(action, registration.unit_id, detail)
