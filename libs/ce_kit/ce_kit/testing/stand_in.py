"""A stand-in on the bus: answers the calls to one service while a test runs another."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import kombu
import orjson

from ce_kit.bus.connections import LOST, connect
from ce_kit.bus.topology import CLASSIC
from ce_kit.call import Call
from ce_kit.errors import DomainError, ServiceFault

Answer = Callable[[dict[str, Any], Call], Any]
RPC = "nameko-rpc"


class StandIn:
    """Answers `service.method` by the function given for it, of the payload and the verified call.

    A function may raise a refusal. Use it in a `with` block.
    """

    def __init__(self, uri: str, secret: str | bytes, service: str, **answers: Answer) -> None:
        self.uri, self.secret = uri, secret.encode() if isinstance(secret, str) else secret
        self.service, self.answers = service, answers
        self.stopping, self.ready = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._run, name=f"stand-in for {service}", daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        if not self.ready.wait(10):
            raise AssertionError(f"the stand-in for {self.service} could not attach")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self.thread.join(10)

    def _run(self) -> None:
        exchange = kombu.Exchange(RPC, durable=True, type="topic")
        name = f"rpc-{self.service}"
        queue = kombu.Queue(name, exchange, f"{self.service}.*", durable=True, queue_arguments=CLASSIC)
        with connect(self.uri) as connection, connection.channel() as channel:
            replies = kombu.Producer(channel, auto_declare=False)

            def take(message: Any) -> None:
                message.ack()
                replies.publish(
                    orjson.dumps(self._answer(message)),
                    exchange=RPC,
                    routing_key=message.properties["reply_to"],
                    correlation_id=message.properties["correlation_id"],
                    content_type="application/json",
                    content_encoding="utf-8",
                )

            with kombu.Consumer(channel, [queue], on_message=take, accept=["json"]):
                self.ready.set()
                while not self.stopping.is_set():
                    try:
                        connection.drain_events(timeout=0.2)
                    except TimeoutError:
                        continue
                    except LOST:
                        return
            queue(channel).delete()

    def _answer(self, message: Any) -> dict[str, Any]:
        method = message.delivery_info["routing_key"].split(".")[1]
        try:
            call = Call.from_headers(message.headers, self.secret)
            (payload,) = message.decode()["args"]
            return {"result": self.answers[method](payload, call), "error": None}
        except DomainError as error:
            return {"result": None, "error": {"exc_args": list(ServiceFault.of(error).args)}}
