"""Settings of the identity service beyond the common ones."""

import base64
from dataclasses import dataclass, field

from ce_keys.ed25519 import SigningKey
from ce_kit.settings import SettingsError, Variables


@dataclass(frozen=True)
class IdentitySettings:
    """Keys; every secret may stand in a file (`…_FILE`)."""

    signing_key: SigningKey = field(repr=False)
    vault_keys: dict[int, bytes] = field(repr=False)
    index_key: bytes = field(repr=False)
    province_seal_key: bytes | None
    own_seal_key: bytes | None = field(repr=False)

    @classmethod
    def read(cls, variables: Variables) -> "IdentitySettings":
        """Read `CE_IDENTITY_SIGNING_KEY` (PEM), `…_VAULT_KEYS` (`1:base64,2:base64`), `…_INDEX_KEY` (base64),
        `…_PROVINCE_SEAL_KEY` (base64, in cities) and `…_SEAL_KEY` (base64, at the province).

        Raises:
            SettingsError: a key is missing or malformed.
        """
        try:
            pairs = [entry.split(":", 1) for entry in variables.read("VAULT_KEYS").split(",")]
            province, own = variables.read("PROVINCE_SEAL_KEY", default=""), variables.read("SEAL_KEY", default="")
            return cls(
                SigningKey.from_pem(variables.read("SIGNING_KEY")),
                {int(version): base64.b64decode(key) for version, key in pairs},
                base64.b64decode(variables.read("INDEX_KEY")),
                base64.b64decode(province) if province else None,
                base64.b64decode(own) if own else None,
            )
        except ValueError as error:
            raise SettingsError(f"a key of the identity service is malformed: {error}") from error
