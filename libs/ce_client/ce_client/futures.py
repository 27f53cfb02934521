"""Telling asyncio's futures what became of them, from any thread."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

Outcome = tuple[asyncio.Future[Any], Any, Exception | None]


def tell(outcomes: Iterable[Outcome]) -> None:
    """Resolve futures from any thread, those of another thread's loop with one wake-up of it."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_loop[outcome[0].get_loop()].append(outcome)
    for loop, mine in by_loop.items():
        if loop is _running_loop():
            _settle_all(mine)
            continue
        with contextlib.suppress(RuntimeError):  # nobody waits on a closed loop any more
            loop.call_soon_threadsafe(_settle_all, mine)


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _settle_all(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        settle(*outcome)


def settle(future: asyncio.Future[Any], result: Any, error: Exception | None) -> None:
    """Resolve a future that may have been given up."""
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
