"""Sessions: short access tokens, refresh tokens that are good once."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from ce_identity.application.ports import IdentityUnitOfWork, Tokens
from ce_identity.domain.errors import SessionEnded
from ce_identity.domain.roles import CITY_ADMIN, HRSS_ADMIN
from ce_kit.clock import Clock, SystemClock
from ce_kit.ids import new_id

REAL_TIME: Clock = SystemClock()
REFRESH_LIFE = timedelta(days=7)
TWO_TABS = timedelta(seconds=10)


def security_now() -> datetime:
    """Return real time; tokens never follow the demo's clock."""
    return REAL_TIME.now()


def begin_session(uow: IdentityUnitOfWork, tokens: Tokens, person_id: str) -> dict[str, Any]:
    """Open a session and return its first tokens; inside the caller's transaction."""
    session_id = new_id()
    uow.sessions.open(session_id, person_id, security_now())
    return _issue(uow, tokens, person_id, session_id)


def refresh_session(uow: IdentityUnitOfWork, tokens: Tokens, *, refresh_token: str) -> dict[str, Any]:
    """Exchange a refresh token.

    A token used a second time ends its session, since one of the two users has stolen it; within ten
    seconds it is taken for two tabs of one person.

    Raises:
        SessionEnded: the token is unknown, used, expired, or its session was ended.
    """
    now, sha256 = security_now(), _sha256(refresh_token)
    with uow:
        found = uow.sessions.find(sha256)
        if found is None or found["ended_at"] is not None or found["expires_at"] <= now:
            raise SessionEnded("登录已失效，请重新登录")
        stolen = found["used_at"] is not None and now - found["used_at"] > TWO_TABS
        if stolen:
            uow.sessions.end(found["session_id"], "refresh token used twice", now)
            uow.audit.record("session.ended", found["person_id"], {"reason": "refresh token used twice"})
        else:
            if found["used_at"] is None:
                uow.sessions.use(sha256, now)
            answer = _issue(uow, tokens, found["person_id"], found["session_id"])
        uow.commit()
    if stolen:
        raise SessionEnded("此登录凭证已被使用过，为安全起见已退出，请重新登录")
    return answer


def sign_out(uow: IdentityUnitOfWork, *, refresh_token: str) -> None:
    """End the session of a refresh token; an unknown one is no error."""
    with uow:
        found = uow.sessions.find(_sha256(refresh_token))
        if found is not None and found["ended_at"] is None:
            uow.sessions.end(found["session_id"], "signed out", security_now())
        uow.commit()


def _issue(uow: IdentityUnitOfWork, tokens: Tokens, person_id: str, session_id: str) -> dict[str, Any]:
    now = security_now()
    refresh_token, expires_at = secrets.token_urlsafe(32), now + REFRESH_LIFE
    uow.sessions.add_token(_sha256(refresh_token), session_id, expires_at)
    roles = uow.roles.of(person_id)
    roles += [(CITY_ADMIN, scope_id) for role, scope_id in roles if role == HRSS_ADMIN and uow.units.is_top(scope_id)]
    access_token, access_expires_at = tokens.access(person_id, session_id, roles, now)
    return {
        "access_token": access_token,
        "access_expires_at": access_expires_at,
        "refresh_token": refresh_token,
        "refresh_expires_at": expires_at,
    }


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
