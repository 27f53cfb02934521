"""The gateway's process: gRPC server, HTTP edge, bus connections. Never monkey-patched."""

import asyncio
import contextlib
import gc
import os
import signal
import threading
from concurrent import futures
from typing import Any

import grpc
from aiohttp import web
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection, reflection_pb2_grpc

from ce_client.rpc import RpcClient
from ce_gateway.door import Door, Open
from ce_gateway.edge import Edge
from ce_gateway.federation.part import FederationPart
from ce_gateway.intake.part import IntakePart
from ce_gateway.limits import RateLimit
from ce_gateway.servicers import all_servicers
from ce_gateway.settings import GatewaySettings
from ce_gateway.tokens import TokenVerifier
from ce_kit import logs
from ce_kit.call import Call
from ce_kit.db.engine import is_away
from ce_kit.db.migrate import check_at_head

log = logs.get(__name__)

OPTIONS = [
    ("grpc.max_receive_message_length", 4 * 1024 * 1024),
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.http2.min_ping_interval_without_data_ms", 10_000),
    # in a rush calls wait here until they are refused with a time to come again; gRPC would drop them without a word
    ("grpc.server.max_pending_requests", 100_000),
    ("grpc.server.max_pending_requests_hard_limit", 200_000),
]


class Gateway:
    """Everything the gateway runs; `start` and `stop` inside one event loop."""

    def __init__(self, settings: GatewaySettings) -> None:
        self.settings = settings
        self.rpc = RpcClient(settings.common.amqp_uri, settings.common.bus_secret)
        self.health = health.aio.HealthServicer()
        self.federation = FederationPart(settings)
        self.intake = IntakePart(settings)
        self.parts: list[Any] = [self.federation, self.intake]

    async def start(self) -> None:
        """Listen; returns when both ports are open."""
        settings = self.settings
        await asyncio.to_thread(self.rpc.start, loop=asyncio.get_running_loop())
        tokens = TokenVerifier(self._fetch_keys, f"ce-{settings.common.platform}")
        limit = RateLimit(settings.sign_ins_per_minute)
        # several gateways on one port are meant, or a mistake that would halve every city's calls
        shared = ("grpc.so_reuseport", int(settings.grpc_shared))
        self.server = grpc.aio.server(futures.ThreadPoolExecutor(2), options=[*OPTIONS, shared])
        door = Door(self.server, tokens, limit)
        names = [reflection.SERVICE_NAME, health.SERVICE_NAME]
        for servicer in all_servicers(self):
            servicer.register(servicer, door)
            names.append(servicer.descriptor.full_name)
        everybody = Open(self.server)
        health_pb2_grpc.add_HealthServicer_to_server(self.health, everybody)
        reflection_pb2_grpc.add_ServerReflectionServicer_to_server(reflection.aio.ReflectionServicer(names), everybody)
        self._listen()
        for part in self.parts:
            await part.start()
        await self.server.start()
        await self.health.set("", health_pb2.HealthCheckResponse.SERVING)
        self.runner = web.AppRunner(Edge(self.rpc, self.unready, self._own_keys, limit).application(), access_log=None)
        await self.runner.setup()
        await web.TCPSite(self.runner, settings.http_host, settings.http_port).start()
        # what start-up made lives as long as the process: looking at it again and again costs a tenth of a rush
        gc.collect()
        gc.freeze()
        gc.set_threshold(10_000, 20, 20)  # a call makes much that lives for a moment, and few cycles
        log.info("serving", grpc=settings.grpc_address, http_port=settings.http_port)

    def _listen(self) -> None:
        settings = self.settings
        if credentials := settings.server_credentials():
            port = self.server.add_secure_port(settings.grpc_address, credentials)
        else:
            port = self.server.add_insecure_port(settings.grpc_address)
        if port == 0:
            raise OSError(f"cannot listen on {settings.grpc_address}")

    async def stop(self) -> None:
        """Take no more calls, let those in hand finish, close everything."""
        await self.health.enter_graceful_shutdown()
        await self.server.stop(self.settings.common.grace_seconds / 2)
        await self.runner.cleanup()
        for part in self.parts:
            await part.stop()
        await asyncio.to_thread(self.rpc.stop)

    def unready(self) -> list[str]:
        """Return what keeps the gateway from serving calls; empty when it is ready."""
        reasons = [] if self.rpc.ready.is_set() else ["gateway: broker is out of reach"]
        for part in self.parts:
            reasons += part.unready()
        return reasons

    async def _own_keys(self) -> list[dict[str, str]]:
        return await asyncio.to_thread(self.intake.store.keys)

    async def _fetch_keys(self) -> list[dict[str, Any]]:
        return list((await self.rpc.call("identity.get_key_set", {}, Call()))["keys"])


async def serve(settings: GatewaySettings) -> None:
    """Serve until SIGTERM or SIGINT; then drain, and leave within the grace period in any case.

    Raises:
        NotAtHead: the database is at another revision than this program.
    """
    gateway = Gateway(settings)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    # a thread, because what hangs may hang after the loop has ended
    leaving = threading.Timer(settings.common.grace_seconds, _leave)
    leaving.daemon = True

    def stop() -> None:
        if not stopping.is_set():
            stopping.set()
            leaving.start()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    if await _database_at_head(gateway, stopping):
        await gateway.start()
        await stopping.wait()
        await gateway.stop()
    log.info("stopped")


async def _database_at_head(gateway: Gateway, stopping: asyncio.Event) -> bool:
    """Wait until the database answers; False when asked to stop first. Raises NotAtHead."""
    while not stopping.is_set():
        try:
            await asyncio.to_thread(check_at_head, gateway.federation.engine, "ce_gateway")
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("database out of reach", error=str(error)[:500])
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), 1)
        else:
            return True
    return False


def _leave() -> None:
    log.warning("grace period is over, leaving with work in hand; clients ask again, the broker delivers again")
    os._exit(1)
