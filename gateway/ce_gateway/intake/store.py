"""The gateway's own record of what it took in; every call is one transaction, made in a thread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, and_, or_, select

from ce_gateway.intake.sheet import Received, SheetKind
from ce_gateway.intake.tables import receipt, receipt_key
from ce_keys.ed25519 import SigningKey
from ce_kit.db.bulk import SKIP_KNOWN, insert_rows, update_rows
from ce_kit.db.chunks import chunks

KEPT, PUBLISHED, REFUSED = "kept", "published", "refused"
_KEY = (receipt.c.attempt_id, receipt.c.request_id)

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands in the table for a request: the sheet as it came first, and what is known of its way."""

    sheet: Received
    state: str


class ReceiptStore:
    """Receipts by attempt and request id; the first one stands."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def keep(self, sheets: Sequence[Received]) -> list[Kept]:
        """Insert sheets with one statement; return for each what stands in the table now, this or an earlier one."""
        first: dict[Key, Received] = {}
        for one in sheets:
            first.setdefault(one.key, one)
        with self.engine.begin() as connection:
            rows = [_row(one) for one in first.values()]
            added = {tuple(row) for row in insert_rows(connection, receipt, rows, SKIP_KNOWN, _KEY)}
            stand = {key: Kept(one, KEPT) for key, one in first.items() if key in added}
            stand |= self._known(connection, [key for key in first if key not in added])
        return [stand[one.key] for one in sheets]

    def known(self, key: Key) -> Kept | None:
        """Return what a request left, None when it is new."""
        with self.engine.connect() as connection:
            return self._known(connection, [key]).get(key)

    def of_attempt(self, attempt_id: str) -> list[Kept]:
        """Return everything the broker took of an attempt, oldest first."""
        mine = (receipt.c.attempt_id == attempt_id) & (receipt.c.state != REFUSED)
        with self.engine.connect() as connection:
            found = connection.execute(select(receipt).where(mine).order_by(receipt.c.received_at))
            return [_kept(row) for row in found]

    def settle(self, published: Iterable[Key], refused: Iterable[Key] = ()) -> None:
        """Note what the broker took, and what it had no room for; what it took once stays taken."""
        states = {**dict.fromkeys(refused, REFUSED), **dict.fromkeys(published, PUBLISHED)}
        if not states:
            return
        rows = [{"attempt_id": key[0], "request_id": key[1], "state": state} for key, state in sorted(states.items())]
        with self.engine.begin() as connection:
            update_rows(connection, receipt, rows, ("attempt_id", "request_id"), "receipt.state <> 'published'")

    def unsettled(self, before: datetime, limit: int) -> list[Received]:
        """Return sheets of which nobody knows whether the broker took them: a process died, or the broker did."""
        query = select(receipt).where(receipt.c.state == KEPT, receipt.c.received_at < before)
        with self.engine.connect() as connection:
            rows = connection.execute(query.order_by(receipt.c.received_at).limit(limit))
            return [_kept(row).sheet for row in rows]

    def publish_key(self, key: SigningKey, now: datetime) -> None:
        """Write down that receipts are signed with this key from now on."""
        row = {"key_id": key.id, "jwk": key.jwk(), "first_used_at": now}
        with self.engine.begin() as connection:
            insert_rows(connection, receipt_key, [row], SKIP_KNOWN)

    def keys(self) -> list[dict[str, str]]:
        """Return the public half of every key that ever signed a receipt here, newest first."""
        with self.engine.connect() as connection:
            query = select(receipt_key.c.jwk).order_by(receipt_key.c.first_used_at.desc(), receipt_key.c.key_id)
            return list(connection.execute(query).scalars())

    def _known(self, connection: Any, keys: Sequence[Key]) -> dict[Key, Kept]:
        found: dict[Key, Kept] = {}
        for part in chunks(keys):
            kept = [_kept(row) for row in connection.execute(select(receipt).where(_among(part)))]
            found.update({one.sheet.key: one for one in kept})
        return found


def _among(keys: Sequence[Key]) -> Any:
    return or_(*(and_(receipt.c.attempt_id == attempt, receipt.c.request_id == request) for attempt, request in keys))


def _row(one: Received) -> dict[str, Any]:
    return {
        "attempt_id": one.attempt_id,
        "request_id": one.request_id,
        "person_id": one.person_id,
        "kind": one.kind,
        "sequence": one.sequence,
        "answers": one.answers,
        "answers_sha256": one.answers_sha256,
        "received_at": one.received_at,
        "key_id": one.key_id,
        "signature": one.signature,
        "state": KEPT,
    }


def _kept(row: Any) -> Kept:
    sheet = Received(
        row.attempt_id,
        row.person_id,
        row.request_id,
        SheetKind(row.kind),
        row.sequence,
        row.answers,
        row.answers_sha256,
        row.received_at,
        row.key_id,
        bytes(row.signature),
    )
    return Kept(sheet, row.state)
