"""RPC, the answering side: `@rpc(allow=…)` takes a payload dict and returns one.

Guards that nameko lacks: a caller that may not (deny by default), a deadline that has passed, a message
without `reply_to` (nameko's container dies of it), and answers of a fixed shape for every error. One
connection per service stays open for all replies.
"""

import uuid
from functools import partial
from typing import Any

import kombu
import orjson
from marshmallow import ValidationError
from nameko import rpc as nameko_rpc
from nameko.exceptions import ContainerBeingKilled, MethodNotFound

from ce_kit import logs
from ce_kit.bus.topology import CLASSIC
from ce_kit.call import Access, Call
from ce_kit.db.engine import is_away
from ce_kit.db.once import Replayed, RequestOnce
from ce_kit.errors import DomainError, Kind, MalformedPayload, ServiceFault
from ce_nameko.consumer import QueueConsumer
from ce_nameko.container import settings_of
from ce_nameko.publishers import ReplyPublisher

log = logs.get(__name__)

EXCHANGE = kombu.Exchange("nameko-rpc", durable=True, type="topic")


def to_fault(error: BaseException) -> ServiceFault:
    """Turn any error into the one exception that crosses the broker; unknown ones get an error id."""
    if isinstance(error, ServiceFault):
        return error
    if isinstance(error, DomainError):
        return ServiceFault.of(error)
    if isinstance(error, ValidationError):
        return ServiceFault.of_fields(error.messages)
    if isinstance(error, MethodNotFound):
        return ServiceFault(Kind.UNIMPLEMENTED, "METHOD_NOT_FOUND", f"没有此方法：{error}")
    error_id = uuid.uuid4().hex[:12]
    log.error("unexpected error", error_id=error_id, exc_info=error)
    if is_away(error):
        return ServiceFault(Kind.UNAVAILABLE, "STORE_UNAVAILABLE", "数据库暂不可用，请稍后重试")
    return ServiceFault(Kind.INTERNAL, "INTERNAL", f"系统内部错误，错误编号 {error_id}", f'{{"error_id":"{error_id}"}}')


class RpcConsumer(nameko_rpc.RpcConsumer):
    """Takes calls from `rpc-<service>` and answers them."""

    queue_consumer = QueueConsumer()
    replies = ReplyPublisher()
    queue: kombu.Queue | None

    def setup(self) -> None:
        if self.queue is None:
            name = self.container.service_name
            self.queue = kombu.Queue(f"rpc-{name}", EXCHANGE, f"{name}.*", durable=True, queue_arguments=CLASSIC)
            self.queue_consumer.register_provider(self)

    def handle_message(self, body: Any, message: Any) -> None:
        if not message.properties.get("reply_to"):
            log.error("call without reply_to", method=message.delivery_info.get("routing_key"))
            self.queue_consumer.reject_message(message)
            return
        try:
            provider = self.get_provider_for_method(message.delivery_info["routing_key"])
            provider.handle_message(body, message)
        except Exception as error:
            self.answer(message, None, to_fault(error))

    def answer(self, message: Any, result: Any, fault: ServiceFault | None) -> None:
        """Send the reply and take the call off the queue, also when nobody waits for the reply any more."""
        try:
            body = _reply(result, fault)
        except TypeError as error:
            body = _reply(None, to_fault(error))
        try:
            self.replies.publish(
                body,
                exchange=EXCHANGE.name,
                routing_key=message.properties["reply_to"],
                correlation_id=message.properties.get("correlation_id"),
            )
        except Exception as failure:
            log.error("reply could not be sent", error=str(failure))
        self.queue_consumer.ack_message(message)


def _reply(result: Any, fault: ServiceFault | None) -> bytes:
    error = None if fault is None else {"exc_args": list(fault.args)}
    return orjson.dumps({"result": result, "error": error})


class Rpc(nameko_rpc.Rpc):
    """The entrypoint behind `@rpc`."""

    rpc_consumer = RpcConsumer()

    def __init__(self, *, allow: Access, once: bool = False, **kwargs: Any) -> None:
        self.allow, self.once = allow, once
        super().__init__(expected_exceptions=(Exception,), **kwargs)

    def handle_message(self, body: Any, message: Any) -> None:
        call = Call.from_headers(message.headers, settings_of(self.container).bus_secret)
        call.remaining()
        self.allow(call.actor)
        try:
            (payload,) = body["args"]
        except (KeyError, TypeError, ValueError) as error:
            raise MalformedPayload("消息格式有误：需要一个参数对象") from error
        if not isinstance(payload, dict):
            raise MalformedPayload("消息格式有误：参数须为对象")
        data = {"call": call, "once": self._once(call, payload)}
        try:
            self.container.spawn_worker(
                self, (payload,), {}, context_data=data, handle_result=partial(self.handle_result, message)
            )
        except ContainerBeingKilled:
            self.rpc_consumer.requeue_message(message)

    def _once(self, call: Call, payload: dict[str, Any]) -> RequestOnce | None:
        if not self.once:
            return None
        if not payload.get("request_id"):
            raise ValidationError({"request_id": ["写操作须带请求编号（UUID），重试时沿用同一编号"]})
        settings, request_id = settings_of(self.container), str(payload["request_id"])
        return RequestOnce(call.actor.id, self.method_name, request_id, payload, settings.clock, settings.bus_secret)

    def handle_result(self, message: Any, worker_ctx: Any, result: Any, exc_info: Any) -> Any:
        error = exc_info[1] if exc_info else None
        fault = None
        if not isinstance(error, Replayed):
            for unit in worker_ctx.data.get("units", ()):
                try:
                    unit.finish(result, error)
                except Exception as failure:
                    error = failure
            if error is not None:
                error = _as_before(worker_ctx, error)
        if isinstance(error, Replayed):
            result, error, exc_info = error.response, None, None
        if error is not None:
            result, fault = None, to_fault(error)
        self.rpc_consumer.answer(message, result, fault)
        return result, exc_info


def _as_before(worker_ctx: Any, error: BaseException) -> BaseException:
    """Return what a refused request came to when it came first: a check that it passed then may refuse it now."""
    try:
        return next(filter(None, (unit.recall() for unit in worker_ctx.data.get("units", ()))), error)
    except Exception as failure:
        log.warning("an earlier answer could not be looked for", error=str(failure)[:500])
        return error


rpc = Rpc.decorator
