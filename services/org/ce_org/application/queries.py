"""Plain reads."""

from typing import Any

from ce_kit import pages
from ce_kit.call import Actor
from ce_kit.errors import PermissionDenied
from ce_org.application.ports import OrgUnitOfWork
from ce_org.application.shown import show_employments, show_registrations, show_units
from ce_org.domain.employment import EmploymentState
from ce_org.domain.registration import RegistrationState

_ABOVE_STAFF = ("employer_admin", "authority_admin", "hrss_admin")


def get_unit(uow: OrgUnitOfWork, *, unit_id: str) -> dict[str, Any]:
    """Return a unit and those above it, the nearest first. Raises UnitNotFound."""
    with uow:
        unit, *ancestors = show_units(uow, uow.units.branch(unit_id).units)
    return {"unit": unit, "ancestors": ancestors}


def list_registrations(
    uow: OrgUnitOfWork, actor: Actor, *, own: bool, state: RegistrationState | None, page_size: int, page_token: str
) -> dict[str, Any]:
    """Return one's own applications, or those for units directly below a unit one administers."""
    after, limit = pages.after(page_token), pages.limit(page_size)
    with uow:
        if own:
            found = uow.registrations.of_applicant(actor.id, state, after, limit)
        else:
            above = uow.units.hrss_below(actor.scopes("hrss_admin")) | actor.scopes("authority_admin")
            found = uow.registrations.below(above, state, after, limit)
        page, token = pages.cut(found, page_size, lambda one: [one.registration_id])
        shown = show_registrations(uow, page)
    return {"registrations": shown, "next_page_token": token}


def list_staff(
    uow: OrgUnitOfWork,
    actor: Actor,
    *,
    employer_id: str,
    state: EmploymentState | None,
    page_size: int,
    page_token: str,
) -> dict[str, Any]:
    """Return an employer's staff, by default those employed now. Raises PermissionDenied, UnitNotFound."""
    after, limit = pages.after(page_token), pages.limit(page_size)
    with uow:
        if not uow.units.branch(employer_id).lies_within(actor.scopes(*_ABOVE_STAFF)):
            raise PermissionDenied("只能查看本单位或下级单位的人员", employer_id=employer_id)
        found = uow.employments.staff_of(employer_id, state or EmploymentState.ACTIVE, after, limit)
        page, token = pages.cut(found, page_size, lambda one: [one.employment_id])
        shown = show_employments(uow, page)
    return {"employments": shown, "next_page_token": token}


def list_employments(
    uow: OrgUnitOfWork, actor: Actor, *, person_id: str, page_size: int, page_token: str
) -> dict[str, Any]:
    """Return one's own employments, or those of a person with employers within the caller's reach."""
    after, limit = pages.after(page_token), pages.limit(page_size)
    with uow:
        found = uow.employments.of_person(person_id or actor.id, after, limit)
        page, token = pages.cut(found, page_size, lambda one: [one.employment_id])
        if person_id and person_id != actor.id:
            scopes = actor.scopes(*_ABOVE_STAFF)
            within = {
                unit_id: uow.units.branch(unit_id).lies_within(scopes) for unit_id in {one.employer_id for one in page}
            }
            page = [one for one in page if within[one.employer_id]]
        shown = show_employments(uow, page)
    return {"employments": shown, "next_page_token": token}
