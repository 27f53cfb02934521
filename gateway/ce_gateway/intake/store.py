"""The gateway's own record of what it took in; every change is one statement, made in a thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, and_, func, insert, or_, select, update

from ce_gateway.intake.sheet import Received, Sheet, SheetKind, signed_bytes
from ce_gateway.intake.tables import desk, receipt, receipt_key
from ce_keys.ed25519 import SigningKey
from ce_kit.db.bulk import SKIP_KNOWN, insert_rows, update_rows
from ce_kit.db.chunks import chunks

KEPT, REFUSED = "kept", "refused"

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands in the table for a request: the sheet as it came first, and whether the broker refused it."""

    sheet: Received
    state: str


class ReceiptStore:
    """Receipts by attempt and request id; the first one stands."""

    def __init__(self, engine: Engine, platform: str) -> None:
        self.engine, self.platform = engine, platform

    def open_desk(self, now: datetime) -> int:
        """Return the number of a new desk."""
        with self.engine.begin() as connection:
            row = {"opened_at": now, "settled_before": now}
            return int(connection.execute(insert(desk).values(row).returning(desk.c.number)).scalar_one())

    def keep(self, number: int, sheets: Sequence[Received]) -> list[Kept]:
        """Insert what a desk received with one statement; return for each what stands now, this or an earlier one."""
        first: dict[Key, Received] = {}
        for one in sheets:
            first.setdefault(one.key, one)
        with self.engine.begin() as connection:
            # in the same order at all desks: else two that take the same sheets may wait for each other
            rows = [_row(first[key], number) for key in sorted(first)]
            if insert_rows(connection, receipt, rows, SKIP_KNOWN).rowcount < len(rows):
                stand = self._known(connection, list(first))
            else:
                stand = {key: Kept(one, KEPT) for key, one in first.items()}
        return [stand[one.key] for one in sheets]

    def known(self, key: Key) -> Kept | None:
        """Return what a request left, None when it is new."""
        with self.engine.connect() as connection:
            return self._known(connection, [key]).get(key)

    def of_attempt(self, attempt_id: str) -> list[Kept]:
        """Return everything of an attempt that was taken in, oldest first."""
        mine = (receipt.c.attempt_id == attempt_id) & (receipt.c.state != REFUSED)
        with self.engine.connect() as connection:
            found = connection.execute(select(receipt).where(mine).order_by(receipt.c.received_at))
            return [self._kept(row) for row in found]

    def mark(self, keys: Sequence[Key], state: str) -> None:
        """Note that the broker had no room for these sheets, or that it took them after all."""
        rows = [{"attempt_id": key[0], "request_id": key[1], "state": state} for key in sorted(keys)]
        with self.engine.begin() as connection:
            update_rows(connection, receipt, rows, ("attempt_id", "request_id"))

    def settle(self, number: int, before: datetime) -> None:
        """Note that all a desk received before an instant was queued or refused; that is never taken back."""
        newer = (desk.c.number == number) & (desk.c.settled_before < before)
        with self.engine.begin() as connection:
            connection.execute(update(desk).where(newer).values(settled_before=before))

    def unsettled(self, before: datetime, limit: int) -> list[tuple[int, Received]]:
        """Return (desk, sheet) of which nobody noted that the broker has it: a process died, or the broker did."""
        left = (receipt.c.received_at < before) & (receipt.c.state != REFUSED)
        mine = (receipt.c.desk == desk.c.number) & (receipt.c.received_at >= desk.c.settled_before)
        first = select(func.min(receipt.c.received_at)).where(mine, left).scalar_subquery()
        with self.engine.connect() as connection:
            # two steps: in a join the planner does not see that next to nothing is left, and reads all receipts
            found = connection.execute(select(desk.c.number, first.label("first"))).all()
            parts = [
                (receipt.c.desk == row.number) & (receipt.c.received_at >= row.first) for row in found if row.first
            ]
            if not parts:
                return []
            query = select(receipt).where(or_(*parts), left).order_by(receipt.c.received_at).limit(limit)
            return [(row.desk, self._kept(row).sheet) for row in connection.execute(query)]

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
            kept = [self._kept(row) for row in connection.execute(select(receipt).where(_among(part)))]
            found.update({one.sheet.key: one for one in kept})
        return found

    def _kept(self, row: Any) -> Kept:
        sheet = Sheet(
            row.attempt_id,
            row.person_id,
            row.request_id,
            SheetKind(row.kind),
            row.sequence,
            row.answers,
            row.answers_sha256,
        )
        signed = signed_bytes(sheet, row.received_at, row.key_id, self.platform)
        return Kept(sheet.received(row.received_at, row.key_id, bytes(row.signature), signed), row.state)


def _among(keys: Sequence[Key]) -> Any:
    return or_(*(and_(receipt.c.attempt_id == attempt, receipt.c.request_id == request) for attempt, request in keys))


def _row(one: Received, number: int) -> dict[str, Any]:
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
        "desk": number,
    }
