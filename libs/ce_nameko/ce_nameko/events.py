"""Events: `@event_handler(type)` hears of facts over a durable quorum queue of its own.

The inbox row of an event is written by the unit of work in the transaction of the handler's effect, so a
second delivery has no second effect. nameko's own `event_handler` acks a failed event away; ours never does.
"""

from functools import partial
from typing import Any

import eventlet
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint

from ce_kit.bus.settle import Poison
from ce_kit.bus.topology import event_queue
from ce_kit.call import REQUEST_HEADER, TRACE_HEADER, Call, service_actor
from ce_kit.db.once import AlreadyHandled, EventOnce
from ce_nameko.consumer import QueueConsumer
from ce_nameko.settler import SharedSettler


def event_call(service: str, headers: Any) -> Call:
    """Return the context of a handler: the service acts for itself, inside the request's trace."""
    return Call(service_actor(service), str(headers.get(REQUEST_HEADER, "")), None, str(headers.get(TRACE_HEADER, "")))


class EventHandler(Entrypoint):
    """The entrypoint behind `@event_handler`."""

    queue_consumer = QueueConsumer()
    settler = SharedSettler()

    def __init__(self, event_type: str, **kwargs: Any) -> None:
        self.event_type = event_type
        super().__init__(expected_exceptions=(Exception,), **kwargs)

    def setup(self) -> None:
        self.queue = event_queue(self.container.service_name, self.event_type)
        self.queue_consumer.register_provider(self)

    def stop(self) -> None:
        self.queue_consumer.unregister_provider(self)

    def handle_message(self, body: Any, message: Any) -> None:
        handle_result = partial(self.handle_result, message)
        try:
            once = EventOnce(self.queue.name, body["id"])
        except (KeyError, TypeError) as error:
            self._fail(message, Poison(f"not an event: {error!r}"))
            return
        data = {"call": event_call(self.container.service_name, message.headers), "once": once}
        try:
            self.container.spawn_worker(self, (body,), {}, context_data=data, handle_result=handle_result)
        except ContainerBeingKilled:
            self.queue_consumer.requeue_message(message)

    def handle_result(self, message: Any, worker_ctx: Any, result: Any, exc_info: Any) -> Any:
        if exc_info is None or isinstance(exc_info[1], AlreadyHandled):
            self.queue_consumer.ack_message(message)
        else:
            self._fail(message, exc_info[1])
        return result, exc_info

    def _fail(self, message: Any, error: BaseException) -> None:
        """Have the message tried again or set aside; when not even that works, give it back to the queue."""
        if self.settler.fail(self.queue.name, message, error):
            self.queue_consumer.ack_message(message)
        else:
            eventlet.sleep(1)
            self.queue_consumer.requeue_message(message)


event_handler = EventHandler.decorator
