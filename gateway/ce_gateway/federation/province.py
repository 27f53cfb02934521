"""The province's end of the stream (FederationService)."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from ce.federation.v1 import federation_service_pb2 as pb
from ce.federation.v1 import federation_service_pb2_grpc
from ce_gateway.federation.chain import SyncRecord
from ce_gateway.federation.errors import CityUnknown
from ce_gateway.federation.proof import CityKeys
from ce_gateway.federation.receipt import Receipt
from ce_kit import logs

log = logs.get(__name__)

POLL_SECONDS = 1.0
_SERVICE = "/ce.federation.v1.FederationService"


class FederationServicer(federation_service_pb2_grpc.FederationServiceServicer):
    """Receives cities' batches and sends them the answers."""

    register = staticmethod(federation_service_pb2_grpc.add_FederationServiceServicer_to_server)
    descriptor = pb.DESCRIPTOR.services_by_name["FederationService"]

    def __init__(self, receipt: Receipt, keys: CityKeys) -> None:
        self.receipt, self.keys = receipt, keys
        self.news: dict[str, asyncio.Event] = {}
        self.loop: asyncio.AbstractEventLoop | None = None

    def tell(self, cities: set[str]) -> None:
        """Wake the streams of cities that have new answers; called from the collecting thread."""
        if self.loop is not None:
            for city in cities:
                self.loop.call_soon_threadsafe(lambda city=city: self.news.setdefault(city, asyncio.Event()).set())

    async def Exchange(self, requests: AsyncIterator[Any], context: Any) -> AsyncIterator[Any]:
        """Serve one city's stream; see the proto."""
        self.loop = asyncio.get_running_loop()
        city = self.keys.city_of(f"{_SERVICE}/Exchange", context)
        await context.send_initial_metadata(())  # the city is let in: see `_begun` of its side
        hello = (await anext(requests)).hello
        if hello.city != city:
            raise CityUnknown("握手中的城市与签名不一致", city=hello.city)
        position = await asyncio.to_thread(self.receipt.position, city)
        yield pb.ExchangeResponse(
            resume=pb.Resume(epoch=position.epoch, last_seq=position.last_seq, last_sha256=position.last_sha256)
        )
        answers: asyncio.Queue[Any] = asyncio.Queue(8)
        stored = [hello.judged_through]
        tasks = [
            asyncio.create_task(self._take_batches(city, requests, answers, stored)),
            asyncio.create_task(self._send_judgements(city, answers, stored)),
        ]
        try:
            while True:
                answer = await answers.get()
                if isinstance(answer, Exception):
                    raise answer
                if answer is None:
                    return
                yield answer
        finally:
            for task in tasks:
                task.cancel()

    async def _take_batches(
        self, city: str, requests: AsyncIterator[Any], answers: asyncio.Queue[Any], stored: list[int]
    ) -> None:
        try:
            async for request in requests:
                if request.HasField("judgement_ack"):
                    stored[0] = max(stored[0], request.judgement_ack.through)
                    continue
                batch = request.batch
                records = [
                    SyncRecord(
                        r.kind, r.record_id, r.version, r.city_person_id, r.fact_type, r.fact.decode(), r.recorded_on
                    )
                    for r in batch.records
                ]
                here = await asyncio.to_thread(
                    self.receipt.commit, city, batch.epoch, batch.seq, batch.sha256, batch.prev_sha256, records
                )
                if here.last_seq >= batch.seq:
                    await answers.put(pb.ExchangeResponse(batch_ack=pb.BatchAck(through_seq=here.last_seq)))
                else:
                    resume = pb.Resume(epoch=here.epoch, last_seq=here.last_seq, last_sha256=here.last_sha256)
                    await answers.put(pb.ExchangeResponse(resume=resume))
            await answers.put(None)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            log.warning("stream of a city ends", city=city, error=str(error))
            await answers.put(error)

    async def _send_judgements(self, city: str, answers: asyncio.Queue[Any], stored: list[int]) -> None:
        sent = stored[0]
        news = self.news.setdefault(city, asyncio.Event())
        while True:
            news.clear()
            rows = await asyncio.to_thread(self.receipt.judgements_after, city, sent)
            if rows:
                sent = rows[-1].number
                judgements = [
                    pb.Judgement(
                        kind=row.kind,
                        record_id=row.record_id,
                        version=row.version,
                        accepted=row.accepted,
                        reason=row.reason,
                    )
                    for row in rows
                ]
                await answers.put(pb.ExchangeResponse(judgements=pb.Judgements(through=sent, judgements=judgements)))
                continue
            try:
                async with asyncio.timeout(POLL_SECONDS):
                    await news.wait()
            except TimeoutError:
                continue

    async def CompareDigest(self, request: Any, context: Any) -> Any:
        """Compare a day; see the proto."""
        city = self.keys.city_of(f"{_SERVICE}/CompareDigest", context)
        keys, sha256 = await asyncio.to_thread(self.receipt.day, city, request.kind, request.day)
        missing = [key for key in request.keys if (key.record_id, key.version) not in keys]
        equal = request.sha256 == sha256 and request.count == len(keys)
        return pb.CompareDigestResponse(equal=equal, count=len(keys), missing=missing)
