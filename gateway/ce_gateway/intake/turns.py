"""Whether the threads of this process may interrupt others when they wake (Linux; elsewhere they always may).

gRPC's thread wakes for every event of every call. In a rush, when it takes the processor from the event loop each time,
a sheet costs a fifth more. While few sheets are in hand a thread that has to wait for its turn, behind a worker that
grades, keeps a person waiting.
"""

import os
from pathlib import Path

from ce_kit import logs

log = logs.get(__name__)

RUSH, CALM = 100, 50
"""Sheets in hand from which threads take turns, and below which they do so no longer."""


class Turns:
    """Sets the scheduling class of every thread of this process; those started later do as the one that starts them.

    A process that was started in a class of its own stays in it.
    """

    def __init__(self) -> None:
        self.taken = False
        self.possible = hasattr(os, "SCHED_BATCH") and os.sched_getscheduler(0) == os.SCHED_OTHER

    def suit(self, in_hand: int) -> None:
        """Let threads take turns, or interrupt, as suits so many sheets in hand."""
        wanted = in_hand >= (CALM if self.taken else RUSH)
        if wanted != self.taken and self.possible:
            self._set(os.SCHED_BATCH if wanted else os.SCHED_OTHER)
            self.taken = wanted

    def _set(self, policy: int) -> None:
        for thread in Path("/proc/self/task").iterdir():
            try:
                os.sched_setscheduler(int(thread.name), policy, os.sched_param(0))
            except ProcessLookupError:
                continue  # it has ended meanwhile
            except OSError as error:
                log.info("threads interrupt one another", error=str(error))
                self.possible = False
                return
