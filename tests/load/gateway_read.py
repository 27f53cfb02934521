"""What a gRPC read through the gateway costs it: a whole city in the server profile, sign-in checked at every call.

The same calls to a bare grpc.aio server, in turn with them, tell how much of it is gRPC and how fast the machine is.

`measure` is a part of `bench_bus.py`.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from statistics import median
from typing import Any

import grpc

from ce.identity.v1 import identity_service_pb2 as identity
from ce.identity.v1 import identity_service_pb2_grpc
from ce_demo.client import Session
from ce_demo.files import people
from ce_demo.files.city import WEIHAI
from ce_demo.files.people import Part
from ce_demo.platforms import free_span
from ce_demo.story.cast import PASSWORD
from ce_kit.ids import new_id
from ce_ops.backing.server import free_port
from ce_ops.bootstrap import FirstAdministrator, bootstrap
from ce_ops.layout import GATEWAY, Platform
from ce_ops.server_profile import Backing, ServerPlatform
from tests.load.exam_ceilings import child

CALLS, IN_FLIGHT, ROUNDS = 2000, 32, 5


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


def measure(cpu: Callable[[int], float]) -> tuple[float, float, float, float]:
    """Read one's own account with 32 calls in flight.

    Returns (reads per second, CPU ms of the gateway, of identity, of the bare server), each the median of `ROUNDS`.
    """
    port = free_port()
    with city() as (server, session), child(_bare, port) as (bare, _):
        pids = [server.process(part).pid or 0 for part in (GATEWAY, "identity")]
        for address in (session.address, f"127.0.0.1:{port}"):
            asyncio.run(_read(session, address, CALLS // 10))  # warm up
        found = []
        for _ in range(ROUNDS):
            before, began = [cpu(pid) for pid in (*pids, bare)], time.perf_counter()
            asyncio.run(_read(session, session.address, CALLS))
            seconds = time.perf_counter() - began
            asyncio.run(_read(session, f"127.0.0.1:{port}", CALLS))
            spent = [(cpu(pid) - start) / CALLS * 1000 for pid, start in zip((*pids, bare), before, strict=True)]
            found.append((CALLS / seconds, *spent))
    rate, gateway, service, alone = map(median, zip(*found, strict=True))
    return rate, gateway, service, alone


def _bare(pipe: Any, port: int) -> None:
    """Answer the same calls with nothing behind them."""
    person = identity.Person(person_id=new_id(), name="演示", id_number_masked="370***********001X", active=True)
    reply = identity.GetMeResponse(person=person)

    class Bare(identity_service_pb2_grpc.IdentityServiceServicer):
        async def GetMe(self, request: Any, context: Any) -> identity.GetMeResponse:
            return reply

    async def serve() -> None:
        server = grpc.aio.server()
        identity_service_pb2_grpc.add_IdentityServiceServicer_to_server(Bare(), server)
        server.add_insecure_port(f"127.0.0.1:{port}")
        await server.start()
        pipe.send("ready")
        await server.wait_for_termination()

    asyncio.run(serve())


async def _read(session: Session, address: str, calls: int) -> None:
    async with grpc.aio.insecure_channel(address) as channel:
        stub, left = identity_service_pb2_grpc.IdentityServiceStub(channel), repeat(None, calls)

        async def reader() -> None:
            for _ in left:
                answer = await stub.GetMe(identity.GetMeRequest(), metadata=session.metadata, timeout=30)
                assert answer.person.person_id

        await asyncio.gather(*(reader() for _ in range(IN_FLIGHT)))
