"""How far an administrator's reach goes: over units, over persons, over roles."""

from ce_identity.application.ports import IdentityUnitOfWork
from ce_identity.domain.roles import MAY_GIVE
from ce_kit.call import Actor
from ce_kit.errors import PermissionDenied

ADMINISTRATORS = ("employer_admin", "authority_admin", "hrss_admin")


def reaches_person(uow: IdentityUnitOfWork, actor: Actor, person_id: str) -> bool:
    """Tell whether a person is on the staff of, or holds a role in, a unit at or below one the actor administers."""
    scopes = actor.scopes(*ADMINISTRATORS)
    units = uow.staff.employers_of(person_id) + [scope for _, scope in uow.roles.of(person_id)]
    return any(uow.units.covered_by(unit, scopes) for unit in units)


def may_give(uow: IdentityUnitOfWork, actor: Actor, role: str, scope_id: str) -> bool:
    """Tell whether the actor may give (and take) a role in a unit."""
    holders = [own for own, roles in MAY_GIVE.items() if role in roles]
    return uow.units.covered_by(scope_id, actor.scopes(*holders))


def check_may_give(uow: IdentityUnitOfWork, actor: Actor, role: str, scope_id: str) -> None:
    """Refuse what `may_give` does not allow.

    Raises:
        PermissionDenied: says which role where.
    """
    if not may_give(uow, actor, role, scope_id):
        raise PermissionDenied("只能在本单位及下级单位内授予或收回角色", role=role, scope_id=scope_id)


def take_last_six(uow: IdentityUnitOfWork, person_id: str) -> None:
    """Let a person who gets a role activate by a code only, now and for ever."""
    account = uow.accounts.of(person_id)
    if account.may_use_last_six:
        account.may_use_last_six = False
        uow.accounts.save(account)
