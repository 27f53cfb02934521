"""RPC, the asking side inside a service: `Asks("credit")` as a dependency.

Every call carries the caller's context on, ends with its deadline and is made outside of transactions:
a call inside one would hold locks for as long as another service takes.
"""

import time
import uuid
from functools import partial
from typing import Any

import eventlet
import kombu
import orjson
from eventlet.event import Event
from nameko.extensions import DependencyProvider, SharedExtension

from ce_kit.bus.connections import Undeliverable
from ce_kit.bus.topology import CLASSIC
from ce_kit.call import Call, service_actor
from ce_kit.db.unit_of_work import in_transaction
from ce_kit.errors import DeadlineExceeded, ServiceFault, Unavailable
from ce_nameko.consumer import QueueConsumer
from ce_nameko.container import settings_of
from ce_nameko.publishers import RequestPublisher
from ce_nameko.rpc import EXCHANGE

LONGEST_WAIT = 10.0


class ReplyListener(SharedExtension):
    """The replies to this process: a queue that lives as long as its connection.

    A fresh name for each connection, because the broker would go on dealing replies to a consumer whose link
    is dead until it notices.
    """

    queue_consumer = QueueConsumer()

    def __init__(self) -> None:
        self.waiting: dict[str, Event] = {}
        self.routing_key = ""
        super().__init__()

    def setup(self) -> None:
        self.queue_consumer.register_provider(self)

    def stop(self) -> None:
        self.queue_consumer.unregister_provider(self)

    @property
    def queue(self) -> kombu.Queue:
        """The queue for the next connection."""
        self.routing_key = str(uuid.uuid4())
        name = f"rpc.reply-{self.container.service_name}-{self.routing_key}"
        return kombu.Queue(
            name, EXCHANGE, self.routing_key, exclusive=True, auto_delete=True, durable=False, queue_arguments=CLASSIC
        )

    def expect(self, correlation_id: str) -> Event:
        """Return the event that a reply will fill."""
        if self.queue_consumer.unattached:
            raise Unavailable("消息总线暂不可用，请稍后重试")
        event = self.waiting[correlation_id] = Event()
        return event

    def forget(self, correlation_id: str) -> None:
        """Drop the interest in a reply."""
        self.waiting.pop(correlation_id, None)

    def detached(self) -> None:
        """Tell who waits that no reply can come any more."""
        while self.waiting:
            self.waiting.popitem()[1].send_exception(Unavailable("消息总线连接中断，请稍后重试"))

    def handle_message(self, body: Any, message: Any) -> None:
        self.queue_consumer.ack_message(message)
        event = self.waiting.pop(message.properties.get("correlation_id"), None)
        if event is not None:
            event.send(body)


class Asks(DependencyProvider):
    """Gives a service method a way to ask another service: `self.credit("rule_answer", {...})`."""

    replies = ReplyListener()
    requests = RequestPublisher()

    def __init__(self, target: str) -> None:
        self.target = target

    def get_dependency(self, worker_ctx: Any) -> Any:
        return partial(self.ask, worker_ctx.data["call"])

    def ask(self, call: Call, method: str, payload: dict[str, Any], *, as_service: bool = False) -> dict[str, Any]:
        """Call `method` of the target for the caller of `call`, or for this service itself; return the answer.

        Raises:
            ServiceFault: the target refused or failed.
            Unavailable: the target does not run or the broker is out of reach.
            DeadlineExceeded: no answer in time.
        """
        if in_transaction.get():
            raise RuntimeError(f"{self.target}.{method} is called inside a transaction; ask before or after it")
        seconds = min(call.remaining(LONGEST_WAIT), LONGEST_WAIT)
        actor = service_actor(self.container.service_name) if as_service else call.actor
        onward = Call(actor, call.request_id, time.time() + seconds, call.traceparent)
        correlation_id = str(uuid.uuid4())
        reply = self.replies.expect(correlation_id)
        try:
            with eventlet.Timeout(seconds) as limit:
                self.requests.publish(
                    orjson.dumps({"args": [payload], "kwargs": {}}),
                    exchange=EXCHANGE.name,
                    routing_key=f"{self.target}.{method}",
                    mandatory=True,
                    reply_to=self.replies.routing_key,
                    correlation_id=correlation_id,
                    headers=onward.to_headers(settings_of(self.container).bus_secret),
                    expiration=str(int(seconds * 1000)),
                )
                body = reply.wait()
        except Undeliverable as error:
            raise Unavailable(f"服务 {self.target} 未运行，请稍后重试", service=self.target) from error
        except eventlet.Timeout as error:
            if error is not limit:
                raise
            raise DeadlineExceeded(f"服务 {self.target} 未在 {seconds:.0f} 秒内答复", service=self.target) from error
        finally:
            self.replies.forget(correlation_id)
        if body["error"]:
            raise ServiceFault(*body["error"]["exc_args"])
        return dict(body["result"])
