"""What becomes of a message whose handler failed: again later, or set aside with its reason. Never lost."""

from typing import Any

from ce_kit import logs
from ce_kit.bus.confirmed import ConfirmedPublisher, Outgoing
from ce_kit.bus.connections import LOST, connected
from ce_kit.bus.topology import (
    ATTEMPT_HEADER,
    DEAD,
    ERROR_HEADER,
    ORIGIN_HEADER,
    REASON_HEADER,
    RETRY_DELAYS,
    SHARED_QUEUES,
    retry_exchange,
)
from ce_kit.db.engine import is_away
from ce_kit.errors import Kind, ServiceFault, Unavailable
from ce_kit.ids import new_id
from ce_kit.logs import mask_id_numbers

log = logs.get(__name__)


def is_passing(error: BaseException) -> bool:
    """Tell whether the error says that the store, the broker or another service is away: waiting helps."""
    away = isinstance(error, ServiceFault) and error.kind == Kind.UNAVAILABLE
    return away or isinstance(error, Unavailable) or is_away(error)


class Poison(Exception):
    """The message can never be handled; raise it to set the message aside without further attempts."""


class Settler:
    """Sends failed messages to the waiting queues and, after the last attempt, to the dead letters."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.publisher = ConfirmedPublisher(uri)
        self.declared = False

    def declare(self) -> None:
        """Declare the waiting queues and the dead-letter queue, once."""
        if not self.declared:
            with connected(self.uri) as connection:
                channel = connection.channel()
                for queue in SHARED_QUEUES:
                    queue(channel).declare()
            self.declared = True

    def fail(self, queue: str, message: Any, error: BaseException) -> bool:
        """Put `message` where it belongs after `error`; False when the broker did not take it.

        While the store or another service is away the message is tried again for as long as it takes.
        The caller acks the original only on True: in between the message exists twice, never not at all.
        """
        header = str(message.headers.get(ATTEMPT_HEADER, 1))
        attempt = int(header) if header.isdigit() else 1
        again = not isinstance(error, Poison) and (attempt <= len(RETRY_DELAYS) or is_passing(error))
        reason = getattr(error, "reason", type(error).__name__)
        text = mask_id_numbers(str(error))[:1000]
        exchange = retry_exchange(min(attempt, len(RETRY_DELAYS)) - 1) if again else DEAD
        headers = {
            **{key: value for key, value in message.headers.items() if not key.startswith("x-")},
            ATTEMPT_HEADER: attempt + 1,
            REASON_HEADER: reason,
            ERROR_HEADER: text,
            ORIGIN_HEADER: queue,
        }
        log.log(
            30 if again else 40,
            "message will be tried again" if again else "message set aside",
            queue=queue,
            attempt=attempt,
            reason=reason,
            error=text,
            message_id=message.properties.get("message_id"),
        )
        copy = Outgoing(
            exchange.name, queue, message.payload, message.properties.get("message_id") or new_id(), headers
        )
        try:
            self.declare()
            (outcome,) = self.publisher.publish([copy])
        except (Unavailable, *LOST):
            return False
        return outcome is None
