"""The door: every call gets its caller, request id, deadline and trace before a servicer sees it."""

import time
from collections.abc import Mapping
from typing import Any, NoReturn

import grpc

from ce_gateway.errors import refuse
from ce_gateway.limits import RateLimit
from ce_gateway.tokens import TokenVerifier
from ce_kit import logs, tracing
from ce_kit.call import Call, current_call
from ce_kit.errors import DomainError, ServiceFault
from ce_kit.ids import new_id

log = logs.get(__name__)

DOMAIN = "ce.gateway.v1"
DEFAULT_SECONDS, LONGEST_SECONDS = 10.0, 60.0
GUESSABLE = ("/SignIn", "/Activate", "/SignUp", "/RefreshSession", "/VerifyCertificate")


class Door(grpc.GenericRpcHandler):  # type: ignore[misc]
    """Proves who calls; what they may do is the services' business.

    Servicers are registered with the door instead of with the server, which asks the door for the handler of each
    call. An interceptor would do the same and make two objects and a task more for each call. A method registered
    with the server costs every call of every method: grpc.aio waits for the next call of each of them apart, and
    looks all of these waits through when one has come.
    """

    def __init__(self, server: grpc.aio.Server, tokens: TokenVerifier, limit: RateLimit) -> None:
        self.tokens, self.limit = tokens, limit
        self.handlers: dict[str, grpc.RpcMethodHandler] = {}
        server.add_generic_rpc_handlers((self,))

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler | None:
        """Return the handler of a call (called by the server), None for a method nobody has."""
        return self.handlers.get(handler_call_details.method)

    def add_registered_method_handlers(self, service: str, handlers: Mapping[str, Any]) -> None:
        """Take the methods of a service (called by generated code); every call of them comes in by the door."""
        for name, handler in handlers.items():
            method = f"/{service}/{name}"
            self.handlers[method] = self._guarded(handler, method)

    def add_generic_rpc_handlers(self, handlers: Any) -> None:
        """Take no handler (called by generated code, too): it would be a way around the door."""

    def _guarded(self, handler: Any, method: str) -> Any:
        """Return a handler of the same kind that runs inside its call and turns errors into statuses."""
        domain = method.split("/")[1].rsplit(".", 1)[0]
        guessable = method.endswith(GUESSABLE)
        kind = ("stream_" if handler.request_streaming else "unary_") + (
            "stream" if handler.response_streaming else "unary"
        )
        behavior = getattr(handler, kind)

        async def enter(context: Any) -> Call:
            try:
                return await self._enter(context, guessable)
            except (DomainError, ServiceFault) as error:
                await refuse(context, error, DOMAIN)

        async def answer(request: Any, context: Any) -> Any:
            current_call.set(await enter(context))
            try:
                return await behavior(request, context)
            except Exception as error:
                await _refuse_or_fail(context, error, domain)

        async def answers(request: Any, context: Any) -> Any:
            current_call.set(await enter(context))
            try:
                async for one in behavior(request, context):
                    yield one
            except Exception as error:
                await _refuse_or_fail(context, error, domain)

        make = getattr(grpc, f"{kind}_rpc_method_handler")
        inside = answers if handler.response_streaming else answer
        return make(inside, handler.request_deserializer, handler.response_serializer)

    async def _enter(self, context: Any, guessable: bool) -> Call:
        if guessable:
            self.limit.check(str(context.peer()).rsplit(":", 1)[0])
        metadata = dict(context.invocation_metadata() or ())
        authorization = metadata.get("authorization", "")
        actor = self.tokens.remembered(authorization) or await self.tokens.actor(authorization)
        left = context.time_remaining()
        seconds = min(left, LONGEST_SECONDS) if left else DEFAULT_SECONDS
        traceparent = tracing.onward(str(metadata.get("traceparent", "")))
        request_id = str(metadata.get("x-request-id", ""))[:64] or tracing.trace_id(traceparent)
        return Call(actor, request_id, time.time() + seconds, traceparent)


class Open:
    """Where servicers are registered that anybody may call, and that know nothing of callers: health and reflection."""

    def __init__(self, server: grpc.aio.Server) -> None:
        self.server = server

    def add_generic_rpc_handlers(self, handlers: Any) -> None:
        """Take the handlers of a service (called by generated code)."""
        self.server.add_generic_rpc_handlers(handlers)

    def add_registered_method_handlers(self, service: str, handlers: Mapping[str, Any]) -> None:
        """Take none (called by generated code, too): see `Door`."""


async def _refuse_or_fail(context: Any, error: Exception, domain: str) -> NoReturn:
    if isinstance(error, DomainError | ServiceFault):
        await refuse(context, error, domain)
    await _fail(context, error, domain)


async def _fail(context: Any, error: Exception, domain: str) -> NoReturn:
    """End a call that failed for a reason nobody foresaw, with an error id that leads to the log."""
    if isinstance(error, grpc.aio.AbortError | grpc.aio.BaseError):
        raise error
    error_id = new_id()
    log.error("unexpected error", error_id=error_id, exc_info=error)
    fault = ServiceFault("INTERNAL", "INTERNAL", f"系统内部错误，错误编号 {error_id}", f'{{"error_id":"{error_id}"}}')
    await refuse(context, fault, domain)
