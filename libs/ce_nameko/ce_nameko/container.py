"""The container: runs a method inside its call, so that logs and nested calls know it."""

import sys
from collections.abc import Callable, Mapping
from typing import Any

from eventlet.event import Event
from nameko.containers import ServiceContainer
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint

from ce_kit import tracing
from ce_kit.call import Call, current_call
from ce_kit.errors import Unavailable
from ce_kit.logs import current_service
from ce_kit.settings import Settings


def settings_of(container: Any) -> Settings:
    """Return the settings of the service that runs in a nameko container."""
    settings: Settings = container.config["settings"][container.service_name]
    return settings


class Container(ServiceContainer):
    """nameko's container with a lean worker; errors reach the entrypoint, which knows what to do with them."""

    def _run_worker(self, worker_ctx: Any, handle_result: Any) -> None:
        call: Call = worker_ctx.data.get("call") or Call()
        inner = Call(call.actor, call.request_id, call.deadline, tracing.onward(call.traceparent))
        worker_ctx.data["call"] = inner
        current_call.set(inner)
        current_service.set(worker_ctx.service_name)
        result = exc_info = None
        try:
            self._inject_dependencies(worker_ctx)
            self._worker_setup(worker_ctx)
            method = getattr(worker_ctx.service, worker_ctx.entrypoint.method_name)
            result = method(*worker_ctx.args, **worker_ctx.kwargs)
        except Exception:
            exc_info = sys.exc_info()
        if handle_result is not None:
            result, exc_info = handle_result(worker_ctx, result, exc_info)
        self._worker_result(worker_ctx, result, exc_info)
        self._worker_teardown(worker_ctx)


def work_and_wait(
    entrypoint: Entrypoint,
    args: tuple[Any, ...],
    data: Mapping[str, Any],
    meanwhile: Callable[[], object] = lambda: None,
) -> BaseException | None:
    """Run an entrypoint's method in a worker and return its error; `meanwhile` is called every three seconds."""
    done = Event()

    def handle_result(worker_ctx: Any, result: Any, exc_info: Any) -> Any:
        done.send((exc_info[1] if exc_info else None,))
        return result, exc_info

    try:
        entrypoint.container.spawn_worker(entrypoint, args, {}, context_data=data, handle_result=handle_result)
    except ContainerBeingKilled:
        return Unavailable("service is stopping")
    while (outcome := done.wait(timeout=3)) is None:
        meanwhile()
    error: BaseException | None = outcome[0]
    return error
