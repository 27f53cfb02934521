"""Verifies access tokens; a verified one is remembered until it runs out."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

import jwt
from jwt.algorithms import OKPAlgorithm

from ce_keys import ed25519
from ce_kit.call import ANONYMOUS, Actor
from ce_kit.errors import NotSignedIn

REMEMBERED = 20_000
KEYS_EVERY = 300.0
FRESH_KEYS_AT_MOST_EVERY = 5.0

FetchKeys = Callable[[], Awaitable[list[dict[str, Any]]]]


class Sodium(OKPAlgorithm):
    """EdDSA as PyJWT wants it, checked in half of the time."""

    def verify(self, msg: Any, key: Any, sig: Any) -> bool:
        return ed25519.verify(key.public_bytes_raw(), sig, msg)


class TokenVerifier:
    """Knows identity's public keys and who a token belongs to."""

    def __init__(self, fetch_keys: FetchKeys, issuer: str) -> None:
        self.fetch_keys, self.issuer = fetch_keys, issuer
        self.keys: dict[str, jwt.PyJWK] = {}
        self.fetched_at = -KEYS_EVERY
        self.verified: OrderedDict[str, Actor] = OrderedDict()

    def remembered(self, authorization: str) -> Actor | None:
        """Return who sent a header that was verified before and has not run out; None for any other."""
        known = self.verified.get(authorization)
        return known if known is not None and known.expires_at > time.time() else None

    async def actor(self, authorization: str) -> Actor:
        """Return who sent the `authorization` header; anonymous for none.

        Raises:
            NotSignedIn: the token is no good.
        """
        if not authorization:
            return ANONYMOUS
        if (known := self.remembered(authorization)) is not None:
            return known
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise NotSignedIn("登录凭证格式有误，应为 Bearer 令牌")
        actor = await self._verify(token)
        self.verified[authorization] = actor
        while len(self.verified) > REMEMBERED:
            self.verified.popitem(last=False)
        return actor

    async def _verify(self, token: str) -> Actor:
        try:
            key_id = jwt.get_unverified_header(token).get("kid", "")
            key = await self._key(str(key_id))
            claims = jwt.decode(
                token, key, algorithms=["EdDSA"], issuer=self.issuer, options={"require": ["exp", "sub", "iss"]}
            )
        except jwt.ExpiredSignatureError as error:
            raise NotSignedIn("登录已过期，请刷新登录") from error
        except jwt.PyJWTError as error:
            raise NotSignedIn("登录凭证无效，请重新登录") from error
        roles = tuple((str(name), str(scope)) for name, scope in claims.get("roles", []))
        return Actor(str(claims["sub"]), "person", roles, int(claims["exp"]))

    async def _key(self, key_id: str) -> jwt.PyJWK:
        age = time.monotonic() - self.fetched_at
        if age > KEYS_EVERY or (key_id not in self.keys and age > FRESH_KEYS_AT_MOST_EVERY):
            jwks = await self.fetch_keys()
            self.keys = {jwk["kid"]: _key(jwk) for jwk in jwks}
            self.fetched_at = time.monotonic()
        if key_id not in self.keys:
            raise jwt.InvalidKeyError("unknown key")
        return self.keys[key_id]


def _key(jwk: dict[str, Any]) -> jwt.PyJWK:
    key = jwt.PyJWK(jwk, algorithm="EdDSA")
    key.Algorithm = Sodium()
    return key
