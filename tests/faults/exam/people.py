"""People who sit an exam while everything breaks: a seeded crowd that does what people and their devices do."""

import asyncio
import random
import time
import uuid
from collections.abc import Iterator
from typing import Any

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status

from ce.exam.v1 import exam_service_pb2 as exam
from ce.exam.v1 import exam_service_pb2_grpc
from tests.evening.city import RIGHT, City
from tests.faults.exam.history import NOBODY_KNOWS, Call, Fate, History, Sheet, Started

TIMEOUT_SECONDS = 6.0
PATIENCE_SECONDS = 45.0
AGAIN = {"INTAKE_BUSY", "AWAITING_MARK", "START_INTERFERED"}
"""Refusals that waiting helps against."""


class Crowd:
    """People come one after another; `width` of them at a time, until told to stop."""

    def __init__(self, city: City, exam_id: str, person_ids: list[str], seed: int, width: int) -> None:
        self.city, self.exam_id, self.width = city, exam_id, width
        self.history, self.random = History(), random.Random(seed)
        self.queue: Iterator[str] = iter(person_ids)
        self.stopping = False

    async def live(self) -> None:
        """Let them come and go; returns when the last one has left."""
        options = [("grpc.initial_reconnect_backoff_ms", 200), ("grpc.max_reconnect_backoff_ms", 500)]
        async with grpc.aio.insecure_channel(self.city.address, options=options) as channel:
            self.stub = exam_service_pb2_grpc.ExamServiceStub(channel)
            await asyncio.gather(*(self._one_after_another() for _ in range(self.width)))

    async def _one_after_another(self) -> None:
        for person_id in self.queue:
            if self.stopping:
                return
            await Person(self, person_id, random.Random(self.random.random())).live()


class Person:
    """One person: starts, answers, hands in, fails or passes, comes again as long as that is allowed, and once more."""

    def __init__(self, crowd: Crowd, person_id: str, chance: random.Random) -> None:
        self.crowd, self.person_id, self.chance = crowd, person_id, chance
        self.metadata = (("authorization", f"Bearer {crowd.city.token(person_id)}"),)
        self.passed = False

    async def live(self) -> None:
        """Sit until the rules say no."""
        for _ in range(3):
            begun = await self._start()
            if begun is None:
                return
            await self._sit(*begun)
            await self._pause()

    async def _start(self) -> tuple[Started, str] | None:
        call, request_id = None, str(uuid.uuid4())
        end = time.monotonic() + PATIENCE_SECONDS
        while call is None or call.fate is not Fate.OK:
            call = Call("start", self.person_id, request_id)
            request = exam.StartAttemptRequest(request_id=request_id, exam_id=self.crowd.exam_id)
            answer = await self._ask(self.crowd.stub.StartAttempt, request, call)
            if call.fate is Fate.REFUSED and call.reason not in AGAIN:
                return None
            if time.monotonic() > end or (self.crowd.stopping and call.fate is not Fate.OK):
                return None
            await asyncio.sleep(0 if call.fate is Fate.OK else 0.3)
        if answer.attempt.state != exam.ATTEMPT_STATE_LIVE:
            return None
        right = {
            question.number: next(option.label for option in question.options if option.text == RIGHT)
            for question in answer.paper.questions
        }
        started = Started(answer.attempt.attempt_id, self.person_id, answer.attempt.number, right)
        self.crowd.history.attempts[started.attempt_id] = started
        return started, answer.capability

    async def _sit(self, started: Started, capability: str) -> None:
        """Save now and then, hand in somehow; the ways are those that have cost people their year elsewhere."""
        chance, sequence = self.chance, 1
        for _ in range(chance.choice((0, 1, 1, 2))):
            await self._send("save", started, capability, sequence, self._sheet(started, chance.random()))
            sequence += 1
            await self._pause()
        good = chance.random() < 0.5
        sheet = self._sheet(started, 0.9 if good else 0.3)
        way = chance.choice(("plainly", "plainly", "plainly", "twice", "on two devices", "and away", "other sheet"))
        request_id = str(uuid.uuid4())
        if way == "twice":
            once_more = (self._send("submit", started, capability, sequence, sheet, request_id) for _ in range(2))
            await asyncio.gather(*once_more)
        elif way == "on two devices":
            other = self._sheet(started, 0.5)
            await asyncio.gather(
                self._send("submit", started, capability, sequence, sheet, request_id),
                self._send("submit", started, capability, sequence + 1, other),
            )
        elif way == "and away":
            await self._send("submit", started, capability, sequence, sheet, request_id, patient=False)
        else:
            call = await self._send("submit", started, capability, sequence, sheet, request_id)
            await self._pause()
            if way == "other sheet" and call.fate is Fate.OK:
                await self._send("reuse", started, capability, sequence, self._sheet(started, 0.5), request_id)
            if chance.random() < 0.3:
                await self._send("submit", started, capability, sequence, sheet, request_id)

    def _sheet(self, started: Started, knowledge: float) -> Sheet:
        letters = "ABCD"
        return tuple(
            (number, right if self.chance.random() < knowledge else self.chance.choice(letters))
            for number, right in started.right.items()
        )

    async def _send(
        self,
        kind: str,
        started: Started,
        capability: str,
        sequence: int,
        sheet: Sheet,
        request_id: str = "",
        *,
        patient: bool = True,
    ) -> Call:
        """Send a sheet, again with the same request id while nobody knows what became of it."""
        request_id = request_id or str(uuid.uuid4())
        method, message = self.crowd.stub.SubmitAttempt, exam.SubmitAttemptRequest
        if kind == "save":
            method, message = self.crowd.stub.SaveAnswers, exam.SaveAnswersRequest
        request = message(
            request_id=request_id,
            attempt_id=started.attempt_id,
            capability=capability,
            sequence=sequence,
            answers=[exam.Answer(number=number, chosen=chosen) for number, chosen in sheet],
        )
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            call = Call(kind, self.person_id, request_id, started.attempt_id, sequence, sheet)
            await self._ask(method, request, call)
            helps = call.fate is Fate.UNKNOWN or call.reason in AGAIN
            if not helps or not patient or time.monotonic() > end:
                return call
            await asyncio.sleep(0.2 + 0.4 * self.chance.random())

    async def _ask(self, method: Any, request: Any, call: Call) -> Any:
        self.crowd.history.add(call)
        try:
            answer = await method(request, metadata=self.metadata, timeout=TIMEOUT_SECONDS)
        except grpc.aio.AioRpcError as error:
            reason = reason_of(error)
            call.end(Fate.UNKNOWN if error.code().name in NOBODY_KNOWS else Fate.REFUSED, reason)
            return None
        receipt = answer.receipt.SerializeToString(deterministic=True) if call.kind != "start" else b""
        call.end(Fate.OK, receipt=receipt)
        return answer

    async def _pause(self) -> None:
        await asyncio.sleep(0.1 + 0.9 * self.chance.random())


def reason_of(error: grpc.aio.AioRpcError) -> str:
    """Return the refusal's reason, or the status where none is given."""
    status, info = rpc_status.from_call(error), error_details_pb2.ErrorInfo()
    for detail in status.details if status is not None else ():
        if detail.Is(info.DESCRIPTOR):
            detail.Unpack(info)
            return str(info.reason)
    return str(error.code().name)
