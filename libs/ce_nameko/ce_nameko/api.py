"""What a service's `entrypoints/` import: one line for all of the bus."""

from ce_kit.bus.settle import Poison, is_passing
from ce_kit.call import any_role, anyone, either, services, signed_in
from ce_nameko.batches import event_batch, work_batch
from ce_nameko.client import Asks
from ce_nameko.depth import QueueDepth
from ce_nameko.events import event_handler
from ce_nameko.periodic import periodic
from ce_nameko.provide import CallActor, PlatformClock, Shared
from ce_nameko.rpc import rpc
from ce_nameko.store import UnitOfWork

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
