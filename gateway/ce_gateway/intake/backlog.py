"""How many sheets wait for a worker, asked of the broker twice a second over a connection of its own."""

import threading

import kombu

from ce_kit import logs
from ce_kit.bus.connections import LOST, connected

log = logs.get(__name__)

SECONDS = 0.5


class BacklogWatch:
    """Watches one queue; `waiting` is what it held when it was last asked, None while the broker is out of reach."""

    def __init__(self, uri: str, queue: kombu.Queue) -> None:
        self.uri, self.queue = uri, queue
        self.waiting: int | None = None
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

    def _run(self) -> None:
        while not self.stopping.is_set():
            try:
                with connected(self.uri) as connection:
                    channel = connection.channel()
                    self.queue(channel).declare()
                    while not self.stopping.is_set():
                        self.waiting = channel.queue_declare(self.queue.name, passive=True).message_count
                        self.asked.set()
                        self.stopping.wait(SECONDS)
            except LOST as error:
                self.waiting = None
                log.warning("backlog is not known", queue=self.queue.name, error=str(error) or type(error).__name__)
                self.stopping.wait(1)
