"""An employer's administrator decides on a person's request (审核个人注册); any employment gets its last day."""

from datetime import date
from typing import Any

from ce_kit.call import Actor
from ce_org.application.facts import employment_ended, employment_started
from ce_org.application.ports import OrgUnitOfWork
from ce_org.application.shown import show_employments
from ce_org.domain.employment import Employment
from ce_org.domain.errors import EmploymentNotFound
from ce_org.domain.unit import Branch

EMPLOYER, AND_ABOVE = ("employer_admin",), ("employer_admin", "authority_admin", "hrss_admin")


def approve_employment(uow: OrgUnitOfWork, actor: Actor, *, employment_id: str) -> dict[str, Any]:
    """Take the person up.

    Raises:
        EmploymentNotFound, EmploymentAlreadyDecided, ParentNotRegistered: see there.
    """
    with uow:
        employment, branch = _within_reach(uow, actor, EMPLOYER, employment_id)
        branch.unit.check_registered()
        employment.begin()
        uow.outbox.add(employment_started(employment, branch))
        return _keep(uow, "employment.approved", employment)


def reject_employment(uow: OrgUnitOfWork, actor: Actor, *, employment_id: str, reason: str) -> dict[str, Any]:
    """Refuse the request.

    Raises:
        EmploymentNotFound, EmploymentAlreadyDecided: see there.
    """
    with uow:
        employment, _ = _within_reach(uow, actor, EMPLOYER, employment_id)
        employment.reject(reason)
        return _keep(uow, "employment.rejected", employment)


def end_employment(
    uow: OrgUnitOfWork, actor: Actor, *, today: date, employment_id: str, ended_on: date, reason: str
) -> dict[str, Any]:
    """Set the last day; nothing is deleted.

    Raises:
        EmploymentNotFound, EmploymentNotActive, BadDay: see there.
    """
    with uow:
        employment, _ = _within_reach(uow, actor, AND_ABOVE, employment_id)
        employment.end(ended_on, today, reason)
        uow.outbox.add(employment_ended(employment))
        return _keep(uow, "employment.ended", employment)


def _within_reach(
    uow: OrgUnitOfWork, actor: Actor, roles: tuple[str, ...], employment_id: str
) -> tuple[Employment, Branch]:
    """Return an employment (locked) with the employer's branch; one out of reach looks as if it did not exist."""
    employment = uow.employments.lock(employment_id)
    branch = uow.units.branch(employment.employer_id)
    if not branch.lies_within(actor.scopes(*roles)):
        raise EmploymentNotFound("没有此聘用关系，或不在您的管理范围内")
    return employment, branch


def _keep(uow: OrgUnitOfWork, action: str, employment: Employment) -> dict[str, Any]:
    uow.employments.save_all([employment])
    detail = {"employer_id": employment.employer_id, "person_id": employment.person_id, "reason": employment.reason}
    uow.audit.record(action, employment.employment_id, detail)
    (shown,) = show_employments(uow, [employment])
    uow.commit()
    return {"employment": shown}
