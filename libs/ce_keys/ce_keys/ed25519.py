"""Ed25519 keys: who signed a token, a receipt or a digest, checkable offline by a published key set.

libsodium signs and checks, for it takes half of OpenSSL's time; the forms of keys are `cryptography`'s business.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nacl.bindings import (
    crypto_sign,
    crypto_sign_BYTES,
    crypto_sign_open,
    crypto_sign_PUBLICKEYBYTES,
    crypto_sign_seed_keypair,
)
from nacl.exceptions import CryptoError


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def verify(raw_public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether `signature` over `message` was made with the key whose public half is these 32 bytes."""
    if len(signature) != crypto_sign_BYTES or len(raw_public) != crypto_sign_PUBLICKEYBYTES:
        return False
    try:
        crypto_sign_open(signature + message, raw_public)
    except CryptoError:
        return False
    return True


class SigningKey:
    """A private key and its id (the first 16 characters of the SHA-256 of its public half)."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self.private = private
        self.raw_public, self.secret = crypto_sign_seed_keypair(private.private_bytes_raw())
        self.id = hashlib.sha256(self.raw_public).hexdigest()[:16]

    @classmethod
    def generate(cls) -> "SigningKey":
        """Return a new key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, pem: str | bytes) -> "SigningKey":
        """Read a PKCS#8 PEM key.

        Raises:
            ValueError: the text is no Ed25519 key.
        """
        key = serialization.load_pem_private_key(pem.encode() if isinstance(pem, str) else pem, password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("the key is not an Ed25519 key")  # noqa: TRY004  the caller gave a wrong value
        return cls(key)

    @classmethod
    def from_file(cls, path: Path) -> "SigningKey":
        """Read a key from a PEM file."""
        return cls.from_pem(path.read_bytes())

    def to_pem(self) -> str:
        """Return the private key as PKCS#8 PEM."""
        return self.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of `message`."""
        return crypto_sign(message, self.secret)[:crypto_sign_BYTES]

    def jwk(self) -> dict[str, str]:
        """Return the public half as a JSON Web Key (RFC 8037)."""
        return {
            "kty": "OKP",
            "crv": "Ed25519",
            "kid": self.id,
            "x": _b64(self.raw_public),
            "use": "sig",
            "alg": "EdDSA",
        }


class KeySet:
    """Public keys by id, as published under `/.well-known/jwks.json`."""

    def __init__(self, jwks: Iterable[Mapping[str, Any]]) -> None:
        self.keys = {str(jwk["kid"]): base64.urlsafe_b64decode(str(jwk["x"]) + "==") for jwk in jwks}

    def verify(self, key_id: str, signature: bytes, message: bytes) -> bool:
        """Tell whether `signature` over `message` was made with the key `key_id`; False for an unknown key."""
        key = self.keys.get(key_id)
        return key is not None and verify(key, signature, message)
