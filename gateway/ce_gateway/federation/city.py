"""The city's end of the stream: sends batches, stores acknowledgements and answers, reconnects by itself."""

import asyncio
import contextlib
import random
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any

import grpc

from ce.federation.v1 import federation_service_pb2 as pb
from ce.federation.v1 import federation_service_pb2_grpc
from ce_gateway.federation.chain import GENESIS
from ce_gateway.federation.comparison import Comparison
from ce_gateway.federation.errors import ChainBroken
from ce_gateway.federation.lease import PROVINCE_LINK, Lease
from ce_gateway.federation.ledger import OutgoingBatch, SyncLedger
from ce_gateway.federation.proof import prove
from ce_keys.ed25519 import SigningKey
from ce_kit import logs

log = logs.get(__name__)

WINDOW = 4
IDLE_SECONDS = 0.5
BEGIN_SECONDS = 5.0
LONGEST_PAUSE = 30.0
STANDBY_SECONDS, LEASE_SECONDS = 1.0, 5.0
_METHOD = "/ce.federation.v1.FederationService/Exchange"


class ProvinceLink:
    """Keeps one stream to the province open, without credentials in plain text; of a city's gateways only one does."""

    def __init__(
        self,
        ledger: SyncLedger,
        key: SigningKey,
        city: str,
        address: str,
        credentials: grpc.ChannelCredentials | None,
    ) -> None:
        self.ledger, self.key, self.city, self.address, self.credentials = ledger, key, city, address, credentials
        self.lease = Lease(ledger.engine, PROVINCE_LINK)
        self.connected = False
        self.problem = ""
        self.wakeup = asyncio.Event()
        self.comparison = Comparison(ledger, key, city, self.wake)
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to connect."""
        options = [("grpc.keepalive_time_ms", 10_000), ("grpc.keepalive_timeout_ms", 5_000)]
        if self.credentials:
            self.channel = grpc.aio.secure_channel(self.address, self.credentials, options=options)
        else:
            self.channel = grpc.aio.insecure_channel(self.address, options=options)
        self.stub = federation_service_pb2_grpc.FederationServiceStub(self.channel)
        self.task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Close the stream; what was not acknowledged is sent again next time."""
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
            await self.channel.close()
            await asyncio.to_thread(self.lease.release)
            if self.connected:
                await asyncio.to_thread(self.ledger.note_link, None)

    def wake(self) -> None:
        """Tell that the ledger has new records."""
        self.wakeup.set()

    async def _run(self) -> None:
        pause = 0.5
        while True:
            try:
                if not await asyncio.to_thread(self.lease.hold):
                    await asyncio.sleep(STANDBY_SECONDS)
                    continue
                await self._session()
            except (grpc.aio.AioRpcError, ConnectionError) as error:
                details = error.details() if isinstance(error, grpc.aio.AioRpcError) else str(error)
                self.problem = str(details)
                log.warning("stream to the province broke", error=self.problem)
            except ChainBroken as error:
                self.problem = error.message
                log.error("the province has another ledger of this city", error=error.message)
                pause = LONGEST_PAUSE
            except Exception:
                log.exception("stream to the province failed")
            was_open, self.connected = self.connected, False
            pause = 0.5 if was_open else min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))

    async def _session(self) -> None:
        stream = self.stub.Exchange(metadata=prove(self.key, _METHOD, self.city))
        try:
            epoch, judged_through = await asyncio.to_thread(self.ledger.position)
            await _begun(stream)
            hello = pb.Hello(city=self.city, epoch=epoch, judged_through=judged_through)
            await _write(stream, pb.ExchangeRequest(hello=hello))
            first = await _read(stream)
            state = _Progress(await self._resume(epoch, first.resume))
            self.connected, self.problem = True, ""
            log.info("stream to the province is open", next_seq=state.next_seq)
            await _first_of(
                self._send(stream, state),
                self._receive(stream, state, epoch),
                self._keep_lease(),
                self.comparison.daily(self.stub),
            )
        finally:
            stream.cancel()

    async def _resume(self, epoch: int, resume: Any) -> int:
        """Return the number of the next batch to send."""
        if resume.epoch > epoch:
            raise ChainBroken(
                f"省平台已收到本市第 {resume.epoch} 期台账，本机为第 {epoch} 期：请核对是否有另一套平台在上报，"
                "确认后运行 python -m ce_gateway new-epoch"
            )
        if resume.epoch < epoch:
            return 1
        made = await asyncio.to_thread(self.ledger.resume, epoch, resume.last_seq)
        own = await asyncio.to_thread(self.ledger.made, resume.last_seq)
        sha256 = own.sha256 if own else GENESIS
        if resume.last_seq > made or sha256 != resume.last_sha256:
            raise ChainBroken(
                f"省平台有第 {resume.last_seq} 批，本机台账没有同样的批次：可能从备份恢复过。"
                "请运行 python -m ce_gateway new-epoch 后重新上报"
            )
        return int(resume.last_seq) + 1

    async def _keep_lease(self) -> None:
        """Note that the link is open; return when another process may have taken it over."""
        while await asyncio.to_thread(self.lease.hold):
            await asyncio.to_thread(self.ledger.note_link, datetime.now(UTC))
            await asyncio.sleep(LEASE_SECONDS)

    async def _send(self, stream: Any, state: "_Progress") -> None:
        while True:
            self.wakeup.clear()
            batch = None
            if state.next_seq - 1 - state.acknowledged < WINDOW:
                batch = await asyncio.to_thread(self._next, state.next_seq)
            if batch is None:
                state.changed.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(IDLE_SECONDS):
                        await _first_of(_wait(self.wakeup), _wait(state.changed))
                continue
            await _write(stream, pb.ExchangeRequest(batch=_message(batch)))
            state.next_seq = batch.seq + 1

    def _next(self, seq: int) -> OutgoingBatch | None:
        return self.ledger.made(seq) or self.ledger.make()

    async def _receive(self, stream: Any, state: "_Progress", epoch: int) -> None:
        while True:
            answer = await _read(stream)
            if answer.HasField("batch_ack"):
                await asyncio.to_thread(self.ledger.acknowledge, answer.batch_ack.through_seq)
                state.acknowledged = max(state.acknowledged, answer.batch_ack.through_seq)
            elif answer.HasField("resume"):
                state.next_seq = await self._resume(epoch, answer.resume)
                state.acknowledged = state.next_seq - 1
            else:
                judgements = answer.judgements
                await asyncio.to_thread(self.ledger.judge, judgements.through, list(judgements.judgements))
                ack = pb.JudgementAck(through=judgements.through)
                await _write(stream, pb.ExchangeRequest(judgement_ack=ack))
            state.changed.set()

    async def compare(self) -> tuple[int, int, int]:
        """Compare with the province now; see `Comparison.run`."""
        return await self.comparison.run(self.stub)


