"""A client process for benches: sends gRPC calls on a schedule, whether or not earlier ones were answered.

Latency counts from the moment a call was due, so a server that stalls cannot make its figures look better by
slowing its clients down.
"""

import asyncio
import gc
import multiprocessing
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status

CHANNELS = 16
TIMEOUT_SECONDS = 30.0


class Request(NamedTuple):
    """One call: the metadata's token, and the message as it travels."""

    token: str
    body: bytes


class Answer(NamedTuple):
    """What became of a call: seconds from the run's start to its due time and from there to the answer.

    `reason` is empty for a success, otherwise the refusal's reason or the status; `retry_after` is in seconds.
    """

    due: float
    latency: float
    reason: str
    retry_after: float
    body: bytes


@dataclass
class Outcome:
    """The answers of one run, in the order of the requests."""

    answers: list[Answer]
    seconds: float
    reasons: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        self.reasons = Counter(one.reason for one in self.answers)

    @property
    def accepted(self) -> list[Answer]:
        """Calls that were answered well."""
        return [one for one in self.answers if not one.reason]

    def latency(self, share: float) -> float:
        """Return the latency that `share` of the successful calls did not exceed, in milliseconds."""
        ordered = sorted(one.latency for one in self.accepted)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else float("nan")


class Generator:
    """The client process; one run at a time."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far = context.Pipe()
        self.process = context.Process(target=_serve, args=(far,), daemon=True)
        self.process.start()
        self.pipe.recv()

    @property
    def pid(self) -> int:
        """The pid of the client process."""
        return int(self.process.pid or 0)

    def begin(
        self, address: str, method: str, requests: Sequence[Request], *, per_second: float = 0, in_flight: int = 0
    ) -> None:
        """Start a run: so many calls `per_second`, or always so many `in_flight`."""
        self.pipe.send((address, method, list(requests), per_second, in_flight))

    def end(self) -> Outcome:
        """Wait for the end of the run."""
        answers, seconds = self.pipe.recv()
        return Outcome(answers, seconds)

    def run(self, *arguments: Any, **options: Any) -> Outcome:
        """Begin a run and wait for its end."""
        self.begin(*arguments, **options)
        return self.end()

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.join()


def _serve(pipe: Any) -> None:
    pipe.send("ready")
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        gc.disable()
        pipe.send(asyncio.run(_run(*job)))
        gc.enable()


async def _run(address: str, method: str, requests: list[Request], per_second: float, in_flight: int) -> Any:
    # several connections, as several people have; one alone would queue all calls behind one another
    options = [("grpc.use_local_subchannel_pool", 1)]
    channels = [grpc.aio.insecure_channel(address, options=options) for _ in range(CHANNELS)]
    await asyncio.gather(*(channel.channel_ready() for channel in channels))
    calls = [channel.unary_unary(method) for channel in channels]
    began = time.perf_counter()
    if per_second:
        answers = await _on_schedule(calls, requests, per_second, began)
    else:
        answers = await _in_flight(calls, requests, in_flight, began)
    seconds = time.perf_counter() - began
    for channel in channels:
        await channel.close()
    return answers, seconds


async def _on_schedule(calls: list[Any], requests: list[Request], per_second: float, began: float) -> list[Answer]:
    tasks = []
    for number, request in enumerate(requests):
        due = number / per_second
        if (early := began + due - time.perf_counter()) > 0:
            await asyncio.sleep(early)
        elif number % 20 == 0:
            await asyncio.sleep(0)  # late: catch up, but let answers in
        tasks.append(asyncio.create_task(_ask(calls[number % CHANNELS], request, began, due)))
    return list(await asyncio.gather(*tasks))


async def _in_flight(calls: list[Any], requests: list[Request], width: int, began: float) -> list[Answer]:
    answers: list[Any] = [None] * len(requests)
    numbers = iter(range(len(requests)))

    async def one_after_other() -> None:
        for number in numbers:
            due = time.perf_counter() - began
            answers[number] = await _ask(calls[number % CHANNELS], requests[number], began, due)

    await asyncio.gather(*(one_after_other() for _ in range(width)))
    return answers


async def _ask(call: Any, request: Request, began: float, due: float) -> Answer:
    metadata = (("authorization", f"Bearer {request.token}"),) if request.token else ()
    reason, retry_after, body = "", 0.0, b""
    try:
        body = await call(request.body, metadata=metadata, timeout=TIMEOUT_SECONDS)
    except grpc.aio.AioRpcError as error:
        reason, retry_after = _refusal(error)
    return Answer(due, time.perf_counter() - began - due, reason, retry_after, body)


def _refusal(error: grpc.aio.AioRpcError) -> tuple[str, float]:
    reason, retry_after = error.code().name, 0.0
    status = rpc_status.from_call(error)
    for detail in status.details if status is not None else ():
        info, retry = error_details_pb2.ErrorInfo(), error_details_pb2.RetryInfo()
        if detail.Is(info.DESCRIPTOR):
            detail.Unpack(info)
            reason = info.reason
        elif detail.Is(retry.DESCRIPTOR):
            detail.Unpack(retry)
            retry_after = retry.retry_delay.seconds + retry.retry_delay.nanos / 1e9
    return reason, retry_after
