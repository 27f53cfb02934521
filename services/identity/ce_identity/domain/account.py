"""Accounts: activation and what proves who one is."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

CODE_LIFE = timedelta(days=14)


@dataclass(slots=True)
class Account:
    """How a person proves who they are.

    `may_use_last_six` is True only for imported or migrated technicians (ZB20 一.4); administrators and
    everyone who once held a role need an activation code.
    """

    person_id: str
    login: str
    password_hash: str | None
    may_use_last_six: bool
    code_sha256: str | None = None
    code_expires_at: datetime | None = None

    def set_code(self, sha256: str, now: datetime) -> datetime:
        """Set an activation code; earlier ones are void. Returns when it runs out."""
        self.code_sha256, self.code_expires_at = sha256, now + CODE_LIFE
        return self.code_expires_at

    def accepts_secret(self, secret: str, secret_sha256: str, id_number: str, now: datetime) -> bool:
        """Tell whether `secret` activates this account: a live code, or the last six where they are allowed."""
        if self.code_sha256 is not None and self.code_expires_at is not None and now < self.code_expires_at:
            return hmac.compare_digest(secret_sha256, self.code_sha256)
        return self.may_use_last_six and secret == id_number[-6:]

    def still_has(self, judged: str | None) -> bool:
        """Tell whether the password hash that a password was found to fit still holds; None is one that fits none."""
        return judged is not None and self.password_hash == judged

    def activate(self, password_hash: str) -> None:
        """Set the first password, or a new one by a code; the secret is used up."""
        self.password_hash = password_hash
        self.code_sha256 = self.code_expires_at = None
        self.may_use_last_six = False
