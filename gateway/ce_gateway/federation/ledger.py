"""A city's sync ledger: one row per record, moved on by acknowledgements and answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update

from ce_gateway.federation.chain import GENESIS, SyncRecord, batch_sha256, day_sha256
from ce_gateway.federation.facts import Collected
from ce_gateway.federation.tables import sync_batch, sync_record, sync_state
from ce_kit.clock import Clock
from ce_kit.db.once import insert_ignoring

WAITING, SENT, RECEIVED, ACCEPTED, REFUSED = "WAITING", "SENT", "RECEIVED", "ACCEPTED", "REFUSED"
BATCH = 500
LINK_SEEN = timedelta(seconds=15)
_FIELDS = (
    sync_record.c.kind,
    sync_record.c.record_id,
    sync_record.c.version,
    sync_record.c.person_id,
    sync_record.c.fact_type,
    sync_record.c.fact,
    sync_record.c.recorded_on,
)


@dataclass(frozen=True, slots=True)
class OutgoingBatch:
    """A batch as it is sent, byte for byte the same each time."""

    epoch: int
    seq: int
    sha256: str
    prev_sha256: str
    records: list[SyncRecord]


class SyncLedger:
    """Every method is one transaction."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine, self.clock = engine, clock

    def collect(self, found: Sequence[Collected]) -> int:
        """Add records that are not in the ledger yet; return how many were new."""
        now = self.clock.now()
        rows = [
            {
                "kind": one.record.kind,
                "record_id": one.record.record_id,
                "version": one.record.version,
                "person_id": one.record.city_person_id,
                "fact_type": one.record.fact_type,
                "fact": one.record.fact,
                "title": one.title,
                "recorded_on": one.record.recorded_on,
                "state": WAITING,
                "reason": "",
                "collected_at": now,
            }
            for one in found
        ]
        with self.engine.begin() as connection:
            return len(insert_ignoring(connection, sync_record, rows, sync_record.c.position)) if rows else 0

    def position(self) -> tuple[int, int]:
        """Return (epoch, last stored answer)."""
        with self.engine.begin() as connection:
            row = connection.execute(select(sync_state)).one()
            return int(row.epoch), int(row.judged_through)

    def resume(self, epoch: int, last_seq: int) -> int:
        """Take the province's word where batches end; return the last batch this ledger made in its epoch."""
        with self.engine.begin() as connection:
            own = self._epoch(connection)
            if epoch == own:
                self._acknowledge(connection, own, last_seq)
            return self._last(connection, own)[0]

    def made(self, seq: int) -> OutgoingBatch | None:
        """Return batch `seq` of the present epoch, None when it was not made yet."""
        with self.engine.begin() as connection:
            epoch = self._epoch(connection)
            row = connection.execute(
                select(sync_batch).where(sync_batch.c.epoch == epoch, sync_batch.c.seq == seq)
            ).one_or_none()
            if row is None:
                return None
            records = self._records(connection, row.positions)
            return OutgoingBatch(epoch, seq, row.sha256, row.prev_sha256, records)

    def make(self) -> OutgoingBatch | None:
        """Make the next batch of waiting records; None when nothing waits."""
        with self.engine.begin() as connection:
            epoch = self._epoch(connection)
            query = (
                select(sync_record.c.position)
                .where(sync_record.c.state == WAITING)
                .order_by(sync_record.c.position)
                .limit(BATCH)
                .with_for_update()
            )
            positions = list(connection.execute(query).scalars())
            if not positions:
                return None
            last_seq, prev_sha256 = self._last(connection, epoch)
            records = self._records(connection, positions)
            batch = OutgoingBatch(epoch, last_seq + 1, batch_sha256(prev_sha256, records), prev_sha256, records)
            connection.execute(
                insert(sync_batch).values(
                    epoch=epoch,
                    seq=batch.seq,
                    sha256=batch.sha256,
                    prev_sha256=prev_sha256,
                    positions=positions,
                    made_at=self.clock.now(),
                )
            )
            connection.execute(
                update(sync_record)
                .where(sync_record.c.position.in_(positions))
                .values(state=SENT, batch_seq=batch.seq, sent_at=self.clock.now())
            )
            return batch

    def acknowledge(self, seq: int) -> None:
        """Note that the province committed all batches up to `seq`."""
        with self.engine.begin() as connection:
            self._acknowledge(connection, self._epoch(connection), seq)

    def judge(self, through: int, answers: Iterable[Any]) -> None:
        """Store the province's answers; repeated ones change nothing."""
        now = self.clock.now()
        with self.engine.begin() as connection:
            done = connection.execute(select(sync_state.c.judged_through).with_for_update()).scalar_one()
            if through <= done:
                return
            for answer in answers:
                key = (
                    (sync_record.c.kind == answer.kind)
                    & (sync_record.c.record_id == answer.record_id)
                    & (sync_record.c.version == answer.version)
                )
                state = ACCEPTED if answer.accepted else REFUSED
                connection.execute(
                    update(sync_record).where(key).values(state=state, reason=answer.reason, judged_at=now)
                )
            connection.execute(update(sync_state).values(judged_through=through))

    def note_link(self, at: datetime | None) -> None:
        """Note when the stream to the province was last seen open, None when it was closed."""
        with self.engine.begin() as connection:
            connection.execute(update(sync_state).values(linked_at=at))

    def is_linked(self) -> bool:
        """Tell whether a gateway of this platform has the stream to the province open."""
        with self.engine.begin() as connection:
            at = connection.execute(select(sync_state.c.linked_at)).scalar_one()
        return at is not None and at > datetime.now(UTC) - LINK_SEEN

    def days(self) -> list[tuple[str, str]]:
        """Return the (day, kind) pairs with records that have left this city."""
        left = sync_record.c.state != WAITING
        query = select(sync_record.c.recorded_on, sync_record.c.kind).where(left).distinct()
        with self.engine.begin() as connection:
            return sorted((row.recorded_on, row.kind) for row in connection.execute(query))

    def day(self, day: str, kind: str) -> tuple[list[tuple[str, int]], str]:
        """Return the keys and the digest of a day's acknowledged records of one kind."""
        query = select(sync_record.c.record_id, sync_record.c.version).where(
            sync_record.c.recorded_on == day,
            sync_record.c.kind == kind,
            sync_record.c.state.in_((RECEIVED, ACCEPTED, REFUSED)),
        )
        with self.engine.begin() as connection:
            keys = [(row.record_id, row.version) for row in connection.execute(query)]
        return keys, day_sha256(keys)

    def send_again(self, kind: str, keys: Iterable[tuple[str, int]]) -> int:
        """Put records that the province lacks back among the waiting; return how many."""
        count = 0
        with self.engine.begin() as connection:
            for record_id, version in keys:
                key = (
                    (sync_record.c.kind == kind)
                    & (sync_record.c.record_id == record_id)
                    & (sync_record.c.version == version)
                )
                values = {"state": WAITING, "reason": "省平台缺此记录，已重新排队"}
                count += connection.execute(update(sync_record).where(key).values(**values)).rowcount
        return count

    def of_person(self, person_id: str, before: int | None, limit: int) -> list[Any]:
        """Return a person's rows, newest first."""
        query = select(sync_record).where(sync_record.c.person_id == person_id)
        if before is not None:
            query = query.where(sync_record.c.position < before)
        with self.engine.begin() as connection:
            return list(connection.execute(query.order_by(sync_record.c.position.desc()).limit(limit)))

    def summary(self) -> tuple[list[tuple[str, str, int]], int, int]:
        """Return counts by kind and state, the last batch made, and the last one acknowledged."""
        counts = select(sync_record.c.kind, sync_record.c.state, func.count()).group_by(
            sync_record.c.kind, sync_record.c.state
        )
        with self.engine.begin() as connection:
            epoch = self._epoch(connection)
            acknowledged = select(func.max(sync_batch.c.seq)).where(
                sync_batch.c.epoch == epoch, sync_batch.c.acknowledged_at.is_not(None)
            )
            rows = [(row[0], row[1], row[2]) for row in connection.execute(counts)]
            return rows, self._last(connection, epoch)[0], connection.execute(acknowledged).scalar() or 0

    def _epoch(self, connection: Connection) -> int:
        return int(connection.execute(select(sync_state.c.epoch)).scalar_one())

    def _last(self, connection: Connection, epoch: int) -> tuple[int, str]:
        query = (
            select(sync_batch.c.seq, sync_batch.c.sha256)
            .where(sync_batch.c.epoch == epoch)
            .order_by(sync_batch.c.seq.desc())
            .limit(1)
        )
        row = connection.execute(query).one_or_none()
        return (0, GENESIS) if row is None else (row.seq, row.sha256)

    def _records(self, connection: Connection, positions: Sequence[int]) -> list[SyncRecord]:
        query = select(*_FIELDS).where(sync_record.c.position.in_(positions)).order_by(sync_record.c.position)
        return [SyncRecord(*row) for row in connection.execute(query)]

    def _acknowledge(self, connection: Connection, epoch: int, seq: int) -> None:
        now = self.clock.now()
        fresh = (sync_batch.c.epoch == epoch) & (sync_batch.c.seq <= seq) & sync_batch.c.acknowledged_at.is_(None)
        batches = [row.seq for row in connection.execute(select(sync_batch.c.seq).where(fresh))]
        if not batches:
            return
        connection.execute(update(sync_batch).where(fresh).values(acknowledged_at=now))
        connection.execute(
            update(sync_record)
            .where(sync_record.c.batch_seq.in_(batches), sync_record.c.state == SENT)
            .values(state=RECEIVED, received_at=now)
        )
