"""Names of everything on the broker, and the policies that belong to them.

Code declares only `x-queue-type`; limits, delays and dead letters are policies, so that they can change
without a queue being declared anew (a changed queue argument is a 406).
"""

from typing import Any

from kombu import Exchange, Queue

QUORUM, CLASSIC = {"x-queue-type": "quorum"}, {"x-queue-type": "classic"}

EVENTS = Exchange("ce.events", type="topic", durable=True)
WORK = Exchange("ce.work", type="direct", durable=True)
RETRY_DELAYS = (1, 5, 30, 120, 600)
DEAD = Exchange("ce.dead", type="topic", durable=True)
DEAD_QUEUE = Queue("ce.dead", DEAD, routing_key="#", durable=True, queue_arguments=QUORUM)

DELIVERY_LIMIT = 20
LONGEST_WORK_QUEUE, LARGEST_WORK_QUEUE = 50_000, 256_000_000
"""Messages and bytes a work queue holds; more is refused to its publisher, and what is in it is never dropped."""

ATTEMPT_HEADER, REASON_HEADER, ERROR_HEADER = "ce-attempt", "ce-reason", "ce-error"
ORIGIN_HEADER = "ce-origin-queue"
COUNT_HEADER = "ce-count"
"""How many pieces of work a message holds; one without it holds one."""


def retry_exchange(level: int) -> Exchange:
    """Return the exchange whose queue holds a message for `RETRY_DELAYS[level]` seconds."""
    return Exchange(f"ce.retry.{level}", type="topic", durable=True)


def retry_queue(level: int) -> Queue:
    """Return the waiting queue of a retry level; the routing key is the queue to go back to."""
    return Queue(f"ce.retry.{level}", retry_exchange(level), routing_key="#", durable=True, queue_arguments=QUORUM)


def event_queue(service: str, event_type: str) -> Queue:
    """Return the durable queue through which `service` hears of `event_type`."""
    return Queue(f"{service}.{event_type}", EVENTS, routing_key=event_type, durable=True, queue_arguments=QUORUM)


def work_queue(name: str) -> Queue:
    """Return a durable work queue for peak writes, e.g. `exam.submissions`."""
    return Queue(f"work.{name}", WORK, routing_key=name, durable=True, queue_arguments=QUORUM)


SHARED_QUEUES = (DEAD_QUEUE, *(retry_queue(level) for level in range(len(RETRY_DELAYS))))


def policies(
    delays: tuple[float, ...] = RETRY_DELAYS,
    delivery_limit: int = DELIVERY_LIMIT,
    longest_work_queue: int = LONGEST_WORK_QUEUE,
) -> list[dict[str, Any]]:
    """Return the broker policies of one virtual host, in the form of RabbitMQ's definitions."""
    # a message moves from one quorum queue to another without a moment in which a crash loses it
    never_lost = {"dead-letter-strategy": "at-least-once", "overflow": "reject-publish"}
    waiting = {
        rf"^ce\.retry\.{level}$": {"message-ttl": int(delay * 1000), "dead-letter-exchange": "", **never_lost}
        for level, delay in enumerate(delays)
    }
    handlers = {"delivery-limit": delivery_limit, "dead-letter-exchange": DEAD.name, **never_lost}
    # nobody waits for an answer longer than a minute; a service that is gone for one is reported as absent
    calls = {"message-ttl": 60_000, "expires": 60_000}
    work = {**handlers, "max-length": longest_work_queue, "max-length-bytes": LARGEST_WORK_QUEUE}
    chosen = {**waiting, r"^(?!ce\.|rpc\.reply|rpc-|amq\.|work\.)": handlers, r"^rpc-": calls, r"^work\.": work}
    names = [*(f"ce-retry-{level}" for level in range(len(delays))), "ce-handlers", "ce-calls", "ce-work"]
    return [
        {"name": name, "pattern": pattern, "apply-to": "queues", "priority": 1, "definition": definition}
        for name, (pattern, definition) in zip(names, chosen.items(), strict=True)
    ]


def definitions(vhosts: list[str], user: str, **limits: Any) -> dict[str, Any]:
    """Return RabbitMQ definitions (vhosts, permissions, policies) for `rabbitmqctl import_definitions`."""
    return {
        "vhosts": [{"name": vhost} for vhost in vhosts],
        "permissions": [
            {"user": user, "vhost": vhost, "configure": ".*", "write": ".*", "read": ".*"} for vhost in vhosts
        ],
        "policies": [{"vhost": vhost, **policy} for vhost in vhosts for policy in policies(**limits)],
    }
