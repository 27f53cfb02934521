"""How the story is told: lines with progress, expectations that must hold, a report at the end."""

import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from ce_demo.client import Refused
from ce_demo.platforms import Running
from ce_kit.clock import RatedClock, set_rated_clock

Result = TypeVar("Result")
PATIENCE_SECONDS = 30.0
STUDY_RATE, SLOW_RATE = 172_800, 600


class StoryBroke(Exception):
    """A step did not give what it must."""


class Tale:
    """Prints the story; several threads may tell at once."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.report: dict[str, Any] = {"cities": {}, "province": {}, "steps": 0}
        self.lock = threading.Lock()

    def chapter(self, title: str) -> None:
        """Begin a chapter."""
        self._print(f"\n── {title}")

    def say(self, who: str, text: str) -> None:
        """Tell a step."""
        with self.lock:
            self.report["steps"] += 1
        self._print(f"  {time.monotonic() - self.began:5.1f}s  {who}：{text}")

    def detail(self, text: str) -> None:
        """Tell something more about the step."""
        self._print(f"          · {text}")

    def _print(self, line: str) -> None:
        with self.lock:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()

    def expect(self, what: str, have: Any, want: Any) -> None:
        """Hold the story to its word.

        Raises:
            StoryBroke: `have` is not `want`.
        """
        if have != want:
            raise StoryBroke(f"{what}：应为 {want!r}，得到 {have!r}")

    def refused(self, what: str, reason: str, call: Callable[[], Any]) -> Refused:
        """Expect a call to be refused for `reason`; return the refusal.

        Raises:
            StoryBroke: it was not, or for another reason.
        """
        try:
            call()
        except Refused as error:
            self.expect(f"{what} 的拒绝原因", error.reason, reason)
            return error
        raise StoryBroke(f"{what}：本应被拒绝（{reason}）")

    def until(self, what: str, ask: Callable[[], Result], good: Callable[[Result], bool]) -> Result:
        """Ask until the answer is good: facts travel between services in their own time.

        Raises:
            StoryBroke: it did not become good in time.
        """
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                answer = ask()
            except Refused as error:
                problem: object = error
            else:
                if good(answer):
                    return answer
                problem = answer
            if time.monotonic() > end:
                raise StoryBroke(f"{what}：{PATIENCE_SECONDS:.0f} 秒内未实现，最后得到 {problem}")
            time.sleep(0.05)


class Calendar:
    """A city's business time, as the story moves it."""

    def __init__(self, running: Running) -> None:
        self.path = running.platform.clock_file

    def now(self) -> datetime:
        """Return the city's time."""
        return RatedClock(self.path).now()

    def turn_to(self, day: str, hour: int = 9) -> None:
        """Jump to a morning in Shandong."""
        set_rated_clock(self.path, datetime.fromisoformat(f"{day}T{hour:02d}:00:00+08:00"), SLOW_RATE)

    def run(self, rate: float) -> None:
        """Let time run faster or slower from here."""
        set_rated_clock(self.path, self.now(), rate)
