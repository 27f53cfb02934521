"""What is settled, what was left: a desk writes down how far it got, and whoever runs queues what others left behind.

Every sheet of a rush would otherwise be written twice, once to keep it and once to say that it was queued.
"""

import asyncio
from datetime import timedelta

from ce_gateway.intake.bundle import LARGEST, message
from ce_gateway.intake.desk import PATIENCE_SECONDS, Desk
from ce_kit import logs

log = logs.get(__name__)

SETTLE_SECONDS, TURNS_PER_SEARCH = 0.5, 10
STATEMENT_SECONDS = 10
FORGOTTEN_AFTER = timedelta(seconds=15)
"""What is not settled for so long was left by a process that died, or while the broker was away. Longer than a
statement may take: no row can still come up that is older than those found."""
INSTANT = timedelta(microseconds=1)


class Settling:
    """Runs beside a desk, in its event loop."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.store = desk, desk.store
        self.noted = 0

    def start(self) -> None:
        """Begin."""
        self.task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End, and write down what is known."""
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        await self.note()

    async def _run(self) -> None:
        turns = 0
        while True:
            await asyncio.sleep(SETTLE_SECONDS)
            self.desk.lose_patience()
            try:
                await self.note()
                turns += 1
                if turns % TURNS_PER_SEARCH == 0:
                    await self.send_forgotten()
            except Exception as error:
                log.warning("receipts are not settled; tries again", error=str(error)[:500])

    async def note(self) -> None:
        """Write down until when all that this desk received is settled, if anything came since it did so last."""
        came, open_ = self.desk.came, self.desk.in_hand or self.desk.left
        if came != self.noted:
            await asyncio.to_thread(self.store.settle, self.desk.number, self.desk.open_since())
            self.noted = self.noted if open_ else came

    async def send_forgotten(self) -> None:
        """Queue what was stored and perhaps not queued; workers drop what they have."""
        before = self.desk.clock.now() - FORGOTTEN_AFTER
        found = await asyncio.to_thread(self.store.unsettled, before, LARGEST)
        if not found or not self.desk.publisher.ready.is_set():
            return
        fate: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.desk.publisher.send_all([(message([sheet for _, sheet in found]), fate)])
        async with asyncio.timeout(PATIENCE_SECONDS):
            await fate
        log.warning("sheets left behind were queued", count=len(found))
        through = {number: sheet.received_at + INSTANT for number, sheet in found}
        if (mine := through.pop(self.desk.number, None)) is not None:
            end = before if len(found) < LARGEST else mine
            self.desk.left = [(first, last) for first, last in self.desk.left if last >= end]
        for number, moment in through.items():
            await asyncio.to_thread(self.store.settle, number, moment)
