"""What a gRPC read through the gateway costs it: a whole city in the server profile, sign-in checked at every call.

`measure` is a part of `bench_bus.py`.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path

import grpc

from ce.identity.v1 import identity_service_pb2 as identity
from ce.identity.v1 import identity_service_pb2_grpc
from ce_demo.client import Session
from ce_demo.files import people
from ce_demo.files.city import WEIHAI
from ce_demo.files.people import Part
from ce_demo.platforms import free_span
from ce_demo.story.cast import PASSWORD
from ce_ops.backing.server import free_port
from ce_ops.bootstrap import FirstAdministrator, bootstrap
from ce_ops.layout import GATEWAY, Platform
from ce_ops.server_profile import Backing, ServerPlatform

CALLS, IN_FLIGHT = 4000, 32


@contextmanager
def city() -> Iterator[tuple[ServerPlatform, Session]]:
    """Run a city in a folder of its own; give it and a signed-in administrator."""
    with tempfile.TemporaryDirectory(prefix="ce-bench-") as name:
        folder, base = Path(name), free_span(100)
        platform = Platform(WEIHAI.code, WEIHAI.name, "city", "server", folder / WEIHAI.code, base, base + 10)
        platform.save()
        backing = Backing(folder, amqp_port=free_port(), postgres_port=free_port())
        server = ServerPlatform(platform, backing)
        try:
            backing.start()
            server.prepare()
            server.start()
            server.wait_until_ready()
            admin = people.the(Part.HRSS_ADMIN, people.administrators(WEIHAI.code))
            first = FirstAdministrator(f"{WEIHAI.name}人社（演示）", WEIHAI.code, admin.name, admin.id_number)
            secret = platform.secrets().read("bus-secret").encode()
            code = bootstrap(backing.rabbitmq.uri(platform.vhost), secret, first)["activation_code"]
            yield server, Session(f"127.0.0.1:{platform.grpc_port}").activate(admin.id_number, code, PASSWORD)
        finally:
            server.stop()
            backing.remove()


def measure(cpu: Callable[[int], float]) -> tuple[float, float, float]:
    """Read one's own account; return (reads per second, CPU ms of the gateway, of identity) with 32 in flight."""
    with city() as (server, session):
        pids = [server.process(part).pid or 0 for part in (GATEWAY, "identity")]
        asyncio.run(_read(session, CALLS // 10))  # warm up
        before, began = [cpu(pid) for pid in pids], time.perf_counter()
        asyncio.run(_read(session, CALLS))
        seconds = time.perf_counter() - began
        gateway, service = ((cpu(pid) - start) / CALLS * 1000 for pid, start in zip(pids, before, strict=True))
    return CALLS / seconds, gateway, service


async def _read(session: Session, calls: int) -> None:
    async with grpc.aio.insecure_channel(session.address) as channel:
        stub, left = identity_service_pb2_grpc.IdentityServiceStub(channel), repeat(None, calls)

        async def reader() -> None:
            for _ in left:
                answer = await stub.GetMe(identity.GetMeRequest(), metadata=session.metadata, timeout=30)
                assert answer.person.person_id

        await asyncio.gather(*(reader() for _ in range(IN_FLIGHT)))
