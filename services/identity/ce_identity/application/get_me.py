"""Who am I."""

from typing import Any

from ce_identity.application.people import shown
from ce_identity.application.ports import IdentityUnitOfWork


def get_me(uow: IdentityUnitOfWork, *, person_id: str) -> dict[str, Any]:
    """Return the person and the roles held now. Raises PersonNotFound."""
    with uow:
        person = uow.people.get(person_id)
        active = bool(uow.accounts.active_among([person_id]))
        roles = uow.roles.of(person_id)
    return {"person": shown(person, active=active), "roles": [{"role": r, "scope_id": s} for r, s in roles]}
