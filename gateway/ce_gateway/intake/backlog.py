"""How many sheets wait for a worker: bundles are counted by the broker, asked twice a second; how many sheets are in
each is known from those that were sent last.
"""

import threading
from collections import deque

import kombu

from ce_kit import logs
from ce_kit.bus.connections import LOST, connected

log = logs.get(__name__)

SECONDS = 0.5
REMEMBERED = 20_000


class BacklogWatch:
    """Watches one queue; `waiting` sheets when it was last asked, None while the broker is out of reach."""

    def __init__(self, uri: str, queue: kombu.Queue) -> None:
        self.uri, self.queue = uri, queue
        self.waiting: int | None = None
        self.sizes: deque[int] = deque(maxlen=REMEMBERED)
        self.stopping, self.asked = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._run, name="backlog", daemon=True)

    def start(self) -> None:
        """Begin to watch; returns when the broker has answered, or after five seconds."""
        self.thread.start()
        self.asked.wait(5)

    def stop(self) -> None:
        """End."""
        self.stopping.set()
        self.thread.join(3)

    def sent(self, sheets: int) -> None:
        """Remember that a bundle of so many sheets was sent."""
        self.sizes.append(sheets)

    def sheets_in(self, bundles: int) -> int:
        """Return how many sheets so many waiting bundles hold: the last ones sent, as first in is first out.

        Where other gateways send, too, or nothing was sent yet, the rest is taken to be like them.
        """
        known = min(bundles, len(self.sizes))
        if not known:
            return bundles
        return round(sum(list(self.sizes)[-known:]) * bundles / known)

    def _run(self) -> None:
        while not self.stopping.is_set():
            try:
                with connected(self.uri) as connection:
                    channel = connection.channel()
                    self.queue(channel).declare()
                    while not self.stopping.is_set():
                        bundles = channel.queue_declare(self.queue.name, passive=True).message_count
                        self.waiting = self.sheets_in(bundles)
                        self.asked.set()
                        self.stopping.wait(SECONDS)
            except LOST as error:
                self.waiting = None
                log.warning("backlog is not known", queue=self.queue.name, error=str(error) or type(error).__name__)
                self.stopping.wait(1)
