"""The container: runs a method inside its call, so that logs, spans and nested calls know it."""

import sys
from typing import Any

from nameko.containers import ServiceContainer
from opentelemetry.trace import SpanKind

from ce_kit import tracing
from ce_kit.call import Call, current_call
from ce_kit.logs import current_service


class Container(ServiceContainer):
    """nameko's container with a lean worker; errors reach the entrypoint, which knows what to do with them."""

    def _run_worker(self, worker_ctx: Any, handle_result: Any) -> None:
        call: Call = worker_ctx.data.get("call") or Call()
        name = f"{worker_ctx.service_name}.{worker_ctx.entrypoint.method_name}"
        with tracing.span(name, call.traceparent, SpanKind.SERVER) as traceparent:
            inner = Call(call.actor, call.request_id, call.deadline, traceparent)
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
