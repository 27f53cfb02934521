"""Outbox: facts leave a service only as rows written in the transaction of the change."""

from collections.abc import Iterable

from sqlalchemy import Connection, MetaData

from ce_kit.call import REQUEST_HEADER, TRACE_HEADER, Call
from ce_kit.clock import Clock
from ce_kit.db.bulk import insert_rows
from ce_kit.facts import Fact
from ce_kit.ids import new_id


class Outbox:
    """Collects the facts of one transaction."""

    def __init__(self, connection: Connection, metadata: MetaData, source: str, clock: Clock, call: Call) -> None:
        self.connection, self.table = connection, metadata.tables["outbox"]
        self.source, self.clock, self.call = source, clock, call
        self.used = False

    def add(self, *facts: Fact) -> None:
        """Write the facts into the outbox; the relay publishes them after the commit."""
        self.extend(facts)

    def extend(self, facts: Iterable[Fact]) -> None:
        """Write many facts with one statement."""
        now = self.clock.now()
        headers = {TRACE_HEADER: self.call.traceparent, REQUEST_HEADER: self.call.request_id}
        rows = []
        for fact in facts:
            event_id = new_id()
            body = {
                "specversion": "1.0",
                "id": event_id,
                "source": self.source,
                "type": fact.type,
                "subject": fact.subject,
                "version": fact.version,
                "time": now.isoformat(),
                "data": dict(fact.data),
            }
            rows.append(
                {
                    "event_id": event_id,
                    "event_type": fact.type,
                    "body": body,
                    "headers": headers,
                    "created_at": now,
                }
            )
        if rows:
            insert_rows(self.connection, self.table, rows)
            self.used = True
