"""What the gateway runs for the intake, and whether it may take anything now."""

import asyncio
from collections import Counter

from ce_client.confirms import ConfirmClient
from ce_gateway.intake.backlog import BacklogWatch
from ce_gateway.intake.bundle import QUEUE
from ce_gateway.intake.clock import IngressClock
from ce_gateway.intake.desk import Desk
from ce_gateway.intake.errors import ClockOff, IntakeBusy
from ce_gateway.intake.settling import STATEMENT_SECONDS, Settling
from ce_gateway.intake.store import ReceiptStore
from ce_gateway.settings import GatewaySettings
from ce_kit import logs
from ce_kit.bus.topology import work_queue
from ce_kit.db.engine import make_engine

log = logs.get(__name__)

CHECK_SECONDS, CHECKS_PER_REPORT = 2.0, 5


class IntakePart:
    """Started and stopped with the gateway."""

    def __init__(self, settings: GatewaySettings) -> None:
        common = settings.common
        self.settings = settings
        self.engine = make_engine(common.database_url, pool_size=4, statement_seconds=STATEMENT_SECONDS, lean=True)
        self.store = ReceiptStore(self.engine, common.platform)
        self.queue = work_queue(QUEUE)
        self.publisher = ConfirmClient(common.amqp_uri, [self.queue], "intake", most=settings.intake_in_flight)
        self.backlog = BacklogWatch(common.amqp_uri, self.queue)
        self.clock = IngressClock(common.clock, settings.clock_drift_seconds)
        self.desk = Desk(self.store, self.publisher, self.backlog, self.clock, settings.signing_key, common.platform)
        self.settling = Settling(self.desk)
        self.store_problem = ""
        self.counted: Counter[str] = Counter()

    async def start(self) -> None:
        """Begin to take sheets in; the gateway's tables are at head."""
        await asyncio.to_thread(self.publisher.start, loop=asyncio.get_running_loop())
        await asyncio.to_thread(self.backlog.start)
        await self._check()
        await self.desk.start()
        self.settling.start()
        self.checking = asyncio.create_task(self._check_again())

    async def stop(self) -> None:
        """Write down what is known and close the connections."""
        self.checking.cancel()
        await self.desk.stop()
        await self.settling.stop()
        await asyncio.to_thread(self.publisher.stop)
        await asyncio.to_thread(self.backlog.stop)
        self.engine.dispose()

    def check_room(self) -> None:
        """Refuse before anything is taken, when what came could not be answered soon.

        Raises:
            IntakeBusy: the broker is away, blocked or full, the database is away, or too much is in hand already.
            ClockOff: the clock cannot be relied on.
        """
        if self.clock.is_off:
            self.counted["CLOCK_OFF"] += 1
            raise ClockOff("系统时钟正在校准，暂不能接收答卷，请保留答案，稍后重试", retry_after_seconds=5)
        if cause := self.unable():
            self.counted[cause] += 1
            raise IntakeBusy.because(cause)

    def unable(self) -> str:
        """Return why nothing can be taken now; empty when there is room."""
        if not self.publisher.ready.is_set() or self.backlog.waiting is None:
            return "BROKER_AWAY"
        if self.publisher.blocked:
            return "BROKER_BLOCKED"
        if self.store_problem:
            return "STORE_AWAY"
        if self.desk.in_hand >= self.settings.intake_in_flight:
            return "IN_FLIGHT"
        return "BACKLOG" if self.backlog.waiting >= self.settings.intake_backlog else ""

    def unready(self) -> list[str]:
        """Return what keeps this part from working; a rush is no reason."""
        away = not self.publisher.ready.is_set() or self.backlog.waiting is None
        reasons = ["intake: broker is out of reach"] if away else []
        if self.store_problem:
            reasons.append(f"intake: database: {self.store_problem}")
        if self.clock.is_off:
            reasons.append(f"intake: clock is {self.clock.drift:+.1f} s off the database's")
        return reasons

    async def _check_again(self) -> None:
        while True:
            for _ in range(CHECKS_PER_REPORT):
                await asyncio.sleep(CHECK_SECONDS)
                await self._check()
            self._report()

    def _report(self) -> None:
        """Say what came since the last report, what was refused and why, and what waits; nothing when nothing came."""
        if self.counted:
            counted, self.counted = self.counted, Counter()
            taken, refused = counted.pop("taken", 0), dict(counted)
            log.info("intake", taken=taken, refused=refused, in_hand=self.desk.in_hand, waiting=self.backlog.waiting)

    async def _check(self) -> None:
        """Look at the database and its clock."""
        was_off = self.clock.is_off
        try:
            await asyncio.to_thread(self.clock.check, self.engine)
            self.store_problem = ""
        except Exception as error:
            self.store_problem = type(error).__name__
            log.warning("database out of reach", error=str(error)[:500])
        if self.clock.is_off and not was_off:
            log.error("clock cannot be relied on; no sheets are taken", drift_seconds=self.clock.drift)
