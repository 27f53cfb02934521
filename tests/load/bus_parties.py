"""The parties of `bench_bus.py`, each a process of its own: `python bus_parties.py <role> <amqp uri> [database]`.

A party prints `ready`; a client then carries out each line `<in flight> <calls>` and prints the seconds it took.
"""

import os
import sys

ROLE, URI, *REST = sys.argv[1:]
if ROLE.startswith(("plain", "ours-service", "ours-server", "sink")):
    import ce_nameko.green  # noqa: F401  the client and server of bare AMQP and the asyncio client are not patched

import asyncio  # noqa: E402
import time  # noqa: E402
from typing import Any  # noqa: E402

PAYLOAD = {"request_id": "01a1f9ff-1c41-7308-ad54-ef949ffd0549", "note": "学时" * 40, "items": list(range(20))}
SECRET = b"the bus secret of a bench, 32 byt"
WORKERS = 40


def say(text: Any) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run_service(service: type, *, ours: bool, database_url: str = "sqlite://") -> None:
    """Run a nameko service, as nameko comes or on the chassis."""
    from nameko.runners import ServiceRunner

    config: dict[str, Any] = {"AMQP_URI": URI, "max_workers": WORKERS}
    if ours:
        from ce_kit import logs
        from ce_kit.settings import Settings

        name: str = service.name  # type: ignore[attr-defined]
        os.environ |= {
            "CE_PLATFORM": "370300",
            "CE_AMQP_URI": URI,
            "CE_DATABASE_URL": database_url,
            "CE_BUS_SECRET": SECRET.decode(),
        }
        logs.configure(name, "WARNING")
        config |= {
            "SERVICE_CONTAINER_CLS": "ce_nameko.container.Container",
            "settings": {name: Settings.read(name)},
            "serializer": "json",
        }
    runner = ServiceRunner(config)
    runner.add_service(service)
    runner.start()
    say("ready")
    runner.wait()