class _Progress:
    """Where a session stands."""

    def __init__(self, next_seq: int) -> None:
        self.next_seq, self.acknowledged = next_seq, next_seq - 1
        self.changed = asyncio.Event()


async def _read(stream: Any) -> Any:
    answer = await stream.read()
    if answer is grpc.aio.EOF:
        raise await _ended(stream)
    return answer


async def _write(stream: Any, message: Any) -> None:
    try:
        await stream.write(message)
    except asyncio.InvalidStateError as error:  # what the stream says when it has ended already
        raise await _ended(stream) from error


async def _begun(stream: Any) -> None:
    """Wait until the province has let the city in or refused it.

    A write that meets a refusal half-way ends as an internal error of gRPC, and the reason is lost.
    """
    with contextlib.suppress(TimeoutError):  # a province of an earlier version says nothing before the hello
        async with asyncio.timeout(BEGIN_SECONDS):
            await stream.initial_metadata()


async def _ended(stream: Any) -> ConnectionError:
    return ConnectionError(await stream.details() or f"省平台关闭了连接（{await stream.code()}）")


async def _first_of(*works: Coroutine[Any, Any, None]) -> None:
    """Return or raise with the first that ends; the others are ended, also when this itself is cancelled."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _wait(event: asyncio.Event) -> None:
    await event.wait()


def _message(batch: OutgoingBatch) -> Any:
    records = [
        pb.Record(
            kind=record.kind,
            record_id=record.record_id,
            version=record.version,
            city_person_id=record.city_person_id,
            fact_type=record.fact_type,
            fact=record.fact.encode(),
            recorded_on=record.recorded_on,
        )
        for record in batch.records
    ]
    return pb.Batch(
        epoch=batch.epoch, seq=batch.seq, sha256=batch.sha256, prev_sha256=batch.prev_sha256, records=records
    )
