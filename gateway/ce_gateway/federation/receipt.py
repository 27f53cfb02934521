"""At the province: batches are committed in order, once, with an event per new record."""

from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, select, tuple_, update

from ce_gateway.federation.chain import GENESIS, KINDS, SyncRecord, batch_sha256, day_sha256
from ce_gateway.federation.errors import BatchAltered, ChainBroken, EpochPast
from ce_gateway.federation.tables import city_stream, judgement, metadata, received_record
from ce_kit.call import Call
from ce_kit.clock import Clock
from ce_kit.db.bulk import SKIP_KNOWN, insert_rows
from ce_kit.db.once import insert_ignoring
from ce_kit.db.outbox import Outbox
from ce_kit.facts import Fact

JUDGEMENTS = 500


@dataclass(frozen=True, slots=True)
class Position:
    """Where a city's stream stands at the province."""

    epoch: int
    last_seq: int
    last_sha256: str


class Receipt:
    """Every method is one transaction."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine, self.clock = engine, clock

    def position(self, city: str) -> Position:
        """Return where a city goes on."""
        with self.engine.begin() as connection:
            return _position(self._stream(connection, city))

    def commit(
        self, city: str, epoch: int, seq: int, sha256: str, prev_sha256: str, records: list[SyncRecord]
    ) -> Position:
        """Commit a batch that follows the last one; a repeated batch changes nothing, a gap neither.

        Returns:
            The position afterwards; the caller tells the city to go on from there when it is not `seq`.

        Raises:
            EpochPast, ChainBroken, BatchAltered: the batch is refused and nothing is stored.
        """
        if sha256 != batch_sha256(prev_sha256, records) or any(record.kind not in KINDS for record in records):
            raise BatchAltered(f"第 {seq} 批内容与其摘要不符，整批未收，请重新发送", seq=seq)
        with self.engine.begin() as connection:
            stream = self._stream(connection, city)
            here = _position(stream)
            if epoch < here.epoch:
                raise EpochPast(f"第 {epoch} 期台账已被第 {here.epoch} 期取代", epoch=epoch, known_epoch=here.epoch)
            if epoch > here.epoch:
                here = Position(epoch, 0, GENESIS)
            if seq <= here.last_seq:
                if seq == here.last_seq and sha256 != here.last_sha256:
                    raise ChainBroken(f"第 {seq} 批与省平台已收的同号批次不同：该城市可能从备份恢复过台账", seq=seq)
                return here
            if seq != here.last_seq + 1:
                return here
            if prev_sha256 != here.last_sha256:
                raise ChainBroken(f"第 {seq} 批与省平台已收的上一批不衔接", seq=seq)
            new = self._store(connection, city, seq, records)
            last_judgement = self._answer_again(connection, city, stream.last_judgement, new)
            connection.execute(
                update(city_stream)
                .where(city_stream.c.city == city)
                .values(epoch=epoch, last_seq=seq, last_sha256=sha256, last_judgement=last_judgement)
            )
            return Position(epoch, seq, sha256)

    def _store(
        self, connection: Connection, city: str, seq: int, records: list[SyncRecord]
    ) -> set[tuple[str, str, int]]:
        """Store and tell the records that are new here; return their keys."""
        now = self.clock.now()
        rows = [
            {
                "city": city,
                "kind": record.kind,
                "record_id": record.record_id,
                "version": record.version,
                "city_person_id": record.city_person_id,
                "fact_type": record.fact_type,
                "fact": record.fact,
                "recorded_on": record.recorded_on,
                "batch_seq": seq,
                "received_at": now,
            }
            for record in records
        ]
        known = received_record.c
        key = (known.kind, known.record_id, known.version)
        new = {tuple(one) for one in insert_rows(connection, received_record, rows, SKIP_KNOWN, key)} if rows else set()
        outbox = Outbox(connection, metadata, "gateway", self.clock, Call())
        outbox.extend(
            Fact(
                f"federation.{record.kind}.received.v1",
                record.record_id,
                record.version,
                {
                    "city": city,
                    "kind": record.kind,
                    "record_id": record.record_id,
                    "record_version": record.version,
                    "city_person_id": record.city_person_id,
                    "fact": orjson.loads(record.fact),
                    "fact_type": record.fact_type,
                },
            )
            for record in records
            if (record.kind, record.record_id, record.version) in new
        )
        return new

    def _answer_again(self, connection: Connection, city: str, number: int, new: set[tuple[str, str, int]]) -> int:
        """Number anew the answers to records that were lost here and came again; return the last number.

        The services judge a version once: without this the city would wait for a second answer for ever.
        """
        key = tuple_(judgement.c.kind, judgement.c.record_id, judgement.c.version)
        given = select(judgement.c.number).where(judgement.c.city == city, key.in_(new))
        for old in connection.execute(given.order_by(judgement.c.number)).scalars().all():
            number += 1
            connection.execute(
                update(judgement).where(judgement.c.city == city, judgement.c.number == old).values(number=number)
            )
        return number

    def judge(self, kinds: tuple[str, ...], events: list[dict[str, Any]]) -> set[str]:
        """Store the services' answers, numbered per city; return the cities that have new ones."""
        cities: dict[str, list[dict[str, Any]]] = {}
        for event in events:
            cities.setdefault(event["data"]["city"], []).append(event["data"])
        with self.engine.begin() as connection:
            for city in sorted(cities):
                self._judge_city(connection, city, kinds, cities[city])
        return set(cities)

    def _judge_city(
        self, connection: Connection, city: str, kinds: tuple[str, ...], answers: list[dict[str, Any]]
    ) -> None:
        number = self._stream(connection, city).last_judgement
        for answer in answers:
            query = select(received_record.c.kind).where(
                received_record.c.city == city,
                received_record.c.kind.in_(kinds),
                received_record.c.record_id == answer["record_id"],
                received_record.c.version == answer["record_version"],
            )
            for kind in connection.execute(query).scalars().all():
                row = {
                    "city": city,
                    "number": number + 1,
                    "kind": kind,
                    "record_id": answer["record_id"],
                    "version": answer["record_version"],
                    "accepted": answer["accepted"],
                    "reason": answer["reason"],
                    "judged_at": self.clock.now(),
                }
                if insert_ignoring(connection, judgement, [row], judgement.c.number):
                    number += 1
        connection.execute(update(city_stream).where(city_stream.c.city == city).values(last_judgement=number))

    def judgements_after(self, city: str, through: int) -> list[Any]:
        """Return the next answers for a city."""
        query = (
            select(judgement)
            .where(judgement.c.city == city, judgement.c.number > through)
            .order_by(judgement.c.number)
            .limit(JUDGEMENTS)
        )
        with self.engine.begin() as connection:
            return list(connection.execute(query))

    def day(self, city: str, kind: str, day: str) -> tuple[set[tuple[str, int]], str]:
        """Return the keys and the digest of what arrived of a city's day."""
        query = select(received_record.c.record_id, received_record.c.version).where(
            received_record.c.city == city, received_record.c.kind == kind, received_record.c.recorded_on == day
        )
        with self.engine.begin() as connection:
            keys = {(row.record_id, row.version) for row in connection.execute(query)}
        return keys, day_sha256(keys)

    def _stream(self, connection: Connection, city: str) -> Any:
        """Return a city's row, locked; it is made on the city's first call."""
        first = {"city": city, "epoch": 0, "last_seq": 0, "last_sha256": GENESIS, "last_judgement": 0}
        insert_ignoring(connection, city_stream, [first], city_stream.c.city)
        return connection.execute(select(city_stream).where(city_stream.c.city == city).with_for_update()).one()


def _position(row: Any) -> Position:
    return Position(row.epoch, row.last_seq, row.last_sha256)
