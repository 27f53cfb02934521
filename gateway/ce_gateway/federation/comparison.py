"""A city compares its ledger with what the province has of it (对账): once a day, and when asked."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import grpc

from ce.federation.v1 import federation_service_pb2 as pb
from ce_gateway.federation.errors import ProvinceUnreachable
from ce_gateway.federation.ledger import SyncLedger
from ce_gateway.federation.proof import prove
from ce_keys.ed25519 import SigningKey
from ce_kit import logs

log = logs.get(__name__)

DAY_SECONDS, RETRY_SECONDS = 86_400.0, 600.0
_METHOD = "/ce.federation.v1.FederationService/CompareDigest"


class Comparison:
    """Compares day by day and kind by kind; `wake` is called when records wait to be sent again."""

    def __init__(
        self,
        ledger: SyncLedger,
        key: SigningKey,
        city: str,
        wake: Callable[[], None],
        *,
        every: float = DAY_SECONDS,
        retry: float = RETRY_SECONDS,
    ) -> None:
        self.ledger, self.key, self.city, self.wake = ledger, key, city, wake
        self.every, self.retry = every, retry
        self.due = time.monotonic() + retry  # not at once: after a start there is more urgent work

    async def daily(self, stub: Any) -> None:
        """Compare whenever it is due, for ever; a failure is logged and tried again after `retry` seconds."""
        while True:
            await asyncio.sleep(max(0.0, self.due - time.monotonic()))
            pause = self.retry
            try:
                compared, differed, again = await self.run(stub)
                log.info("compared with the province", compared=compared, differed=differed, sent_again=again)
                pause = self.every
            except ProvinceUnreachable as error:
                log.warning("comparison with the province was not possible", error=error.message)
            except Exception:
                log.exception("comparison with the province failed")
            self.due = time.monotonic() + pause

    async def run(self, stub: Any) -> tuple[int, int, int]:
        """Compare every day with the province and queue again what it lacks; (compared, differed, sent again).

        Raises:
            ProvinceUnreachable: the province does not answer.
        """
        compared = differed = again = 0
        for day, kind in await asyncio.to_thread(self.ledger.days):
            keys, sha256 = await asyncio.to_thread(self.ledger.day, day, kind)
            request = pb.CompareDigestRequest(city=self.city, kind=kind, day=day, count=len(keys), sha256=sha256)
            answer = await self._ask(stub, request)
            compared += 1
            if answer.equal:
                continue
            request.keys.extend(pb.RecordKey(record_id=record_id, version=version) for record_id, version in keys)
            missing = [(key.record_id, key.version) for key in (await self._ask(stub, request)).missing]
            if missing:
                differed += 1
                log.error("records missing at the province", kind=kind, day=day, count=len(missing))
                again += await asyncio.to_thread(self.ledger.send_again, kind, missing)
                self.wake()
        return compared, differed, again

    async def _ask(self, stub: Any, request: Any) -> Any:
        try:
            return await stub.CompareDigest(request, metadata=prove(self.key, _METHOD, self.city), timeout=10)
        except grpc.aio.AioRpcError as error:
            raise ProvinceUnreachable(f"省平台暂不可达：{error.details()}") from error
