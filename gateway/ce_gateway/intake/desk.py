"""The desk where sheets are taken in: many at once are written with one statement, then queued, then answered.

Between two bundles the next one gathers, so bundles grow with the rush; whoever comes alone is served at once. Nobody
waits until the broker has the bundle before.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from ce_client.confirms import ConfirmClient, NotTaken, TooManyInFlight
from ce_gateway.intake.backlog import BacklogWatch
from ce_gateway.intake.bundle import LARGEST, Bundle, Entry, message
from ce_gateway.intake.clock import IngressClock
from ce_gateway.intake.errors import AttemptOver, IntakeBusy, ReceiptUnknown
from ce_gateway.intake.sheet import Received, Sheet, signed_bytes
from ce_gateway.intake.store import KEPT, REFUSED, Kept, ReceiptStore
from ce_gateway.intake.turns import Turns
from ce_keys.ed25519 import SigningKey
from ce_kit import logs
from ce_kit.errors import RequestIdReused

log = logs.get(__name__)

PATIENCE_SECONDS = 20.0
PACE_SECONDS = 0.015
"""From one bundle to the next: a bundle costs as much as many sheets, and those that gather in that time cost a sixth
less each."""


class Desk:
    """Takes sheets in. `start` and `stop` inside one event loop; all database work happens in threads."""

    def __init__(
        self,
        store: ReceiptStore,
        publisher: ConfirmClient,
        backlog: BacklogWatch,
        clock: IngressClock,
        key: SigningKey,
        platform: str,
    ) -> None:
        self.store, self.publisher, self.backlog = store, publisher, backlog
        self.clock, self.key, self.platform = clock, key, platform
        self.waiting: list[Entry] = []
        self.bundles: set[Bundle] = set()
        self.left: list[tuple[datetime, datetime]] = []
        self.came = self.in_hand = 0
        self.arrived = asyncio.Event()
        self.writer = ThreadPoolExecutor(1, "intake")
        self.others = ThreadPoolExecutor(2, "intake-reads")
        self.noting: set[asyncio.Task[None]] = set()
        self.turns = Turns()

    async def start(self) -> None:
        """Begin to take sheets in."""
        now = self.clock.now()
        await self._in_thread(self.store.publish_key, self.key, now)
        self.number = await self._in_thread(self.store.open_desk, now)
        self.writing = asyncio.create_task(self._write_bundles())

    async def stop(self) -> None:
        """End; sheets in hand have been answered before."""
        self.writing.cancel()
        await asyncio.gather(self.writing, *self.noting, return_exceptions=True)
        self.writer.shutdown()
        self.others.shutdown()
        self.turns.suit(0)

    async def take(self, sheet: Sheet, deadline: datetime) -> Received:
        """Take a sheet in and return it as it was received first, once it is stored and queued.

        Raises:
            AttemptOver: it came at `deadline` or later, and had not come before.
            RequestIdReused: the request brought another sheet before.
            IntakeBusy: the broker has no room; nothing was taken.
            ReceiptUnknown: the database or the broker went away meanwhile.
        """
        received_at = self.clock.now()
        if received_at < deadline:
            return await self._join(sheet, received_at)
        known = await self._in_thread(self.store.known, sheet.key)
        if known is None:
            raise AttemptOver.at(sheet.attempt_id, deadline)
        _check_same(sheet, known)
        # it came in time, and keeps its receipt however late it is sent again
        return await self._join(sheet, known.sheet.received_at)

    async def of_attempt(self, attempt_id: str) -> list[Kept]:
        """Return what was taken in of an attempt."""
        return await self._in_thread(self.store.of_attempt, attempt_id)

    def open_since(self) -> datetime:
        """Return the instant before which everything received here is on the queue or refused, as far as is known."""
        open_ = [bundle.first for bundle in self.bundles] + [first for first, _ in self.left]
        return min([*open_, *(entry.received_at for entry in self.waiting), self.clock.now()])

    def lose_patience(self) -> None:
        """Let nobody wait longer than is of use; what they sent goes on its way."""
        longest = asyncio.get_running_loop().time() - PATIENCE_SECONDS
        for entries in (self.waiting, *(bundle.entries for bundle in self.bundles)):
            for entry in entries:
                if entry.since < longest:
                    entry.refuse(ReceiptUnknown.now())

    async def _join(self, sheet: Sheet, received_at: datetime) -> Received:
        loop = asyncio.get_running_loop()
        entry = Entry(sheet, received_at, loop.create_future(), loop.time())
        self.waiting.append(entry)
        self.arrived.set()
        self.came += 1
        self.in_hand += 1
        try:
            return await entry.answer
        finally:
            self.in_hand -= 1

    def _sign(self, sheet: Sheet, received_at: datetime) -> Received:
        signed = signed_bytes(sheet, received_at, self.key.id, self.platform)
        return sheet.received(received_at, self.key.id, self.key.sign(signed), signed)

    async def _write_bundles(self) -> None:
        loop = asyncio.get_running_loop()
        earliest = loop.time()
        while True:
            await self.arrived.wait()
            self.arrived.clear()
            while self.waiting:
                if (early := earliest - loop.time()) > 0:
                    await asyncio.sleep(early)
                earliest = loop.time() + PACE_SECONDS
                self.turns.suit(self.in_hand)
                entries, self.waiting = self.waiting[:LARGEST], self.waiting[LARGEST:]
                bundle = Bundle(entries, loop.create_future())
                self.bundles.add(bundle)
                try:
                    for entry in entries:  # in one go: between other work a signature takes half as long again
                        entry.received = self._sign(entry.sheet, entry.received_at)
                    stand = await loop.run_in_executor(self.writer, self._write, bundle)
                except Exception as error:
                    log.error("sheets could not be written", count=len(entries), error=str(error)[:500])
                    self._leave(bundle)
                    continue
                self._expect(bundle, stand)

    def _write(self, bundle: Bundle) -> list[Kept]:
        """Store a bundle, then queue it, also what came before: workers drop what they have. In the writer's thread."""
        stand = self.store.keep(self.number, [entry.received for entry in bundle.entries])
        sheets = {
            one.sheet.key: one.sheet
            for entry, one in zip(bundle.entries, stand, strict=True)
            if one.sheet.says(entry.sheet)
        }
        if sheets:
            self.publisher.send_all([(message(list(sheets.values())), bundle.fate)])
        return stand

    def _expect(self, bundle: Bundle, stand: list[Kept]) -> None:
        """Refuse other sheets under a known request id; the rest is answered when the broker has the bundle."""
        good = []
        for entry, one in zip(bundle.entries, stand, strict=True):
            if not one.sheet.says(entry.sheet):
                entry.refuse(_reused(entry.sheet.request_id))
                continue
            entry.received = one.sheet
            good.append(entry)
            if one.state == REFUSED:
                bundle.once_refused.append(one.sheet.key)
        if good:
            self.backlog.sent(len(good))
            bundle.entries = good
            bundle.fate.add_done_callback(lambda fate: self._learn(bundle, fate.exception()))
        else:
            self.bundles.discard(bundle)

    def _learn(self, bundle: Bundle, error: BaseException | None) -> None:
        """Answer the senders of a bundle of which the broker has said what becomes of it."""
        if error is None and not bundle.once_refused:
            self._answer(bundle)
        elif error is None:
            self._later(self._answer_late(bundle))
        elif isinstance(error, NotTaken | TooManyInFlight):
            self._later(self._refuse(bundle, error.reason))
        else:
            self._leave(bundle)

    def _answer(self, bundle: Bundle) -> None:
        self.bundles.discard(bundle)
        for entry in bundle.entries:
            if not entry.answer.done():
                entry.answer.set_result(entry.received)

    async def _answer_late(self, bundle: Bundle) -> None:
        """Answer after the broker has taken what it refused before."""
        try:
            await self._in_thread(self.store.mark, bundle.once_refused, KEPT)
        except Exception as error:
            log.warning("sheets once refused were queued, which could not be noted", error=str(error)[:500])
        self._answer(bundle)

    async def _refuse(self, bundle: Bundle, cause: str) -> None:
        """Tell senders that nothing was taken, once that is written down."""
        try:
            await self._in_thread(self.store.mark, [entry.sheet.key for entry in bundle.entries], REFUSED)
        except Exception as error:
            log.warning("a refusal could not be noted", count=len(bundle.entries), error=str(error)[:500])
            self._leave(bundle)
            return
        self.bundles.discard(bundle)
        for entry in bundle.entries:
            entry.refuse(IntakeBusy.because(cause))

    def _leave(self, bundle: Bundle) -> None:
        """Nobody knows whether the database or the broker has the bundle: it is looked for later."""
        self.bundles.discard(bundle)
        self.left.append((bundle.first, bundle.last))
        for entry in bundle.entries:
            entry.refuse(ReceiptUnknown.now())

    def _later(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self.noting.add(task)
        task.add_done_callback(self.noting.discard)

    async def _in_thread(self, function: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.others, function, *arguments)


def _check_same(sheet: Sheet, known: Kept) -> None:
    if not known.sheet.says(sheet):
        raise _reused(sheet.request_id)


def _reused(request_id: str) -> RequestIdReused:
    return RequestIdReused("此请求编号已用于内容不同的答卷，请换用新的请求编号", request_id=request_id)
