"""Who calls, on whose behalf, until when: the context that travels with every message."""

import hashlib
import hmac
import math
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson

from ce_kit.errors import DeadlineExceeded, NotSignedIn, PermissionDenied

ACTOR_HEADER, SIGNATURE_HEADER = "ce-actor", "ce-actor-signature"
REQUEST_HEADER, DEADLINE_HEADER, TRACE_HEADER = "ce-request", "ce-deadline", "traceparent"


@dataclass(frozen=True, slots=True)
class Actor:
    """The verified caller. `kind` is person, service or anonymous; a role is (name, scope id)."""

    id: str = "anonymous"
    kind: str = "anonymous"
    roles: tuple[tuple[str, str], ...] = ()
    expires_at: int = 0

    def scopes(self, *roles: str) -> set[str]:
        """Return the scope ids in which the actor holds one of `roles`."""
        return {scope for name, scope in self.roles if name in roles}

    def has(self, *roles: str) -> bool:
        """Tell whether the actor holds one of `roles` anywhere."""
        return any(name in roles for name, _ in self.roles)


ANONYMOUS = Actor()

Access = Callable[[Actor], None]


def anyone(actor: Actor) -> None:
    """Admit every caller; say so only where the public is meant."""


def signed_in(actor: Actor) -> None:
    """Admit people and services whose sign-in was verified."""
    if actor.kind == "anonymous":
        raise NotSignedIn("请先登录")


def any_role(*roles: str) -> Access:
    """Admit people who hold one of `roles`; the use case still checks the scope."""

    def check(actor: Actor) -> None:
        signed_in(actor)
        if not actor.has(*roles):
            raise PermissionDenied(f"此操作需要以下角色之一：{'、'.join(roles)}", roles=",".join(roles))

    return check


def services(*names: str) -> Access:
    """Admit only services of this platform, by name."""

    def check(actor: Actor) -> None:
        signed_in(actor)
        if actor.kind != "service" or actor.id not in names:
            raise PermissionDenied("此操作只供平台内部服务调用")

    return check


def either(*rules: Access) -> Access:
    """Admit a caller whom one of `rules` admits."""

    def check(actor: Actor) -> None:
        for rule in rules[:-1]:
            try:
                return rule(actor)
            except (NotSignedIn, PermissionDenied):
                continue
        return rules[-1](actor)

    return check


@dataclass(frozen=True, slots=True)
class Call:
    """The context of one call or event: actor, request, deadline (epoch seconds), trace."""

    actor: Actor = ANONYMOUS
    request_id: str = ""
    deadline: float | None = None
    traceparent: str = ""

    def remaining(self, default: float = 10.0) -> float:
        """Return the seconds left, `default` when the caller set no deadline.

        Raises:
            DeadlineExceeded: nothing is left.
        """
        if self.deadline is None:
            return default
        left = self.deadline - time.time()
        if left <= 0:
            raise DeadlineExceeded("等待超时，请重试（同一请求编号不会重复处理）")
        return left

    def to_headers(self, secret: bytes) -> dict[str, str]:
        """Write the context as message headers, the actor signed with the platform's bus secret."""
        actor, signature = _signed(self.actor, secret)
        headers = {ACTOR_HEADER: actor, SIGNATURE_HEADER: signature}
        if self.request_id:
            headers[REQUEST_HEADER] = self.request_id
        if self.deadline is not None:
            headers[DEADLINE_HEADER] = f"{self.deadline:.3f}"
        if self.traceparent:
            headers[TRACE_HEADER] = self.traceparent
        return headers

    @classmethod
    def from_headers(cls, headers: Mapping[str, Any], secret: bytes) -> "Call":
        """Read and verify the context of a message; without an actor the caller is anonymous.

        Raises:
            PermissionDenied: the actor's signature is wrong or its sign-in has expired.
        """
        actor = ANONYMOUS
        if (text := headers.get(ACTOR_HEADER)) is not None:
            signed, signature = str(text).encode(), str(headers.get(SIGNATURE_HEADER, "")).encode()
            if not hmac.compare_digest(_sign(signed, secret).encode(), signature):
                raise PermissionDenied("调用者身份签名无效")
            actor_id, kind, roles, expires_at = orjson.loads(signed)
            if kind != "anonymous" and expires_at < time.time():
                raise NotSignedIn("登录已过期，请重新登录")
            actor = Actor(actor_id, kind, tuple((name, scope) for name, scope in roles), expires_at)
        return cls(
            actor,
            str(headers.get(REQUEST_HEADER, "")),
            _deadline(headers.get(DEADLINE_HEADER)),
            str(headers.get(TRACE_HEADER, "")),
        )


def _deadline(header: Any) -> float | None:
    try:
        deadline = float(header)
    except (TypeError, ValueError):
        return None
    return deadline if math.isfinite(deadline) else None


def service_actor(name: str, seconds: float = 60) -> Actor:
    """Return the actor of a service that acts for itself, valid for `seconds`."""
    return Actor(name, "service", (), int(time.time() + seconds))


@lru_cache(maxsize=5000)
def _signed(actor: Actor, secret: bytes) -> tuple[str, str]:
    """Return an actor as text and its signature; the same one calls again and again."""
    text = orjson.dumps([actor.id, actor.kind, actor.roles, actor.expires_at])
    return text.decode(), _sign(text, secret)


def _sign(text: bytes, secret: bytes) -> str:
    return hmac.new(secret, text, hashlib.sha256).hexdigest()


current_call: ContextVar[Call | None] = ContextVar("ce_call", default=None)
