"""What a service's `entrypoints/` import: one line for all of the bus."""

from ce_kit.bus.batches import event_batch, work_batch
from ce_kit.bus.client import Asks
from ce_kit.bus.depth import QueueDepth
from ce_kit.bus.events import event_handler
from ce_kit.bus.periodic import periodic
from ce_kit.bus.provide import CallActor, PlatformClock, Shared
from ce_kit.bus.rpc import rpc
from ce_kit.bus.settle import Poison, is_passing
from ce_kit.bus.store import UnitOfWork
from ce_kit.call import any_role, anyone, either, services, signed_in

__all__ = [
    "Asks",
    "CallActor",
    "PlatformClock",
    "Poison",
    "QueueDepth",
    "Shared",
    "UnitOfWork",
    "any_role",
    "anyone",
    "either",
    "event_batch",
    "event_handler",
    "is_passing",
    "periodic",
    "rpc",
    "services",
    "signed_in",
    "work_batch",
]
