"""Register oneself (注册)."""

from datetime import date
from typing import Any

from ce_identity.application.people import new_person, register_one, shown
from ce_identity.application.ports import Hasher, IdentityUnitOfWork, Vault
from ce_identity.domain import id_number as id_numbers
from ce_identity.domain.names import read_name
from ce_identity.domain.password import check_password


def sign_up(
    uow: IdentityUnitOfWork, vault: Vault, hasher: Hasher, *, today: date, name: str, id_number: str, password: str
) -> dict[str, Any]:
    """Make a person with a password of their own; one transaction.

    Raises:
        BadIdNumber, BadName, WeakPassword: see there.
        PersonExists: the ID number is known; the person should activate or sign in instead.
    """
    number, clean = id_numbers.parse(id_number, today), read_name(name)
    check_password(password, id_number=number, name=clean)
    password_hash = hasher.hash(password)
    person = new_person(vault, clean, number, "sign_up")
    with uow:
        register_one(uow, vault, person, number, password_hash=password_hash)
        uow.commit()
    return {"person": shown(person, active=True)}
