"""Dependencies that every service uses: the caller, the clock, and things built once from the settings."""

from collections.abc import Callable
from typing import Any

from nameko.extensions import DependencyProvider

from ce_kit.call import Actor, Call
from ce_kit.settings import Settings
from ce_nameko.container import settings_of


class CallActor(DependencyProvider):
    """Who calls: from the verified context of the message, never from its payload."""

    def get_dependency(self, worker_ctx: Any) -> Actor:
        call: Call = worker_ctx.data["call"]
        return call.actor


class Shared(DependencyProvider):
    """An object built once per process from the settings; closed when the service stops, if it can be."""

    def __init__(self, build: Callable[[Settings], Any]) -> None:
        self.build = build

    def setup(self) -> None:
        self.instance = self.build(settings_of(self.container))

    def stop(self) -> None:
        if callable(close := getattr(self.instance, "close", None)):
            close()

    def get_dependency(self, worker_ctx: Any) -> Any:
        return self.instance


class PlatformClock(Shared):
    """The platform's business clock."""

    def __init__(self) -> None:
        super().__init__(lambda settings: settings.clock)
