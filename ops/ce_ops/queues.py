"""What waits on a platform's queues: asked of the broker itself, so it also answers when every service is down."""

import json
from dataclasses import dataclass

from ce_ops.backing.rabbitmq import RabbitMq

_COLUMNS = ("name", "messages_ready", "messages_unacknowledged", "consumers", "message_bytes")
SILENT = ("rpc", "amq.")


@dataclass(frozen=True)
class Queue:
    """One queue: messages that wait, messages a consumer has in hand, consumers, bytes of all messages.

    A message of answer sheets holds one to two hundred of them, of about 600 bytes each.
    """

    name: str
    waiting: int
    in_hand: int
    consumers: int
    size: int

    @property
    def note(self) -> str:
        """What operations should know about it."""
        if self.name == "ce.dead" and self.waiting:
            return "set aside; see docs/operations/README.md"
        return "NOBODY CONSUMES IT" if self.waiting and not self.consumers and not self.name.startswith("ce.") else ""


def list_queues(rabbitmq: RabbitMq, vhost: str, *, all_: bool = False) -> list[Queue]:
    """Return the queues that hold something, fullest first; with `all_` also the empty ones and those of calls."""
    rows = json.loads(rabbitmq.control("-p", vhost, "list_queues", *_COLUMNS, "--formatter", "json"))
    queues = [Queue(*(row[column] for column in _COLUMNS)) for row in rows]
    shown = [one for one in queues if all_ or ((one.waiting or one.in_hand) and not one.name.startswith(SILENT))]
    return sorted(shown, key=lambda one: (-one.waiting - one.in_hand, one.name))


def table(queues: list[Queue]) -> str:
    """Return a line per queue."""
    if not queues:
        return "nothing waits"
    heads = f"{'queue':<44}{'waiting':>9}{'in hand':>9}{'kB':>9}{'consumers':>11}"
    lines = [
        f"{one.name:<44}{one.waiting:>9}{one.in_hand:>9}{one.size // 1000:>9}{one.consumers:>11}  {one.note}"
        for one in queues
    ]
    return "\n".join([heads, *(line.rstrip() for line in lines)])
