"""Once: the effect of a request or an event happens one time, however often it arrives."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any, Protocol

import orjson
from sqlalchemy import Column, Connection, MetaData, Table, and_, select, update

from ce_kit.clock import Clock
from ce_kit.db.bulk import SKIP_KNOWN, insert_rows
from ce_kit.errors import RequestIdReused


class Replayed(Exception):
    """The request was answered before; `response` is that answer."""

    def __init__(self, response: Any) -> None:
        super().__init__("answered before")
        self.response = response


class AlreadyHandled(Exception):
    """The event had its effect before."""


class Once(Protocol):
    """Guards one transaction against a second effect of the same cause."""

    def enter(self, connection: Connection, metadata: MetaData) -> None:
        """Claim the cause inside the transaction; raises when it had its effect."""
        ...


def insert_ignoring(
    connection: Connection, table: Table, rows: list[dict[str, Any]], returning: Column[Any]
) -> list[Any]:
    """Insert rows, skip those whose key exists, return `returning` of the new ones; waits for rival inserts."""
    if not rows:
        return []
    return list(insert_rows(connection, table, rows, SKIP_KNOWN, (returning,)).scalars())


class RequestOnce:
    """Idempotency of a write by (actor, method, request id): the answer is stored with the effect."""

    def __init__(
        self, actor_id: str, method: str, request_id: str, payload: Mapping[str, Any], clock: Clock, secret: bytes
    ) -> None:
        self.key = {"actor_id": actor_id, "method": method, "request_id": request_id}
        # keyed, because a payload may hold a password that a plain hash would let one guess
        self.sha256 = hmac.new(secret, orjson.dumps(payload, option=orjson.OPT_SORT_KEYS), hashlib.sha256).hexdigest()
        self.clock = clock

    def enter(self, connection: Connection, metadata: MetaData) -> None:
        table = metadata.tables["request"]
        row = {**self.key, "payload_sha256": self.sha256, "created_at": self.clock.now()}
        if insert_ignoring(connection, table, [row], table.c.request_id):
            return
        raise self.recall(connection, metadata) or RuntimeError("a request is known and is not")

    def recall(self, connection: Connection, metadata: MetaData) -> Replayed | RequestIdReused | None:
        """Return what the request came to before; None when it had no effect yet."""
        table = metadata.tables["request"]
        mine = and_(*(table.c[name] == value for name, value in self.key.items()))
        first = connection.execute(select(table).where(mine)).one_or_none()
        if first is None:
            return None
        if first.payload_sha256 == self.sha256:
            return Replayed(first.response)
        return RequestIdReused("此请求编号已用于内容不同的请求，请换用新的请求编号", request_id=self.key["request_id"])

    def complete(self, connection: Connection, metadata: MetaData, response: Any) -> None:
        """Store the answer beside the effect, in the same transaction."""
        table = metadata.tables["request"]
        mine = and_(*(table.c[name] == value for name, value in self.key.items()))
        connection.execute(update(table).where(mine).values(response=response))


class EventOnce:
    """Inbox of one event: (consumer, event id)."""

    def __init__(self, consumer: str, event_id: str) -> None:
        self.consumer, self.event_id = consumer, event_id

    def enter(self, connection: Connection, metadata: MetaData) -> None:
        if not admit(connection, metadata, self.consumer, [self.event_id]):
            raise AlreadyHandled(self.event_id)


class BatchOnce:
    """Marks a batch: the handler asks its unit of work for the `fresh` messages."""

    def __init__(self, consumer: str) -> None:
        self.consumer = consumer

    def enter(self, connection: Connection, metadata: MetaData) -> None:
        """Claim nothing yet: a batch may hold new and known messages."""


def admit(connection: Connection, metadata: MetaData, consumer: str, event_ids: list[str]) -> set[str]:
    """Write inbox rows for `event_ids`; return those that had no effect yet."""
    table = metadata.tables["inbox"]
    rows = [{"consumer": consumer, "event_id": event_id} for event_id in sorted(set(event_ids))]
    return set(insert_ignoring(connection, table, rows, table.c.event_id))
