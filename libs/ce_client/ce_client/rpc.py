"""RPC, the asking side for asyncio; futures are resolved by correlation id."""

import asyncio
import itertools
import time
import uuid
from collections.abc import Mapping
from typing import Any

import orjson

from ce_client.connection import ReaderConnection
from ce_client.futures import Outcome, settle, tell
from ce_kit import logs
from ce_kit.bus.connections import Undeliverable
from ce_kit.bus.topology import CLASSIC
from ce_kit.call import Call
from ce_kit.errors import DeadlineExceeded, ServiceFault, Unavailable

log = logs.get(__name__)

EXCHANGE = "nameko-rpc"


class RpcClient(ReaderConnection):
    """Asks services from an asyncio process: `await client.call("credit.get_year", payload, call)`."""

    def __init__(self, uri: str, secret: bytes, name: str = "rpc") -> None:
        super().__init__(uri, name)
        self.secret = secret
        self.numbers = itertools.count()
        self.waiting: dict[str, asyncio.Future[Any]] = {}
        self.resolved: list[Outcome] = []
        self.reply_to = ""

    def opened(self, channel: Any) -> None:
        # a fresh queue for each connection: the broker holds the old one until it notices that its link is dead
        self.reply_to = str(uuid.uuid4())
        queue = f"rpc.reply-{self.name}-{self.reply_to}"
        channel.exchange_declare(EXCHANGE, "topic", durable=True, auto_delete=False)
        channel.queue_declare(queue, durable=False, exclusive=True, auto_delete=True, arguments=CLASSIC)
        channel.queue_bind(queue, EXCHANGE, self.reply_to)
        if self.memory:
            channel.basic_consume(queue, True, self._on_memory_reply, queue)
            return
        channel.events["basic_return"].add(self._on_return)
        channel.basic_consume(queue, no_ack=True, callback=self._on_reply)

    def lost(self, error: Exception) -> None:
        for correlation_id in list(self.waiting):
            self._resolve(correlation_id, error=Unavailable("消息总线连接中断，请稍后重试"))
        self.drained()

    async def call(self, method: str, payload: Mapping[str, Any], call: Call, seconds: float = 10.0) -> Any:
        """Return the service's answer.

        Raises:
            ServiceFault: the service refused or failed.
            Unavailable: the service does not run, or the broker is out of reach.
            DeadlineExceeded: no answer within `seconds`.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        correlation_id = str(next(self.numbers))
        self.waiting[correlation_id] = future
        onward = Call(call.actor, call.request_id, time.time() + seconds, call.traceparent)
        try:
            self.send(
                orjson.dumps({"args": [payload], "kwargs": {}}),
                exchange=EXCHANGE,
                routing_key=method,
                headers=onward.to_headers(self.secret),
                reply_to=self.reply_to,
                correlation_id=correlation_id,
                delivery_mode=1,
                expiration=str(int(seconds * 1000)),
            )
            expiry = loop.call_later(seconds, settle, future, None, TimeoutError())
            try:
                return await future
            finally:
                expiry.cancel()
        except Undeliverable as error:  # the in-process broker tells at once, RabbitMQ by a return
            raise _absent(method) from error
        except TimeoutError as error:
            raise DeadlineExceeded(f"{method} 未在 {seconds:.0f} 秒内答复，请重试", method=method) from error
        finally:
            self.waiting.pop(correlation_id, None)

    def _on_return(self, error: Exception, exchange: str, routing_key: str, message: Any) -> None:
        self._resolve(message.properties.get("correlation_id"), error=_absent(routing_key))

    def _on_memory_reply(self, message: Any) -> None:
        self._on_reply(self.channel.message_to_python(message))

    def _on_reply(self, message: Any) -> None:
        try:
            body = orjson.loads(message.body)
            error = ServiceFault(*body["error"]["exc_args"]) if body["error"] else None
            self._resolve(message.properties.get("correlation_id"), body["result"], error)
        except (ValueError, KeyError, TypeError) as problem:
            log.error("unreadable reply", error=str(problem)[:500])

    def _resolve(self, correlation_id: Any, result: Any = None, error: Exception | None = None) -> None:
        waiting = self.waiting.pop(correlation_id, None)
        if waiting is not None:
            self.resolved.append((waiting, result, error))

    def drained(self) -> None:
        resolved, self.resolved = self.resolved, []
        tell(resolved)


def _absent(method: str) -> Unavailable:
    return Unavailable(f"服务 {method.split('.', maxsplit=1)[0]} 未运行，请稍后重试", method=method)
