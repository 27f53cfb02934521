"""`@periodic(seconds)`: a method that a service calls by itself, again and again.

Every process of the service calls it, so its use case must bear company. A call that fails is told in the log and
made again at the next turn.
"""

from typing import Any

from eventlet.event import Event
from nameko.extensions import Entrypoint

from ce_kit import logs
from ce_kit.call import Call, service_actor
from ce_nameko.container import work_and_wait

log = logs.get(__name__)


class Periodic(Entrypoint):
    """The entrypoint behind `@periodic`; `seconds` of real time pass between the end of a call and the next."""

    def __init__(self, seconds: float, **kwargs: Any) -> None:
        self.seconds = seconds
        super().__init__(expected_exceptions=(Exception,), **kwargs)

    def setup(self) -> None:
        self.stopping = Event()

    def start(self) -> None:
        self.thread = self.container.spawn_managed_thread(self._run, identifier=f"periodic {self.method_name}")

    def stop(self) -> None:
        self.stopping.send(True)
        self.thread.wait()

    def _run(self) -> None:
        while self.stopping.wait(timeout=self.seconds) is None:
            data = {"call": Call(service_actor(self.container.service_name))}
            if (error := work_and_wait(self, (), data)) is not None:
                log.error("periodic call failed", method=self.method_name, exc_info=error)


periodic = Periodic.decorator
