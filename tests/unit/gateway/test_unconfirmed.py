"""What is on its way to an attempt: what the gateway took in and the exam service has no result of."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from ce.exam.v1 import exam_service_pb2 as pb
from ce_gateway.intake.sheet import Received, SheetKind
from ce_gateway.intake.store import Kept
from ce_gateway.servicers.exam import ExamServicer
from ce_kit.call import Call, current_call
from ce_kit.testing.bus import person

NOON = datetime(2026, 12, 31, 4, tzinfo=UTC)
LIVE = {"attempt_id": "a1", "person_id": "lin", "state": "ATTEMPT_STATE_LIVE"}
OVER = {**LIVE, "state": "ATTEMPT_STATE_GRADED"}


def sheet(request_id, sequence=1, kind=SheetKind.SAVE, seconds=0):
    moment = NOON + timedelta(seconds=seconds)
    return Received("a1", "lin", request_id, kind, sequence, [], "", moment, "k", b"", b"")


class FakeRpc:
    """Answers every call with the same payload; see `ce_client.rpc.RpcClient`."""

    def __init__(self, answer):
        self.answer = answer

    async def call(self, *_args, **_kwargs):
        return self.answer


@pytest.fixture(params=["StartAttempt", "GetAttempt"])
def unconfirmed(request):
    def ask(answer, *taken):
        async def of_attempt(attempt_id):
            assert attempt_id == "a1"
            return [Kept(one, "kept") for one in taken]

        intake = SimpleNamespace(desk=SimpleNamespace(of_attempt=of_attempt))
        servicer = ExamServicer(FakeRpc(answer), intake, b"secret")
        message = pb.StartAttemptRequest() if request.param == "StartAttempt" else pb.GetAttemptRequest(attempt_id="a1")
        current_call.set(Call(actor=person("lin")))
        told = asyncio.run(getattr(servicer, request.param)(message, None))
        return [one.receipt.request_id for one in told.unconfirmed]

    return ask


def saved(one):
    received_at = one.received_at.isoformat().replace("+00:00", "Z")
    return {"sequence": one.sequence, "received_at": received_at, "request_id": one.request_id, "answers": []}


def test_saves_that_are_not_newer_than_the_one_kept_have_their_result(unconfirmed):
    kept = sheet("b", 2, seconds=1)
    older = [sheet("z", 1, seconds=9), sheet("c", 2, seconds=0), replace(kept, request_id="a"), kept]
    newer = [sheet("d", 3), sheet("e", 2, seconds=2), replace(kept, request_id="c2")]
    assert unconfirmed({"attempt": LIVE, "saved": saved(kept)}, *older, *newer) == ["d", "e", "c2"]


def test_without_a_result_everything_is_on_its_way(unconfirmed):
    taken = [sheet("a"), sheet("b", 2, SheetKind.SUBMIT)]
    assert unconfirmed({"attempt": LIVE, "saved": {"sequence": 0, "answers": []}}, *taken) == ["a", "b"]


def test_a_sheet_that_was_graded_or_set_aside_has_its_result(unconfirmed):
    taken = [sheet("a"), sheet("b", 2, SheetKind.SUBMIT), sheet("c", 3, SheetKind.SUBMIT), sheet("d", 4)]
    answer = {"attempt": OVER, "handed_in": {"request_id": "b"}, "set_aside": [{"request_id": "c"}]}
    assert unconfirmed(answer, *taken) == []


def test_a_sheet_handed_in_that_comes_after_the_closing_by_time_is_on_its_way(unconfirmed):
    late = sheet("b", 2, SheetKind.SUBMIT)
    assert unconfirmed({"attempt": OVER, "handed_in": {"request_id": "a"}}, sheet("a"), late) == ["b"]
