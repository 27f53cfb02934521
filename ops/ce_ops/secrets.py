"""A platform's secrets: made once, kept in files only their owner can read."""

import base64
import os
import secrets as random
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from ce_keys.ed25519 import SigningKey


class Secrets:
    """A folder of secrets; each method returns the file's path and makes the secret on first use."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def text(self, name: str) -> Path:
        """A random text, for passwords and shared secrets."""
        return self._file(name, lambda: random.token_urlsafe(32))

    def key(self, name: str) -> Path:
        """32 random bytes, base64."""
        return self._file(name, lambda: base64.b64encode(random.token_bytes(32)).decode())

    def vault_keys(self, name: str) -> Path:
        """The first version of an encryption key, `1:base64`."""
        return self._file(name, lambda: "1:" + base64.b64encode(random.token_bytes(32)).decode())

    def signing_key(self, name: str) -> Path:
        """An Ed25519 private key, PEM."""
        return self._file(name, lambda: SigningKey.generate().to_pem())

    def seal_key(self, name: str) -> Path:
        """An X25519 private key, base64; its public half stands beside it as `.public`."""
        path = self._file(name, lambda: base64.b64encode(X25519PrivateKey.generate().private_bytes_raw()).decode())
        private = X25519PrivateKey.from_private_bytes(base64.b64decode(path.read_text()))
        raw = private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        path.with_suffix(".public").write_text(base64.b64encode(raw).decode())
        return path

    def read(self, name: str) -> str:
        """Return the content of a secret that exists."""
        return (self.folder / name).read_text()

    def _file(self, name: str, make: Callable[[], str]) -> Path:
        path = self.folder / name
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            side = path.with_suffix(".new")
            handle = os.open(side, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w") as output:
                output.write(make())
            side.replace(path)
        return path.absolute()
