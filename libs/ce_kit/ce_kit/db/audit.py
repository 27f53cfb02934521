"""Audit chain: every decision leaves a row whose hash covers the row before it."""

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Connection, MetaData, select, update

from ce_kit.call import Call
from ce_kit.clock import Clock
from ce_kit.db.bulk import insert_rows

GENESIS = "0" * 64


class Audit:
    """Collects the decisions of one transaction; they are chained when the transaction is about to commit."""

    def __init__(self, connection: Connection, metadata: MetaData, clock: Clock, call: Call) -> None:
        self.connection, self.metadata, self.clock, self.call = connection, metadata, clock, call
        self.pending: list[dict[str, Any]] = []

    def record(self, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> None:
        """Note a decision: who (the caller), what (`action`), on what (`subject`), with which values."""
        self.pending.append(
            {
                "at": self.clock.now(),
                "actor_id": self.call.actor.id,
                "action": action,
                "subject": subject,
                "detail": dict(detail or {}),
            }
        )

    def flush(self) -> None:
        """Append the pending rows to the chain; holds the chain's head until the commit."""
        if not self.pending:
            return
        head, audit = self.metadata.tables["audit_head"], self.metadata.tables["audit"]
        row = self.connection.execute(select(head).where(head.c.id == 1).with_for_update()).one()
        position, previous = row.position, row.sha256
        rows = []
        for entry in self.pending:
            position += 1
            digest = digest_of(position, previous, entry)
            rows.append({**entry, "position": position, "previous_sha256": previous, "sha256": digest})
            previous = digest
        insert_rows(self.connection, audit, rows)
        self.connection.execute(update(head).where(head.c.id == 1).values(position=position, sha256=previous))
        self.pending.clear()


def digest_of(position: int, previous: str, entry: Mapping[str, Any]) -> str:
    """Return the SHA-256 that chains `entry` to `previous`."""
    text = orjson.dumps(
        [
            position,
            previous,
            entry["at"].isoformat(timespec="microseconds"),
            entry["actor_id"],
            entry["action"],
            entry["subject"],
            entry["detail"],
        ],
        option=orjson.OPT_SORT_KEYS,
    )
    return hashlib.sha256(text).hexdigest()


def verify(connection: Connection, metadata: MetaData) -> int | None:
    """Recompute the chain; return the position of the first broken row, None when it is whole."""
    audit, head = metadata.tables["audit"], metadata.tables["audit_head"]
    previous, position = GENESIS, 0
    for row in connection.execute(select(audit).order_by(audit.c.position)).mappings():
        position += 1
        entry = {**row, "at": row["at"]}
        if row["position"] != position or row["previous_sha256"] != previous:
            return int(row["position"])
        previous = digest_of(position, previous, entry)
        if row["sha256"] != previous:
            return position
    last = connection.execute(select(head).where(head.c.id == 1)).one()
    return None if (last.position, last.sha256) == (position, previous) else position + 1
