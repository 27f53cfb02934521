"""ID numbers: AES-256-GCM with key versions, an HMAC blind index, a sealed box for the province."""

import base64
import hashlib
import hmac
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE, _KEY = 12, 32


class IdNumberVault:
    """Encrypts with the newest key and opens with any; the first byte of what it stores is the key's version."""

    def __init__(
        self,
        keys: Mapping[int, bytes],
        index_key: bytes,
        province_public: bytes | None = None,
        own_private: bytes | None = None,
    ) -> None:
        if not keys or any(len(key) != _KEY for key in keys.values()) or len(index_key) < _KEY:
            raise ValueError("vault keys are 32 bytes each, and so is the index key")
        if not set(keys) <= set(range(1, 256)):
            raise ValueError("versions of vault keys are 1 to 255")
        self.ciphers = {version: AESGCM(key) for version, key in keys.items()}
        self.newest, self.index_key = max(keys), index_key
        self.province = X25519PublicKey.from_public_bytes(province_public) if province_public else None
        self.own = X25519PrivateKey.from_private_bytes(own_private) if own_private else None

    def index(self, id_number: str) -> str:
        return hmac.new(self.index_key, id_number.encode(), hashlib.sha256).hexdigest()

    def close_up(self, id_number: str, person_id: str) -> bytes:
        nonce = os.urandom(_NONCE)
        sealed = self.ciphers[self.newest].encrypt(nonce, id_number.encode(), person_id.encode())
        return bytes([self.newest]) + nonce + sealed

    def open_up(self, sealed: bytes, person_id: str) -> str:
        cipher = self.ciphers.get(sealed[0])
        if cipher is None:
            raise ValueError(f"key version {sealed[0]} of the vault is missing from the settings")
        return cipher.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], person_id.encode()).decode()

    def seal_for_province(self, id_number: str) -> str:
        if self.province is None:
            return ""
        once = X25519PrivateKey.generate()
        public = _raw(once.public_key())
        key = _shared(once.exchange(self.province), public, _raw(self.province))
        # the key is used for one message only, so the nonce may be fixed
        return base64.b64encode(public + AESGCM(key).encrypt(bytes(_NONCE), id_number.encode(), None)).decode()

    def open_from_city(self, sealed: str) -> str:
        """Open what a city sealed for us.

        Raises:
            ValueError: it was not sealed for our key.
        """
        if self.own is None:
            raise ValueError("this platform has no key to open sealed ID numbers with")
        data = base64.b64decode(sealed)
        if len(data) <= _KEY:
            raise ValueError("nothing is sealed in it")
        public, body = data[:_KEY], data[_KEY:]
        secret = self.own.exchange(X25519PublicKey.from_public_bytes(public))
        try:
            return (
                AESGCM(_shared(secret, public, _raw(self.own.public_key()))).decrypt(bytes(_NONCE), body, None).decode()
            )
        except InvalidTag as error:
            raise ValueError("not sealed for this key") from error


def _raw(key: X25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _shared(secret: bytes, sender: bytes, receiver: bytes) -> bytes:
    return HKDF(hashes.SHA256(), _KEY, salt=None, info=b"ce-id-number" + sender + receiver).derive(secret)
