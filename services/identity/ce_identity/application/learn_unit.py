"""Learn of units from org (event handler)."""

from ce_identity.application.ports import IdentityUnitOfWork
from ce_identity.application.reach import take_last_six
from ce_identity.application.sessions import security_now
from ce_identity.domain.roles import BY_UNIT_KIND


def learn_unit(
    uow: IdentityUnitOfWork, *, version: int, unit_id: str, parent_id: str, kind: str, name: str, administrator_id: str
) -> None:
    """Note a registered unit and make its administrator one; an older version changes nothing of the unit."""
    with uow:
        uow.units.put(unit_id, parent_id, kind, name, version)
        if administrator_id:
            take_last_six(uow, administrator_id)
            uow.roles.grant(administrator_id, BY_UNIT_KIND[kind], unit_id, "org", security_now())
            uow.audit.record("role.granted", administrator_id, {"role": BY_UNIT_KIND[kind], "scope_id": unit_id})
        uow.commit()
