"""Access tokens: EdDSA-signed JWTs that live for minutes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import jwt

from ce_keys.ed25519 import SigningKey

ACCESS_LIFE = timedelta(minutes=15)


class JwtTokens:
    """Signs with one key; the gateway verifies with the published key set."""

    def __init__(self, key: SigningKey, platform: str) -> None:
        self.key, self.platform = key, platform

    def access(
        self, person_id: str, session_id: str, roles: Sequence[tuple[str, str]], now: datetime
    ) -> tuple[str, datetime]:
        expires_at = now + ACCESS_LIFE
        claims = {
            "iss": f"ce-{self.platform}",
            "sub": person_id,
            "sid": session_id,
            "roles": [list(role) for role in roles],
            "iat": int(now.timestamp()),
            "exp": int(expires_at.timestamp()),
        }
        return jwt.encode(claims, self.key.private, algorithm="EdDSA", headers={"kid": self.key.id}), expires_at

    def key_set(self) -> list[dict[str, str]]:
        return [self.key.jwk()]
