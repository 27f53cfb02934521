"""The desk where sheets are taken in: many at once are written with one statement, then queued, then answered.

While one group is being written the next one gathers, so groups grow with the rush and nobody waits for a timer.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from ce_gateway.intake.clock import IngressClock
from ce_gateway.intake.errors import AttemptOver, IntakeBusy, ReceiptUnknown
from ce_gateway.intake.sheet import Received, Sheet, signed_bytes
from ce_gateway.intake.store import PUBLISHED, Kept, Key, ReceiptStore
from ce_keys.ed25519 import SigningKey
from ce_kit import logs
from ce_kit.bus.confirmed import Outgoing
from ce_kit.bus.confirms import ConfirmClient, NotTaken, TooManyInFlight
from ce_kit.bus.topology import WORK
from ce_kit.errors import RequestIdReused, Unavailable

log = logs.get(__name__)

QUEUE = "exam.submissions"
LARGEST_GROUP = 500
PATIENCE_SECONDS = 20.0
SETTLE_SECONDS = 0.5
FORGOTTEN_AFTER = timedelta(seconds=15)
"""A sheet that nobody settled for so long was left by a process that died, or by a broker that went away."""

Waiting = tuple[Received, asyncio.Future[Kept], asyncio.Future[None]]


class Desk:
    """Takes sheets in. `start` and `stop` inside one event loop; all database work happens in threads."""

    def __init__(
        self, store: ReceiptStore, publisher: ConfirmClient, clock: IngressClock, key: SigningKey, platform: str
    ) -> None:
        self.store, self.publisher, self.clock, self.key, self.platform = store, publisher, clock, key, platform
        self.waiting: list[Waiting] = []
        self.published: list[Key] = []
        self.arrived = asyncio.Event()
        self.writer = ThreadPoolExecutor(1, "intake")
        self.others = ThreadPoolExecutor(2, "intake-reads")
        self.tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to take sheets in."""
        await self._in_thread(self.store.publish_key, self.key, self.clock.now())
        self.tasks = [asyncio.create_task(self._write_groups()), asyncio.create_task(self._settle())]

    async def stop(self) -> None:
        """Write down what is known; sheets in hand have been answered before."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self._settle_once()
        self.writer.shutdown()
        self.others.shutdown()

    @property
    def in_hand(self) -> int:
        """Sheets that are not answered yet."""
        return len(self.waiting) + self.publisher.in_flight

    async def take(self, sheet: Sheet, deadline: datetime) -> Received:
        """Take a sheet in and return it as it was received first, once it is stored and queued.

        Raises:
            AttemptOver: it came at `deadline` or later, and had not come before.
            RequestIdReused: the request brought another sheet before.
            IntakeBusy: the broker has no room; nothing was taken.
            ReceiptUnknown: the database or the broker went away meanwhile.
        """
        received_at = self.clock.now()
        if received_at >= deadline:
            return await self._late(sheet, deadline)
        loop = asyncio.get_running_loop()
        entry: Waiting = (self._sign(sheet, received_at), loop.create_future(), loop.create_future())
        self.waiting.append(entry)
        self.arrived.set()
        return await self._finish(entry)

    async def known(self, key: Key) -> Kept | None:
        """Return what a request left."""
        return await self._in_thread(self.store.known, key)

    async def of_attempt(self, attempt_id: str) -> list[Kept]:
        """Return what the broker took of an attempt."""
        return await self._in_thread(self.store.of_attempt, attempt_id)

    async def _late(self, sheet: Sheet, deadline: datetime) -> Received:
        """A sheet that came in time keeps its receipt, however late it is sent again."""
        known = await self.known(sheet.key)
        if known is None:
            raise AttemptOver.at(sheet.attempt_id, deadline)
        _check_same(sheet, known)
        if known.state != PUBLISHED:
            loop = asyncio.get_running_loop()
            entry: Waiting = (known.sheet, loop.create_future(), loop.create_future())
            self.waiting.append(entry)
            self.arrived.set()
            return await self._finish(entry)
        return known.sheet

    async def _finish(self, entry: Waiting) -> Received:
        sheet, kept, fate = entry
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                known = await kept
                _check_same(sheet, known)
                if known.state != PUBLISHED:
                    await fate
                    self.published.append(sheet.key)
        except (NotTaken, TooManyInFlight) as error:
            await self._in_thread(self.store.settle, (), [sheet.key])
            raise IntakeBusy.because(error.reason) from error
        except (Unavailable, TimeoutError) as error:
            raise ReceiptUnknown.now() from error
        return known.sheet

    def _sign(self, sheet: Sheet, received_at: datetime) -> Received:
        signature = self.key.sign(signed_bytes(sheet, received_at, self.key.id, self.platform))
        return Received(
            sheet.attempt_id,
            sheet.person_id,
            sheet.request_id,
            sheet.kind,
            sheet.sequence,
            sheet.answers,
            sheet.answers_sha256,
            received_at,
            self.key.id,
            signature,
        )

    async def _write_groups(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self.arrived.wait()
            self.arrived.clear()
            while self.waiting:
                group, self.waiting = self.waiting[:LARGEST_GROUP], self.waiting[LARGEST_GROUP:]
                try:
                    stand = await loop.run_in_executor(self.writer, self._write, group)
                except Exception as error:
                    log.error("sheets could not be written", count=len(group), error=str(error)[:500])
                    for _, kept, _ in group:
                        if not kept.done():
                            kept.set_exception(Unavailable("数据库暂不可用"))
                    continue
                for (_, kept, _), one in zip(group, stand, strict=True):
                    if not kept.done():
                        kept.set_result(one)

    def _write(self, group: list[Waiting]) -> list[Kept]:
        """Store a group, then send what the broker does not have; in the writer's thread."""
        stand = self.store.keep([sheet for sheet, _, _ in group])
        self.publisher.send_all(
            [
                (_message(one.sheet), fate)
                for (sheet, _, fate), one in zip(group, stand, strict=True)
                if one.state != PUBLISHED and one.sheet.says(sheet)
            ]
        )
        return stand

    async def _settle(self) -> None:
        turns = 0
        while True:
            await asyncio.sleep(SETTLE_SECONDS)
            try:
                await self._settle_once()
                turns += 1
                if turns % 10 == 0:
                    await self._send_forgotten()
            except Exception as error:
                log.warning("receipts are not settled; tries again", error=str(error)[:500])

    async def _settle_once(self) -> None:
        keys, self.published = self.published, []
        if keys:
            try:
                await self._in_thread(self.store.settle, keys)
            except BaseException:
                self.published += keys
                raise

    async def _send_forgotten(self) -> None:
        """Send what a process left when it died between writing and queueing; workers drop what they have."""
        left = await self._in_thread(self.store.unsettled, self.clock.now() - FORGOTTEN_AFTER, LARGEST_GROUP)
        if not left or not self.publisher.ready.is_set():
            return
        loop = asyncio.get_running_loop()
        entries: list[Any] = [(one, loop.create_future()) for one in left]
        self.publisher.send_all([(_message(one), fate) for one, fate in entries])
        outcomes = await asyncio.gather(*(fate for _, fate in entries), return_exceptions=True)
        sent = [one.key for (one, _), outcome in zip(entries, outcomes, strict=True) if outcome is None]
        log.warning("sheets left by another process were queued", found=len(left), queued=len(sent))
        self.published += sent

    async def _in_thread(self, function: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.others, function, *arguments)


def _message(one: Received) -> Outgoing:
    return Outgoing(WORK.name, QUEUE, one.to_job(), f"{one.attempt_id}:{one.request_id}")


def _check_same(sheet: Sheet, known: Kept) -> None:
    if not known.sheet.says(sheet):
        raise RequestIdReused("此请求编号已用于内容不同的答卷，请换用新的请求编号", request_id=sheet.request_id)
