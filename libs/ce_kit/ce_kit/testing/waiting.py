"""Waiting in tests: until something holds, never for a fixed time."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def wait_for(what: Callable[[], T], *, seconds: float = 10, every: float = 0.05) -> T:
    """Call `what` until it returns something true; return that. Fails after `seconds` with the last value."""
    end = time.monotonic() + seconds
    while True:
        value = what()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"still {value!r} after {seconds} s")
        time.sleep(every)
