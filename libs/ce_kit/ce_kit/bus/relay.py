"""Relay: takes facts from the outbox to the broker, marks them only after the broker confirmed.

Killed between publish and mark, it publishes again; receivers drop what they have by the event id. Any
number of relays may run: rows are claimed with SKIP LOCKED.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, delete, or_, select, update

from ce_kit import logs
from ce_kit.bus.confirmed import ConfirmedPublisher, Outgoing
from ce_kit.bus.topology import EVENTS
from ce_kit.clock import SystemClock
from ce_kit.errors import Unavailable

log = logs.get(__name__)

BATCH = 200
KEEP = timedelta(days=7)
LONGEST_PAUSE = 300


class Relay:
    """Publishes the unpublished rows of one service's outbox."""

    def __init__(self, engine: Engine, metadata: MetaData, publisher: ConfirmedPublisher) -> None:
        self.engine, self.table, self.publisher = engine, metadata.tables["outbox"], publisher
        self.clock = SystemClock()
        self.next_purge = 0.0

    def run_once(self) -> int:
        """Publish one batch; return how many rows were tried.

        Raises:
            Unavailable: the broker is out of reach; the rows stay unpublished.
        """
        table, now = self.table, self.clock.now()
        waiting = (
            select(table)
            .where(table.c.published_at.is_(None), or_(table.c.retry_at.is_(None), table.c.retry_at <= now))
            .order_by(table.c.position)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
        with self.engine.begin() as connection:
            rows = connection.execute(waiting).all()
            if not rows:
                return 0
            outcomes = self.publisher.publish(
                [Outgoing(EVENTS.name, row.event_type, row.body, row.event_id, row.headers) for row in rows]
            )
            taken = [row.position for row, outcome in zip(rows, outcomes, strict=True) if outcome is None]
            if taken:
                connection.execute(update(table).where(table.c.position.in_(taken)).values(published_at=now))
            refused = [(row, outcome) for row, outcome in zip(rows, outcomes, strict=True) if outcome is not None]
            if refused:
                self._postpone(connection, refused)
        return len(rows)

    def _postpone(self, connection: Connection, refused: list[tuple[Any, str]]) -> None:
        """Try rows that no queue took less and less often, so that nobody's absence floods log and database."""
        table = self.table
        for (event_type, reason), count in Counter((row.event_type, why) for row, why in refused).items():
            log.warning("events not taken", event_type=event_type, count=count, error=reason)
        by_failures = defaultdict(list)
        for row, reason in refused:
            by_failures[row.failures, reason].append(row.position)
        for (failures, reason), positions in by_failures.items():
            pause = timedelta(seconds=min(2**failures, LONGEST_PAUSE))
            connection.execute(
                update(table)
                .where(table.c.position.in_(positions))
                .values(failures=failures + 1, last_error=reason, retry_at=self.clock.now() + pause)
            )

    def run(self, pause: Callable[[], bool], sleep: Any = time.sleep) -> None:
        """Publish after each `pause`; the one that returns True is the last."""
        stopping = False
        while not stopping:
            stopping = pause()
            try:
                self.run_until_empty(sleep)
            except Exception:
                log.exception("relay failed; tries again")
                sleep(1)

    def run_until_empty(self, sleep: Any = time.sleep) -> None:
        """Publish until nothing more can be published now; an unreachable broker is waited for elsewhere."""
        try:
            while self.run_once() == BATCH:
                sleep(0)
            self._purge()
        except Unavailable as error:
            log.warning("relay waits for the broker", error=error.message)

    def _purge(self) -> None:
        """Drop rows published more than a week ago, at most once an hour."""
        if time.monotonic() < self.next_purge:
            return
        self.next_purge = time.monotonic() + 3600
        with self.engine.begin() as connection:
            connection.execute(delete(self.table).where(self.table.c.published_at < self.clock.now() - KEEP))
