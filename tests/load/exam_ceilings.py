"""What the parts of the exam's intake cost alone: the ceilings that the whole is compared with.

An echo of grpc.aio with a sheet, publishing with confirm, the insert of many rows, and messages taken one by one.
"""

import asyncio
import multiprocessing
import time
from contextlib import contextmanager
from functools import partial

import grpc
from sqlalchemy import Column, Integer, String, Table

from ce.exam.v1 import exam_service_pb2 as exam
from ce_client.confirms import ConfirmClient
from ce_kit.bus.batch import BatchLoop
from ce_kit.bus.confirmed import ConfirmedPublisher, Outgoing
from ce_kit.bus.connections import connected
from ce_kit.bus.topology import WORK, work_queue
from ce_kit.clock import SystemClock
from ce_kit.db.bulk import SKIP_KNOWN, insert_rows
from ce_kit.db.engine import make_engine
from ce_kit.db.tables import Json, Utc, new_metadata
from ce_kit.errors import DomainError
from ce_kit.ids import new_id
from ce_kit.testing.network import free_port
from ce_kit.testing.store import create_tables
from ce_kit.testing.waiting import wait_for
from tests.load.measure import backends, cpu
from tests.load.open_loop import Request

ECHO = "/bench.Echo/Echo"
IN_FLIGHT = 512
"""Calls open at a time: what a rush is, where many press at the same moment and wait."""
ECHOES, PUBLISHING_SECONDS, ROWS, SINGLES, BATCH = 8_000, 5, 30_000, 1_500, 200
MOST_PUBLISHED = 30_000
"""A work queue takes 50,000."""
ANSWERS = [[number, "ABCD"[number % 4]] for number in range(1, 21)]

