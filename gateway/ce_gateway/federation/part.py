"""What the gateway runs for the federation: a city collects and sends, a province receives and answers."""

import asyncio
import contextlib
import threading
from typing import Any

from sqlalchemy import select

from ce_gateway.federation.city import ProvinceLink
from ce_gateway.federation.facts import COLLECTED, JUDGED, collect
from ce_gateway.federation.ledger import SyncLedger
from ce_gateway.federation.proof import CityKeys
from ce_gateway.federation.province import FederationServicer
from ce_gateway.federation.receipt import Receipt
from ce_gateway.federation.tables import metadata, sync_state
from ce_gateway.settings import GatewaySettings
from ce_kit import logs
from ce_kit.bus.batch import BatchLoop
from ce_kit.bus.confirmed import ConfirmedPublisher
from ce_kit.bus.connections import LOST
from ce_kit.bus.relay import Relay
from ce_kit.bus.settle import Settler
from ce_kit.bus.topology import event_queue
from ce_kit.db.engine import make_engine
from ce_kit.db.migrate import NotAtHead, check_at_head

log = logs.get(__name__)


class Threads:
    """Bus consumers and the relay of a process without eventlet."""

    def __init__(self, uri: str) -> None:
        self.uri, self.settler = uri, Settler(uri)
        self.loops: list[BatchLoop] = []
        self.threads: list[threading.Thread] = []
        self.stopping = threading.Event()

    def consume(self, event_type: str, handle: Any) -> None:
        """Hear of `event_type` in batches: `handle(events)` in a thread."""

        def call(messages: list[Any]) -> BaseException | None:
            try:
                handle([message.payload for message in messages])
            except Exception as error:
                return error
            return None

        loop = BatchLoop(self.uri, [event_queue("gateway", event_type)], call, self.settler.fail)
        self.loops.append(loop)
        self.threads.append(threading.Thread(target=loop.run, name=event_type, daemon=True))

    def relay(self, relay: Relay) -> None:
        """Run an outbox relay."""
        pauses = (lambda: self.stopping.wait(0.2),)
        self.threads.append(threading.Thread(target=relay.run, args=pauses, name="relay", daemon=True))

    def start(self) -> None:
        """Declare what failing messages need, if the broker is there (else with the first of them), and start."""
        with contextlib.suppress(*LOST):
            self.settler.declare()
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Stop and wait."""
        self.stopping.set()
        for loop in self.loops:
            loop.stopping = True
        for thread in self.threads:
            thread.join(5)
        self.settler.publisher.close()


class FederationPart:
    """Started and stopped with the gateway."""

    def __init__(self, settings: GatewaySettings) -> None:
        common = settings.common
        self.settings = settings
        self.engine = make_engine(common.database_url)
        self.threads = Threads(common.amqp_uri)
        self.is_city = common.role == "city"
        self.ledger = SyncLedger(self.engine, common.clock)
        self.receipt = Receipt(self.engine, common.clock)
        self.servicer = FederationServicer(self.receipt, CityKeys(settings.city_keys))
        self.link: ProvinceLink | None = None
        if self.is_city and settings.province_address:
            self.link = ProvinceLink(
                self.ledger,
                settings.signing_key,
                common.platform,
                settings.province_address,
                settings.province_credentials(),
            )

    async def start(self) -> None:
        """Begin to collect and, in a city, to send; the gateway's tables are at head."""
        self.loop = asyncio.get_running_loop()
        if self.is_city:
            for event_type in COLLECTED:
                self.threads.consume(event_type, self._collect)
        else:
            for event_type, kinds in JUDGED.items():
                self.threads.consume(event_type, lambda events, kinds=kinds: self._judge(kinds, events))
            publisher = ConfirmedPublisher(self.settings.common.amqp_uri)
            self.threads.relay(Relay(self.engine, metadata, publisher))
        await asyncio.to_thread(self.threads.start)
        if self.link is not None:
            await self.link.start()

    async def stop(self) -> None:
        """Close the stream, finish the batches in hand."""
        if self.link is not None:
            await self.link.stop()
        await asyncio.to_thread(self.threads.stop)
        self.engine.dispose()

    def unready(self) -> list[str]:
        """Return what keeps this part from working; an unreachable province is no reason: the city works on."""
        reasons = [f"gateway: {loop.queues[0].name}: {loop.problem}" for loop in self.threads.loops if loop.problem]
        try:
            check_at_head(self.engine, "ce_gateway")
        except NotAtHead as error:
            reasons.append(str(error))
        except Exception as error:
            reasons.append(f"gateway: database: {type(error).__name__}")
        return reasons

    def is_linked(self) -> bool:
        """Tell whether this gateway, or another one of the platform, has the stream to the province open."""
        return self.link is not None and (self.link.connected or self.ledger.is_linked())

    def _collect(self, events: list[dict[str, Any]]) -> None:
        if self.ledger.collect([collect(event) for event in events]) and self.link is not None:
            self.loop.call_soon_threadsafe(self.link.wake)

    def _judge(self, kinds: tuple[str, ...], events: list[dict[str, Any]]) -> None:
        self.servicer.tell(self.receipt.judge(kinds, events))


def new_epoch(settings: GatewaySettings) -> int:
    """Begin a new epoch: every record is sent again, the province keeps what it has. Returns the epoch."""
    from sqlalchemy import update

    from ce_gateway.federation.ledger import WAITING
    from ce_gateway.federation.tables import sync_record

    engine = make_engine(settings.common.database_url)
    with engine.begin() as connection:
        epoch = int(connection.execute(select(sync_state.c.epoch).with_for_update()).scalar_one()) + 1
        # what the province answered before is told again, too: to a record it has it gives no second answer
        connection.execute(update(sync_state).values(epoch=epoch, judged_through=0))
        connection.execute(update(sync_record).values(state=WAITING, batch_seq=None))
    engine.dispose()
    return epoch
