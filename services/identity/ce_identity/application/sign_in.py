"""Activation, sign-in and change of password: the three ways a secret is judged.

Secrets are hashed outside of transactions, since that is slow and must hold no row. What was judged is then
compared with what holds when the row is locked. A login without an account is treated as one with: the same
answers, the same hashing, the same lock.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ce_identity.application.people import shown
from ce_identity.application.ports import Hasher, IdentityUnitOfWork, Tokens, Vault
from ce_identity.application.sessions import begin_session, security_now
from ce_identity.domain import id_number as id_numbers
from ce_identity.domain.account import Account
from ce_identity.domain.attempts import Attempts
from ce_identity.domain.errors import BadCredentials
from ce_identity.domain.password import check_password

_WRONG = "账号或密码不正确；首次使用请先激活：专业技术人员填身份证号后 6 位，管理员填激活码"
_WRONG_SECRET = "账号或激活凭证不正确；已激活的账号请用密码登录，忘记密码请向单位管理员申请激活码"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Login:
    """An account key, and whether an ID number that can exist stands behind it."""

    key: str
    possible: bool

    @classmethod
    def of(cls, vault: Vault, text: str) -> "Login":
        """Return the login a person typed."""
        return cls(vault.index(id_numbers.canonical(text)), id_numbers.is_possible(text))


def activate(
    uow: IdentityUnitOfWork, vault: Vault, hasher: Hasher, tokens: Tokens, *, login: str, secret: str, new_password: str
) -> dict[str, Any]:
    """Set the first password by the activation secret and sign in (激活); wrong secrets are counted.

    Raises:
        BadCredentials, TooManyAttempts, WeakPassword: see there.
    """
    check_password(new_password)
    own, typed = Login.of(vault, login), id_numbers.canonical(secret)
    with uow:
        uow.attempts.of(own.key).check(security_now())
    password_hash = hasher.hash(new_password)
    with uow:
        now = security_now()
        account, attempts = _locked(uow, own, now)
        person = uow.people.get(account.person_id) if account else None
        number = vault.open_up(person.id_number_sealed, person.person_id) if person else ""
        sha256 = hashlib.sha256(typed.encode()).hexdigest()
        if account is None or person is None or not account.accepts_secret(typed, sha256, number, now):
            _count_failure(uow, own, attempts, now)
            answer = None
        else:
            check_password(new_password, id_number=number, name=person.name)
            account.activate(password_hash)
            uow.accounts.save(account)
            uow.attempts.clear(own.key)
            uow.sessions.end_all(person.person_id, "activated", now)
            answer = {"person": shown(person, active=True), "tokens": begin_session(uow, tokens, person.person_id)}
            uow.audit.record("account.activated", person.person_id)
        uow.commit()
    if answer is None:
        raise BadCredentials(_WRONG_SECRET)
    return answer


def sign_in(
    uow: IdentityUnitOfWork, vault: Vault, hasher: Hasher, tokens: Tokens, *, login: str, password: str
) -> dict[str, Any]:
    """Sign in with a password (登录).

    Raises:
        BadCredentials, TooManyAttempts: see there.
    """
    own = Login.of(vault, login)
    judged = _judge(uow, hasher, own, password)
    with uow:
        now = security_now()
        account, attempts = _locked(uow, own, now)
        if account is None or not account.still_has(judged):
            _count_failure(uow, own, attempts, now)
            answer = None
        else:
            uow.attempts.clear(own.key)
            person = uow.people.get(account.person_id)
            answer = {"person": shown(person, active=True), "tokens": begin_session(uow, tokens, person.person_id)}
        uow.commit()
    if answer is None:
        raise BadCredentials(_WRONG)
    return answer


def change_password(
    uow: IdentityUnitOfWork,
    vault: Vault,
    hasher: Hasher,
    tokens: Tokens,
    *,
    person_id: str,
    old_password: str,
    new_password: str,
) -> dict[str, Any]:
    """Set another password and end the other sessions.

    Raises:
        BadCredentials, TooManyAttempts, WeakPassword: see there.
    """
    check_password(new_password)
    with uow:
        person = uow.people.get(person_id)
        number = vault.open_up(person.id_number_sealed, person_id)
    check_password(new_password, id_number=number, name=person.name)
    own = Login(person.id_number_index, possible=True)
    judged = _judge(uow, hasher, own, old_password)
    password_hash = hasher.hash(new_password)
    with uow:
        now = security_now()
        account, attempts = _locked(uow, own, now)
        if account is None or not account.still_has(judged):
            _count_failure(uow, own, attempts, now)
            answer = None
        else:
            account.password_hash = password_hash
            uow.accounts.save(account)
            uow.attempts.clear(own.key)
            uow.sessions.end_all(person_id, "password changed", now)
            answer = {"tokens": begin_session(uow, tokens, person_id)}
            uow.audit.record("account.password_changed", person_id)
        uow.commit()
    if answer is None:
        raise BadCredentials(_WRONG)
    return answer


def _judge(uow: IdentityUnitOfWork, hasher: Hasher, login: Login, password: str) -> str | None:
    """Return the password hash that `password` fits, None for a wrong one; takes as long without an account."""
    with uow:
        uow.attempts.of(login.key).check(security_now())
        account = uow.accounts.by_login(login.key)
    password_hash = account.password_hash if account else None
    return password_hash if hasher.matches(password_hash, password) else None


def _locked(uow: IdentityUnitOfWork, login: Login, now: datetime) -> tuple[Account | None, Attempts]:
    """Return the account behind a login and its attempts; guesses that come at once are judged one by one.

    Where no account can be, nothing is locked and later counted, so that typing errors leave no rows.

    Raises:
        TooManyAttempts: the login is locked.
    """
    attempts = uow.attempts.lock(login.key) if login.possible else Attempts(login.key)
    attempts.check(now)
    return uow.accounts.by_login(login.key), attempts


def _count_failure(uow: IdentityUnitOfWork, login: Login, attempts: Attempts, now: datetime) -> None:
    if login.possible:
        attempts.note_failure(now)
        uow.attempts.save(attempts)
