"""Identifiers that sort by time of creation (UUID version 7, RFC 9562)."""

import os
import time
from uuid import UUID


def new_id() -> str:
    """Return a new UUIDv7 as 36 lower-case characters."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & 0xFFFFFFFFFFFF) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    return str(UUID(int=value))
