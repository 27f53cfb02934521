"""The door: every call gets its caller, request id, deadline and trace before a servicer sees it."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

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


class Door(grpc.aio.ServerInterceptor):
    """Proves who calls; what they may do is the services' business."""

    def __init__(self, tokens: TokenVerifier, limit: RateLimit) -> None:
        self.tokens, self.limit = tokens, limit

    async def intercept_service(
        self, continuation: Callable[[Any], Awaitable[Any]], details: grpc.HandlerCallDetails
    ) -> Any:
        handler = await continuation(details)
        if handler is None or details.method.startswith("/grpc."):
            return handler
        metadata = dict(details.invocation_metadata or ())

        async def enter(context: Any) -> Call:
            if details.method.endswith(GUESSABLE):
                self.limit.check(str(context.peer()).rsplit(":", 1)[0])
            actor = await self.tokens.actor(metadata.get("authorization", ""))
            left = context.time_remaining()
            seconds = min(left, LONGEST_SECONDS) if left else DEFAULT_SECONDS
            request_id = str(metadata.get("x-request-id", ""))[:64] or new_id()
            return Call(actor, request_id, time.time() + seconds, str(metadata.get("traceparent", "")))

        return _wrap(handler, enter, details.method)


def _wrap(handler: Any, enter: Callable[[Any], Awaitable[Call]], method: str) -> Any:
    """Return a handler of the same kind that runs inside its call and turns errors into statuses."""

    async def prepare(context: Any) -> Call:
        try:
            return await enter(context)
        except (DomainError, ServiceFault) as error:
            await refuse(context, error, DOMAIN)

    async def unary(request: Any, context: Any) -> Any:
        call = await prepare(context)
        with tracing.span(method, call.traceparent) as traceparent:
            current_call.set(Call(call.actor, call.request_id, call.deadline, traceparent))
            try:
                return await behavior(request, context)
            except (DomainError, ServiceFault) as error:
                await refuse(context, error, domain)
            except Exception as error:
                await _fail(context, error, domain)

    async def stream(request: Any, context: Any) -> Any:
        call = await prepare(context)
        with tracing.span(method, call.traceparent) as traceparent:
            current_call.set(Call(call.actor, call.request_id, call.deadline, traceparent))
            try:
                async for answer in behavior(request, context):
                    yield answer
            except (DomainError, ServiceFault) as error:
                await refuse(context, error, domain)
            except Exception as error:
                await _fail(context, error, domain)

    domain = method.split("/")[1].rsplit(".", 1)[0]
    if handler.response_streaming:
        behavior = handler.stream_stream if handler.request_streaming else handler.unary_stream
        make = (
            grpc.stream_stream_rpc_method_handler if handler.request_streaming else grpc.unary_stream_rpc_method_handler
        )
        return make(stream, handler.request_deserializer, handler.response_serializer)
    behavior = handler.stream_unary if handler.request_streaming else handler.unary_unary
    make = grpc.stream_unary_rpc_method_handler if handler.request_streaming else grpc.unary_unary_rpc_method_handler
    return make(unary, handler.request_deserializer, handler.response_serializer)


async def _fail(context: Any, error: Exception, domain: str) -> None:
    """End a call that failed for a reason nobody foresaw, with an error id that leads to the log."""
    if isinstance(error, grpc.aio.AbortError | grpc.aio.BaseError):
        raise error
    error_id = new_id()
    log.error("unexpected error", error_id=error_id, exc_info=error)
    fault = ServiceFault("INTERNAL", "INTERNAL", f"系统内部错误，错误编号 {error_id}", f'{{"error_id":"{error_id}"}}')
    await refuse(context, fault, domain)
