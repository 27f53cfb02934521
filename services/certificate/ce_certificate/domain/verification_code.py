"""Verification codes (验证码): twelve characters of Crockford's base 32, in groups of four: 60 random bits."""

import re
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 12
_MISREAD = str.maketrans("OIL", "011")


def new_code() -> str:
    """Return a new code, e.g. 7K3M-Q2XD-90RW."""
    return _grouped("".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)))


def clean(text: str) -> str:
    """Return a typed code as it is kept, the empty text when it cannot be one; O is read as 0, I and L as 1."""
    code = re.sub(r"[\s-]", "", text).upper().translate(_MISREAD)
    return _grouped(code) if len(code) == _LENGTH and set(code) <= set(_ALPHABET) else ""


def _grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, _LENGTH, 4))
