"""Give and take roles; all of it is audited."""

from typing import Any

from ce_identity.application.ports import IdentityUnitOfWork
from ce_identity.application.reach import check_may_give, take_last_six
from ce_identity.application.sessions import security_now
from ce_identity.domain.errors import RoleNotHeld
from ce_identity.domain.roles import check_fits, check_role
from ce_kit.call import Actor


def grant_role(uow: IdentityUnitOfWork, actor: Actor, *, person_id: str, role: str, scope_id: str) -> dict[str, Any]:
    """Give a role in a unit at or below the caller's own.

    Raises:
        UnknownRole, PersonNotFound, PermissionDenied, WrongScope: see there.
    """
    check_role(role)
    with uow:
        check_may_give(uow, actor, role, scope_id)
        check_fits(role, uow.units.kind_of(scope_id))
        take_last_six(uow, person_id)
        if uow.roles.grant(person_id, role, scope_id, actor.id, security_now()):
            uow.audit.record("role.granted", person_id, {"role": role, "scope_id": scope_id})
        roles = uow.roles.of(person_id)
        uow.commit()
    return {"roles": [{"role": name, "scope_id": scope} for name, scope in roles]}


def revoke_role(
    uow: IdentityUnitOfWork, actor: Actor, *, person_id: str, role: str, scope_id: str, reason: str
) -> dict[str, Any]:
    """Take a role.

    Raises:
        UnknownRole, RoleNotHeld, PermissionDenied: see there.
    """
    check_role(role)
    with uow:
        check_may_give(uow, actor, role, scope_id)
        if not uow.roles.revoke(person_id, role, scope_id, actor.id, security_now()):
            raise RoleNotHeld("此人在该单位没有这个角色", role=role, scope_id=scope_id)
        uow.audit.record("role.revoked", person_id, {"role": role, "scope_id": scope_id, "reason": reason})
        roles = uow.roles.of(person_id)
        uow.commit()
    return {"roles": [{"role": name, "scope_id": scope} for name, scope in roles]}