def drive() -> Any:
    """Return an entrypoint whose workers call as often as the parent asks."""
    from eventlet.event import Event
    from eventlet.hubs import trampoline
    from nameko.extensions import Entrypoint

    class Drive(Entrypoint):
        def start(self) -> None:
            self.container.spawn_managed_thread(self.run)

        def run(self) -> None:
            while True:
                trampoline(0, read=True)
                in_flight, calls = map(int, sys.stdin.readline().split())
                began = time.perf_counter()
                for ended in [self.worker(calls // in_flight) for _ in range(in_flight)]:
                    ended.wait()
                say(time.perf_counter() - began)

        def worker(self, calls: int) -> Event:
            ended = Event()

            def handle_result(_: Any, result: Any, exc_info: Any) -> Any:
                ended.send_exception(*exc_info) if exc_info else ended.send(None)
                return result, exc_info

            self.container.spawn_worker(self, (calls,), {}, handle_result=handle_result)
            return ended

    return Drive.decorator


def plain_server() -> None:
    from nameko.rpc import rpc

    class Plain:
        name = "plain"

        @rpc
        def echo(self, payload: Any) -> Any:
            return payload

    run_service(Plain, ours=False)


def plain_client() -> None:
    from nameko.rpc import RpcProxy

    class Client:
        name = "plain_client"
        plain = RpcProxy("plain")

        @drive()
        def call(self, count: int) -> None:
            for _ in range(count):
                self.plain.echo(PAYLOAD)

    run_service(Client, ours=False)


def ours_server() -> None:
    from ce_nameko.api import anyone, rpc

    class Ours:
        name = "ours"

        @rpc(allow=anyone)
        def echo(self, payload: dict[str, Any]) -> dict[str, Any]:
            return payload

    run_service(Ours, ours=True)


def ours_service_client() -> None:
    from ce_nameko.api import Asks

    class Client:
        name = "ours_client"
        ours = Asks("ours")

        @drive()
        def call(self, count: int) -> None:
            for _ in range(count):
                self.ours("echo", PAYLOAD)

    run_service(Client, ours=True)


def ours_asyncio_client() -> None:
    from ce_client.rpc import RpcClient
    from ce_kit.call import Actor, Call

    client = RpcClient(URI, SECRET)
    client.start()
    call = Call(Actor("p1", "person", (("clerk", "org-1"),), int(time.time()) + 600), "request")

    async def caller(count: int) -> None:
        for _ in range(count):
            await client.call("ours.echo", PAYLOAD, call)

    async def run(in_flight: int, calls: int) -> None:
        await asyncio.gather(*(caller(calls // in_flight) for _ in range(in_flight)))

    say("ready")
    while line := sys.stdin.readline():
        began = time.perf_counter()
        asyncio.run(run(*map(int, line.split())))
        say(time.perf_counter() - began)


def bare(uri: str) -> Any:
    """Open a py-amqp channel without the chassis."""
    import amqp
    from kombu.utils.url import parse_url

    parts = parse_url(uri)
    connection = amqp.Connection(
        f"{parts['hostname']}:{parts['port']}", parts["userid"], parts["password"], virtual_host=parts["virtual_host"]
    )
    connection.connect()
    connection.client_properties["capabilities"]["connection.blocked"] = False  # it would read before each publish
    return connection, connection.channel()


def bare_server() -> None:
    import amqp
    import orjson

    connection, channel = bare(URI)
    channel.queue_declare("bare", auto_delete=True)
    channel.basic_qos(0, WORKERS, a_global=False)

    def echo(message: Any) -> None:
        reply = amqp.Message(orjson.dumps(orjson.loads(message.body)), correlation_id=message.correlation_id)
        channel.basic_publish(reply, "", message.reply_to)
        channel.basic_ack(message.delivery_tag)

    channel.basic_consume("bare", callback=echo)
    say("ready")
    while True:
        connection.drain_events()


def bare_client() -> None:
    import amqp
    import orjson

    connection, channel = bare(URI)
    replies = channel.queue_declare("", exclusive=True, auto_delete=True).queue
    answered = [0]

    def take(message: Any) -> None:
        orjson.loads(message.body)
        answered[0] += 1

    channel.basic_consume(replies, no_ack=True, callback=take)
    say("ready")
    while line := sys.stdin.readline():
        in_flight, calls = map(int, line.split())
        began, asked, answered[0] = time.perf_counter(), 0, 0
        while answered[0] < calls:
            while asked < calls and asked - answered[0] < in_flight:
                channel.basic_publish(
                    amqp.Message(orjson.dumps(PAYLOAD), correlation_id=str(asked), reply_to=replies), "", "bare"
                )
                asked += 1
            connection.drain_events()
        say(time.perf_counter() - began)


def sink() -> None:
    """Hear events one by one and in batches, a row each."""
    from sqlalchemy import Column, Integer, Table, insert

    from ce_kit.db.engine import make_engine
    from ce_kit.db.tables import new_metadata
    from ce_kit.db.unit_of_work import SqlUnitOfWork
    from ce_kit.testing.store import create_tables
    from ce_nameko.api import UnitOfWork, event_batch, event_handler

    metadata_ = new_metadata()
    rows = {
        kind: Table(kind, metadata_, Column("number", Integer, primary_key=True, autoincrement=False))
        for kind in ("one", "many")
    }
    (database_url,) = REST
    create_tables(make_engine(database_url), metadata_)

    class Sinks(SqlUnitOfWork):
        metadata = metadata_

    class Sink:
        name = "sink"
        uow = UnitOfWork(Sinks)

        @event_handler("bench.one.v1")
        def on_one(self, event: dict[str, Any]) -> None:
            with self.uow as uow:
                uow.connection.execute(insert(rows["one"]).values(number=event["data"]["number"]))
                uow.commit()

        @event_batch("bench.many.v1", size=200)
        def on_many(self, events: list[dict[str, Any]]) -> None:
            with self.uow as uow:
                fresh = [{"number": event["data"]["number"]} for event in uow.fresh(events)]
                if fresh:
                    uow.connection.execute(insert(rows["many"]).values(fresh))
                uow.commit()

    run_service(Sink, ours=True, database_url=database_url)


if __name__ == "__main__":
    globals()[ROLE.replace("-", "_")]()
