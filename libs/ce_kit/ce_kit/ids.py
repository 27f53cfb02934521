"""Identifiers that sort by time of creation (UUID version 7, RFC 9562)."""

import os
import time

_FIXED = 0xF << 76 | 0x3 << 62
_VERSION_7 = 7 << 76 | 2 << 62


def new_id() -> str:
    """Return a new UUIDv7 as 36 lower-case characters."""
    value = (time.time_ns() // 1_000_000 & 0xFFFFFFFFFFFF) << 80 | int.from_bytes(os.urandom(10), "big")
    text = f"{value & ~_FIXED | _VERSION_7:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
