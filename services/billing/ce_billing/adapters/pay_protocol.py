"""How merchant and payment provider sign what they send each other.

Headers `x-pay-merchant`, `x-pay-timestamp` (seconds since 1970), `x-pay-nonce` and `x-pay-signature`: the
HMAC-SHA256, in hexadecimal, of purpose, timestamp, nonce and body joined by line feeds, keyed with the secret
both know. The purpose keeps a notice from being replayed as a request and the other way round.
"""

import hashlib
import hmac
import secrets
import time

MERCHANT, TIMESTAMP, NONCE, SIGNATURE = "x-pay-merchant", "x-pay-timestamp", "x-pay-nonce", "x-pay-signature"
REQUEST, NOTICE = "POST /v1/payments", "notice"
WINDOW = 300
"""Seconds for which a signature is good, either way, because clocks differ."""


def signature(secret: bytes, purpose: str, timestamp: str, nonce: str, body: bytes) -> str:
    """Return the signature of a message."""
    text = f"{purpose}\n{timestamp}\n{nonce}\n".encode() + body
    return hmac.new(secret, text, hashlib.sha256).hexdigest()


def signed(secret: bytes, purpose: str, merchant: str, body: bytes, *, age: int = 0) -> dict[str, str]:
    """Return the headers of a message signed `age` seconds ago."""
    timestamp, nonce = str(int(time.time()) - age), secrets.token_hex(16)
    return {
        MERCHANT: merchant,
        TIMESTAMP: timestamp,
        NONCE: nonce,
        SIGNATURE: signature(secret, purpose, timestamp, nonce, body),
    }


def is_signed(secret: bytes, purpose: str, headers: dict[str, str], body: bytes) -> bool:
    """Tell whether a message bears the right signature; compares in constant time."""
    own = signature(secret, purpose, headers.get(TIMESTAMP, ""), headers.get(NONCE, ""), body)
    return hmac.compare_digest(own.encode(), headers.get(SIGNATURE, "").encode())


def is_fresh(headers: dict[str, str]) -> bool:
    """Tell whether the timestamp lies within the window."""
    timestamp = headers.get(TIMESTAMP, "")
    return timestamp.isdecimal() and len(timestamp) < 15 and abs(time.time() - int(timestamp)) <= WINDOW
