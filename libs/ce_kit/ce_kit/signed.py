"""Signed texts: values that this platform gave to somebody and recognises later without asking a database.

The text is no secret from its holder, who can read it and cannot change it. `purpose` keeps texts of one kind from
being taken for another.
"""

import base64
import binascii
import hashlib
import hmac
from typing import Any

import orjson


class BadSignature(Exception):
    """The text was not made by this platform for this purpose."""


def write(purpose: str, value: Any, secret: bytes) -> str:
    """Return a JSON value as signed text."""
    body = orjson.dumps(value)
    return f"{base64.urlsafe_b64encode(body).decode()}.{_sign(purpose, body, secret)}"


def read(purpose: str, text: str, secret: bytes) -> Any:
    """Return the value of a signed text.

    Raises:
        BadSignature: it is none, or not for this purpose.
    """
    encoded, _, signature = text.rpartition(".")
    try:
        body = base64.urlsafe_b64decode(encoded)
    except (binascii.Error, ValueError) as error:
        raise BadSignature(purpose) from error
    if not body or not hmac.compare_digest(_sign(purpose, body, secret).encode(), signature.encode()):
        raise BadSignature(purpose)
    return orjson.loads(body)


def _sign(purpose: str, body: bytes, secret: bytes) -> str:
    return hmac.new(secret, f"{purpose}:".encode() + body, hashlib.sha256).hexdigest()
