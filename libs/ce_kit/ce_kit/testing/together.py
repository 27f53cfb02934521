"""Many clicks at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from ce_kit.errors import ServiceFault


def at_once(call: Callable[[int], Any], times: int = 8) -> list[Any]:
    """Call from `times` threads at the same time; return the answers, and the reason of each refusal in its place."""

    def attempt(number: int) -> Any:
        try:
            return call(number)
        except ServiceFault as fault:
            return fault.reason

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(attempt, range(times)))
