"""W3C trace context: one trace id from the gateway through calls, outbox, events and logs."""

import random
import re

_PARENT = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def onward(traceparent: str = "") -> str:
    """Return the `traceparent` of the next step of a trace; a new trace's for none or an unreadable one."""
    parent = _PARENT.fullmatch(traceparent)
    trace = parent[1] if parent else f"{random.getrandbits(128) or 1:032x}"
    return f"00-{trace}-{random.getrandbits(64) or 1:016x}-01"


def trace_id(traceparent: str) -> str:
    """Return the 32 characters that all steps of a trace share; empty for no trace."""
    return traceparent[3:35]
