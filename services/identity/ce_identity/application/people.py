"""Shared by the use cases that make persons."""

from collections.abc import Sequence
from typing import Any

from ce_identity.application.ports import IdentityUnitOfWork, Vault
from ce_identity.domain import id_number as id_numbers
from ce_identity.domain.account import Account
from ce_identity.domain.errors import PersonExists
from ce_identity.domain.person import Person
from ce_kit.facts import Fact
from ce_kit.ids import new_id


def new_person(vault: Vault, name: str, id_number: str, source: str) -> Person:
    """Return a person whose ID number (canonical form) is in the vault's form."""
    person_id = new_id()
    return Person(
        person_id,
        name,
        vault.index(id_number),
        vault.close_up(id_number, person_id),
        id_numbers.masked(id_number),
        source,
    )


def register(
    uow: IdentityUnitOfWork,
    vault: Vault,
    persons: Sequence[tuple[Person, str]],
    *,
    password_hash: str | None = None,
    may_use_last_six: bool,
) -> set[str]:
    """Add persons (each with the ID number in clear, for the province's seal) with their accounts, and tell of them.

    Returns:
        The ids of those added; the others were added by another request meanwhile.
    """
    added = uow.people.add_missing([person for person, _ in persons])
    own = [(person, number) for person, number in persons if person.person_id in added]
    uow.accounts.add_all(
        Account(person.person_id, person.id_number_index, password_hash, may_use_last_six) for person, _ in own
    )
    uow.outbox.extend(
        Fact(
            "identity.person.registered.v1",
            person.person_id,
            1,
            {
                "person_id": person.person_id,
                "name": person.name,
                "id_number_masked": person.id_number_masked,
                "sealed_id_number": vault.seal_for_province(id_number),
                "source": person.source,
            },
        )
        for person, id_number in own
    )
    return added


def register_one(
    uow: IdentityUnitOfWork,
    vault: Vault,
    person: Person,
    id_number: str,
    *,
    password_hash: str | None = None,
    may_use_last_six: bool = False,
) -> None:
    """Add one person.

    Raises:
        PersonExists: the ID number is known, or was added by another request meanwhile.
    """
    one = [(person, id_number)]
    if not register(uow, vault, one, password_hash=password_hash, may_use_last_six=may_use_last_six):
        raise PersonExists("该身份证号已登记，请直接登录；首次使用请选择“激活”")


def shown(person: Person, *, active: bool) -> dict[str, Any]:
    """Return a person as others may see them."""
    return {
        "person_id": person.person_id,
        "name": person.name,
        "id_number_masked": person.id_number_masked,
        "active": active,
    }
