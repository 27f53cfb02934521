"""Several gateways of one platform: whoever gets a sheet, there is one receipt; one of them talks to the province."""

import time
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from sqlalchemy import create_engine

from ce.exam.v1 import exam_service_pb2 as pb
from ce.exam.v1 import exam_service_pb2_grpc
from ce_gateway.federation.lease import Lease
from ce_kit.db.engine import make_engine
from ce_kit.testing.waiting import wait_for

QUEUE = "work.exam.submissions"


@pytest.fixture
def twins(make_gateway, own_bus):
    """Two gateways on one port."""
    first = make_gateway(gateway_grpc_shared="true")
    own_bus.take(QUEUE)
    second = make_gateway(gateway_grpc_shared="true", gateway_grpc_address=f"127.0.0.1:{first.grpc_port}")
    yield first, second
    for one in (first, second):
        one.process.kill()


def submit(gateway, token, sheet):
    """Hand in over a connection of its own, as another device would."""
    options = [("grpc.use_local_subchannel_pool", 1)]
    with grpc.insecure_channel(f"127.0.0.1:{gateway.grpc_port}", options=options) as channel:
        stub = exam_service_pb2_grpc.ExamServiceStub(channel)
        return stub.SubmitAttempt(pb.SubmitAttemptRequest(**sheet), metadata=token("lin"), timeout=10).receipt


def test_one_sheet_through_both_has_one_receipt_and_both_do_their_share(twins, token, own_bus):
    first, second = twins
    keys, receipts = set(), set()
    sheets = [first.sheet() for _ in range(12)]
    with ThreadPoolExecutor(12) as pool:
        for _ in range(4):
            for receipt in pool.map(lambda sheet: submit(first, token, sheet), sheets):
                keys.add(receipt.key_id)
                receipts.add(receipt.SerializeToString())
    assert len(receipts) == len(sheets)
    assert keys == {first.key.id, second.key.id}


def test_when_one_is_killed_the_other_goes_on_and_nothing_is_lost(twins, token, own_bus):
    first, second = twins
    sheets, receipts = [first.sheet() for _ in range(30)], {}

    def until_answered(sheet):
        while sheet["request_id"] not in receipts:
            try:
                receipts[sheet["request_id"]] = submit(first, token, sheet)
            except grpc.RpcError:
                time.sleep(0.05)

    with ThreadPoolExecutor(6) as pool:
        running = [pool.submit(until_answered, sheet) for sheet in sheets]
        wait_for(lambda: len(receipts) >= 8)
        first.process.kill()
        for one in running:
            one.result(60)
    queued = {job["request_id"]: job for bundle in own_bus.take(QUEUE) for job in bundle.payload["sheets"]}
    assert queued.keys() >= receipts.keys()
    assert all(queued[key]["answers_sha256"] == one.answers_sha256 for key, one in receipts.items())
    assert second.process.readiness()[0]


class TestLease:
    @pytest.fixture
    def lease(self, gateway_database):
        made = []

        def make():
            made.append(Lease(make_engine(gateway_database), 4711))
            return made[-1]

        yield make
        for one in made:
            one.release()
            one.engine.dispose()

    def test_one_holds_it_until_it_gives_it_up(self, lease):
        mine, theirs = lease(), lease()
        assert [mine.hold(), theirs.hold(), mine.hold(), theirs.hold()] == [True, False, True, False]
        mine.release()
        assert [theirs.hold(), mine.hold()] == [True, False]

    def test_whoever_dies_gives_it_up(self, lease, gateway_engine):
        mine, theirs = lease(), lease()
        assert mine.hold()
        assert not theirs.hold()
        with gateway_engine.begin() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711"
            )
        assert wait_for(theirs.hold)
        with pytest.raises(Exception, match=r"terminat|closed"):
            mine.hold()
        assert not mine.hold()

    def test_in_the_embedded_profile_there_is_nobody_else(self):
        engine = create_engine("sqlite://")
        assert Lease(engine, 1).hold()
        engine.dispose()
