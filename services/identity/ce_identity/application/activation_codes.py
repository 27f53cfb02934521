"""Activation codes (激活码): shown once, kept as a hash, good for two weeks."""

import hashlib
import secrets
from datetime import date, datetime
from typing import Any

from ce_identity.application.people import new_person, register_one
from ce_identity.application.ports import IdentityUnitOfWork, Vault
from ce_identity.application.reach import may_give, reaches_person, take_last_six
from ce_identity.application.sessions import security_now
from ce_identity.domain import id_number as id_numbers
from ce_identity.domain.errors import PersonExists, PersonNotFound
from ce_identity.domain.names import read_name
from ce_identity.domain.roles import HRSS_ADMIN, check_role
from ce_kit.call import Actor
from ce_kit.errors import PermissionDenied

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U


def create_administrator(
    uow: IdentityUnitOfWork, vault: Vault, *, today: date, name: str, id_number: str, role: str, scope_id: str
) -> dict[str, Any]:
    """Make a platform's first administrator, with an activation code; done by operations, not by people.

    Raises:
        UnknownRole, BadIdNumber, BadName: see there.
        PersonExists: the ID number is known under another name.
    """
    check_role(role)
    number, clean, now = id_numbers.parse(id_number, today), read_name(name), security_now()
    with uow:
        person = uow.people.by_index(vault.index(number))
        if person is None:
            person = new_person(vault, clean, number, "bootstrap")
            register_one(uow, vault, person, number)
        elif person.name != clean:
            raise PersonExists("该身份证号已登记为另一姓名，请核对")
        take_last_six(uow, person.person_id)
        code, expires_at = _set_code(uow, person.person_id, now)
        if role == HRSS_ADMIN and not uow.units.kind_of(scope_id):
            uow.units.put(scope_id, "", "hrss", "", 0)  # the root, of which org tells in a moment
        uow.roles.grant(person.person_id, role, scope_id, "operations", now)
        uow.audit.record("administrator.created", person.person_id, {"role": role, "scope_id": scope_id})
        uow.commit()
    return {"person_id": person.person_id, "activation_code": code, "expires_at": expires_at}


def issue_activation_code(uow: IdentityUnitOfWork, actor: Actor, *, person_id: str) -> dict[str, Any]:
    """Give a person a new activation code.

    Whoever has the code can act as the person, so the caller must be able to give every role the person holds.

    Raises:
        PersonNotFound: there is none within the caller's reach.
        PermissionDenied: the person holds a role the caller could not give.
    """
    with uow:
        if not reaches_person(uow, actor, person_id):
            raise PersonNotFound("查无此人，或不在您的管理范围内")
        for role, scope_id in uow.roles.of(person_id):
            if not may_give(uow, actor, role, scope_id):
                raise PermissionDenied("此人在您管理范围之外担任管理员，须由其上级管理员发激活码", role=role)
        code, expires_at = _set_code(uow, person_id, security_now())
        uow.audit.record("activation_code.issued", person_id)
        uow.commit()
    return {"activation_code": code, "expires_at": expires_at}


def _set_code(uow: IdentityUnitOfWork, person_id: str, now: datetime) -> tuple[str, datetime]:
    """Set a new code on a person's account and lift its lock; return the code and when it runs out."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    uow.attempts.clear(uow.people.get(person_id).id_number_index)  # before the account, in the order of a sign-in
    account = uow.accounts.of(person_id)
    expires_at = account.set_code(hashlib.sha256(code.encode()).hexdigest(), now)
    uow.accounts.save(account)
    return code, expires_at