metadata = new_metadata()
sheet = Table(
    "sheet",
    metadata,
    Column("request_id", String(36), primary_key=True),
    Column("attempt_id", String(36), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("answers", Json, nullable=False),
    Column("answers_sha256", String(64), nullable=False),
    Column("received_at", Utc, nullable=False),
)


def sheet_message(request_id, attempt_id, capability):
    """Return a whole sheet of 20 questions as a client sends it."""
    answers = [exam.Answer(number=number, chosen=chosen) for number, chosen in ANSWERS]
    return exam.SubmitAttemptRequest(
        request_id=request_id, attempt_id=attempt_id, capability=capability, sequence=2, answers=answers
    )


def sheet_row():
    """Return a row as the workers keep it."""
    return {
        "request_id": new_id(),
        "attempt_id": new_id(),
        "sequence": 2,
        "answers": ANSWERS,
        "answers_sha256": "0" * 64,
        "received_at": SystemClock().now(),
    }


@contextmanager
def child(role, *arguments):
    """Run a function in a process of its own; yields its pid and the near end of its pipe."""
    context = multiprocessing.get_context("spawn")
    pipe, far = context.Pipe()
    process = context.Process(target=role, args=(far, *arguments), daemon=True)
    process.start()
    far.close()  # so that its end is seen here
    try:
        pipe.recv()
        yield process.pid, pipe
    finally:
        process.kill()
        process.join()


@contextmanager
def _echoing(generator):
    """A server that echoes; yields its pid and what calls it `ECHOES` times."""
    port = free_port()
    body = sheet_message(new_id(), new_id(), "c" * 280).SerializeToString()
    requests = [Request("", body)] * ECHOES
    with child(_echo_server, port) as (pid, _):
        generator.run(f"127.0.0.1:{port}", ECHO, requests[:1000], in_flight=IN_FLIGHT)
        yield pid, partial(generator.run, f"127.0.0.1:{port}", ECHO, requests, in_flight=IN_FLIGHT)


def echo(generator):
    """(a) Return calls per second and the CPU ms per call of server and client."""
    with _echoing(generator) as (pid, run):
        before = cpu(pid), cpu(generator.pid)
        outcome = run()
        spent = [(cpu(one) - start) / ECHOES * 1000 for one, start in zip((pid, generator.pid), before, strict=True)]
    return ECHOES / outcome.seconds, *spent


def both(generator, rabbitmq, vhost):
    """(a) and (b) at the same time, as the intake has to do both; return calls and messages per second."""
    with _echoing(generator) as (_, run):
        (published, *_), outcome = publish(rabbitmq, vhost, run)
    return ECHOES / outcome.seconds, published


def _echo_server(pipe, port):
    async def answer(request, context):
        return exam.SubmitAttemptRequest.FromString(request).SerializeToString()

    async def serve():
        server = grpc.aio.server()
        handlers = {"Echo": grpc.unary_unary_rpc_method_handler(answer)}
        server.add_registered_method_handlers("bench.Echo", handlers)
        server.add_insecure_port(f"127.0.0.1:{port}")
        await server.start()
        pipe.send("ready")
        await server.wait_for_termination()

    asyncio.run(serve())


def publish(rabbitmq, vhost, meanwhile=lambda: time.sleep(PUBLISHING_SECONDS)):
    """(b) Publish `meanwhile`; return (messages per second, CPU ms per message of client, of broker), and what that
    returned.
    """
    with child(_publisher, rabbitmq.uri(vhost)) as (pid, pipe):
        pids = pid, rabbitmq.pid
        before = [cpu(one) for one in pids]
        pipe.send("go")
        result = meanwhile()
        pipe.send("stop")
        count, seconds = pipe.recv()
        spent = [(cpu(one) - start) / count * 1000 for one, start in zip(pids, before, strict=True)]
    return (count / seconds, *spent), result


def _publisher(pipe, uri):
    client = ConfirmClient(uri, [WORK_QUEUE])
    client.start()
    body = {**sheet_row(), "received_at": "2026-09-30T15:59:59.999999Z"}

    async def run():
        stopped = asyncio.get_running_loop().run_in_executor(None, pipe.recv)
        count, began = 0, time.perf_counter()

        async def one_after_other():
            nonlocal count
            while not stopped.done() and count < MOST_PUBLISHED:
                await client.publish(Outgoing(WORK.name, "bench", body, new_id()))
                count += 1

        await asyncio.gather(*(one_after_other() for _ in range(IN_FLIGHT)))
        return count, time.perf_counter() - began

    pipe.send("ready")
    pipe.recv()
    told = asyncio.run(run())
    with connected(uri) as connection:  # what lies there would make the next run slower
        WORK_QUEUE(connection.channel()).purge()
    pipe.send(told)


WORK_QUEUE = work_queue("bench")


def insert(postgres):
    """(c) Return rows per second and the CPU ms per row of client and PostgreSQL, a commit for each batch."""
    engine = make_engine(postgres.url("bench"))
    create_tables(engine, metadata)
    batches = [[sheet_row() for _ in range(BATCH)] for _ in range(ROWS // BATCH)]
    before, began = (time.process_time(), _server_cpu(postgres)), time.perf_counter()
    for rows in batches:
        with engine.begin() as connection:
            insert_rows(connection, sheet, rows, SKIP_KNOWN)
    seconds = time.perf_counter() - began
    spent = time.process_time() - before[0], _server_cpu(postgres) - before[1]
    engine.dispose()
    return ROWS / seconds, *(part / ROWS * 1000 for part in spent)


def _server_cpu(postgres):
    return cpu(postgres.pid, ended_children=True) + sum(cpu(pid) for pid in backends(postgres.pid))


def singles(rabbitmq, postgres):
    """(f) Return messages per second and the CPU ms of consumer, broker and PostgreSQL: one transaction each."""
    publisher = ConfirmedPublisher(rabbitmq.uri("bench"))
    with child(_single_consumer, rabbitmq.uri("bench"), postgres.url("bench")) as (pid, _):
        engine = make_engine(postgres.url("bench"))
        before = cpu(pid), cpu(rabbitmq.pid), _server_cpu(postgres)
        start, began = _count(engine), time.perf_counter()
        body = {**sheet_row(), "received_at": None}
        messages = [Outgoing(WORK.name, "single", {**body, "request_id": new_id()}, new_id()) for _ in range(SINGLES)]
        publisher.publish(messages)
        wait_for(partial(_reached, engine, start + SINGLES), seconds=60, every=0.05)
        seconds = time.perf_counter() - began
        after = cpu(pid), cpu(rabbitmq.pid), _server_cpu(postgres)
        engine.dispose()
    publisher.close()
    return SINGLES / seconds, *((end - begin) / SINGLES * 1000 for begin, end in zip(before, after, strict=True))


def _count(engine):
    with engine.connect() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM sheet").scalar()


def _reached(engine, total):
    return _count(engine) >= total


def _single_consumer(pipe, uri, database_url):
    engine = make_engine(database_url)

    def keep(messages):
        try:
            with engine.begin() as connection:
                for message in messages:
                    row = {**message.payload, "received_at": SystemClock().now()}
                    insert_rows(connection, sheet, [row], SKIP_KNOWN)
        except DomainError as error:
            return error
        return None

    loop = BatchLoop(uri, [work_queue("single")], keep, lambda *_: False, size=1)
    queue = work_queue("single")
    from ce_kit.bus.connections import connected

    with connected(uri) as connection:
        queue(connection.channel()).declare()
    pipe.send("ready")
    loop.run()
