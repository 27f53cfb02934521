"""What becomes of failed messages, for the handlers of a service."""

import contextlib
from typing import Any

from nameko.extensions import SharedExtension

from ce_kit.bus.connections import LOST
from ce_kit.bus.settle import Settler


class SharedSettler(SharedExtension):
    """One settler for all handlers of a service."""

    def setup(self) -> None:
        self.settler = Settler(self.container.config["AMQP_URI"])
        with contextlib.suppress(*LOST):  # a service may start before its broker
            self.settler.declare()

    def fail(self, queue: str, message: Any, error: BaseException) -> bool:
        """See `Settler.fail`."""
        return self.settler.fail(queue, message, error)

    def stop(self) -> None:
        self.settler.publisher.close()
