"""Find a person by ID number, and show the number; who looked, and what for, is audited."""

from datetime import date
from typing import Any

from ce_identity.application.people import shown
from ce_identity.application.ports import IdentityUnitOfWork, Vault
from ce_identity.application.reach import reaches_person
from ce_identity.domain import id_number as id_numbers
from ce_identity.domain.errors import PersonNotFound
from ce_kit.call import Actor


def lookup_person(
    uow: IdentityUnitOfWork, vault: Vault, *, today: date, id_number: str, purpose: str
) -> dict[str, Any]:
    """Find the person with an ID number.

    Raises:
        BadIdNumber, PersonNotFound: see there.
    """
    number = id_numbers.parse(id_number, today)
    with uow:
        person = uow.people.by_index(vault.index(number))
        if person is None:
            raise PersonNotFound("本平台没有此身份证号的人员")
        active = bool(uow.accounts.active_among([person.person_id]))
        uow.audit.record("person.looked_up", person.person_id, {"purpose": purpose})
        uow.commit()
    return {"person": shown(person, active=active)}


def reveal_id_number(
    uow: IdentityUnitOfWork, vault: Vault, actor: Actor, *, person_id: str, purpose: str
) -> dict[str, Any]:
    """Show an ID number in full, to someone in whose reach the person is.

    Raises:
        PersonNotFound: there is none within the caller's reach.
    """
    with uow:
        if not reaches_person(uow, actor, person_id):
            raise PersonNotFound("查无此人，或不在您的管理范围内")
        person = uow.people.get(person_id)
        uow.audit.record("id_number.revealed", person_id, {"purpose": purpose})
        uow.commit()
    return {"id_number": vault.open_up(person.id_number_sealed, person_id)}
