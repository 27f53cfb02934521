"""The stream between a city and the province, over real gRPC on loopback."""

import asyncio
import json
import time

import grpc
import pytest
from sqlalchemy import delete, func, select

from ce.federation.v1 import federation_service_pb2 as pb
from ce.federation.v1 import federation_service_pb2_grpc
from ce_gateway.federation.comparison import Comparison
from ce_gateway.federation.part import new_epoch
from ce_gateway.federation.proof import CityKeys, prove
from ce_gateway.federation.province import FederationServicer
from ce_gateway.federation.tables import received_record
from ce_keys.ed25519 import SigningKey
from tests.unit.gateway.conftest import CITY, hours, link_to, until


def count(receipt) -> int:
    with receipt.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(received_record)).scalar_one()


def lose(receipt, *record_ids) -> None:
    with receipt.engine.begin() as connection:
        connection.execute(delete(received_record).where(received_record.c.record_id.in_(record_ids)))


def all_in(ledger, state: str) -> bool:
    counts, _, _ = ledger.summary()
    return bool(counts) and {row[1] for row in counts} == {state}


def answer_all(receipt, accepted=True) -> None:
    with receipt.engine.connect() as connection:
        rows = connection.execute(select(received_record)).all()
    receipt.judge(
        ("hours",),
        [
            {
                "data": {
                    "city": r.city,
                    "record_id": r.record_id,
                    "record_version": r.version,
                    "accepted": accepted,
                    "reason": "",
                }
            }
            for r in rows
        ],
    )


def test_records_arrive_and_answers_come_back(province, ledger, receipt, city_key):
    async def story():
        ledger.collect([hours(number) for number in range(1200)])
        await province.start()
        link = link_to(province, ledger, city_key)
        await link.start()
        await until(lambda: all_in(ledger, "RECEIVED"))
        assert count(receipt) == 1200
        answer_all(receipt)
        province.servicer.tell({CITY})
        await until(lambda: all_in(ledger, "ACCEPTED"))
        ledger.collect([hours(5000)])
        link.wake()
        await until(lambda: count(receipt) == 1201)
        await link.stop()
        await province.stop()

    asyncio.run(story())


def test_a_city_works_on_without_the_province_and_catches_up(province, ledger, receipt, city_key):
    async def story():
        await province.start()
        await province.stop()
        link = link_to(province, ledger, city_key)
        await link.start()
        for number in range(30):
            ledger.collect([hours(number)])
            await asyncio.sleep(0.01)
        assert all_in(ledger, "WAITING")
        await province.start()
        await until(lambda: all_in(ledger, "RECEIVED"), 20)
        assert count(receipt) == 30
        await link.stop()
        await province.stop()

    asyncio.run(story())


def test_either_side_may_be_cut_off_at_any_moment(province, ledger, receipt, city_key, caplog):
    """Both ends are torn down again and again in the middle of traffic; nothing is lost, doubled or surprising."""

    async def story():
        await province.start()
        link = link_to(province, ledger, city_key)
        await link.start()
        for round_ in range(8):
            ledger.collect([hours(100 * round_ + number) for number in range(100)])
            link.wake()
            await asyncio.sleep(0.05)
            if round_ % 2:
                await province.stop()
                await province.start()
            else:
                await link.stop()
                link = link_to(province, ledger, city_key)
                await link.start()
        await until(lambda: all_in(ledger, "RECEIVED"), 20)
        answer_all(receipt)
        await until(lambda: all_in(ledger, "ACCEPTED"), 20)
        assert count(receipt) == 800
        await link.stop()
        await province.stop()

    asyncio.run(story())
    errors = [one for one in caplog.records if one.levelname == "ERROR"]
    # a server that is stopped at once cancels its calls, and gRPC sometimes says so as if it were an error of theirs
    assert [one for one in errors if "CancelledError" not in one.getMessage()] == []


def test_a_record_lost_at_the_province_is_found_and_sent_again(province, ledger, receipt, city_key):
    async def story():
        await province.start()
        ledger.collect([hours(number) for number in range(40)] + [hours(77, day="2020-10-02")])
        link = link_to(province, ledger, city_key)
        await link.start()
        await until(lambda: all_in(ledger, "RECEIVED"))
        assert await link.compare() == (2, 0, 0)
        lose(receipt, "entry-7", "entry-9")
        assert await link.compare() == (2, 1, 2)
        await until(lambda: count(receipt) == 41)
        await until(lambda: all_in(ledger, "RECEIVED"))
        assert await link.compare() == (2, 0, 0)
        await link.stop()
        await province.stop()

    asyncio.run(story())


def test_a_record_sent_again_is_told_the_answer_it_had(province, ledger, receipt, city_key):
    """The province's services judge a record once; the answer is stored, and must not stay behind."""

    async def story():
        await province.start()
        ledger.collect([hours(number) for number in range(3)])
        link = link_to(province, ledger, city_key)
        await link.start()
        await until(lambda: all_in(ledger, "RECEIVED"))
        answer_all(receipt)
        await until(lambda: all_in(ledger, "ACCEPTED"))
        lose(receipt, "entry-0", "entry-1")
        assert await link.compare() == (1, 1, 2)
        await until(lambda: all_in(ledger, "ACCEPTED"))
        assert count(receipt) == 3
        ledger.collect([hours(3)])
        await until(lambda: count(receipt) == 4)
        answer_all(receipt)
        await until(lambda: all_in(ledger, "ACCEPTED"))
        await link.stop()
        await province.stop()

    asyncio.run(story())


class TestDailyComparison:
    """The link compares by itself while it has the stream."""

    def test_a_lost_record_is_found_and_sent_again_unasked(self, province, ledger, receipt, city_key):
        async def story():
            await province.start()
            ledger.collect([hours(number) for number in range(40)])
            link = link_to(province, ledger, city_key)
            link.comparison = Comparison(ledger, city_key, CITY, link.wake, every=0.1, retry=0.1)
            await link.start()
            await until(lambda: all_in(ledger, "RECEIVED"))
            lose(receipt, "entry-7", "entry-9")
            await until(lambda: count(receipt) == 40)
            lose(receipt, "entry-8")
            await until(lambda: count(receipt) == 40)
            await until(lambda: all_in(ledger, "RECEIVED"))
            await link.stop()
            await province.stop()

        asyncio.run(story())

    def test_it_is_not_due_at_once_nor_again_before_a_day_has_passed(self, province, ledger, city_key):
        async def story():
            await province.start()
            link = link_to(province, ledger, city_key)
            begun = time.monotonic()
            assert link.comparison.due - begun > 300
            link.comparison.due = begun
            await link.start()
            await until(lambda: link.comparison.due > begun)
            assert link.comparison.due - begun == pytest.approx(86_400, abs=60)
            await link.stop()
            await province.stop()

        asyncio.run(story())

    def test_a_failure_leaves_the_stream_alone_and_is_tried_again(
        self, province, ledger, receipt, city_key, monkeypatch, caplog
    ):
        failures = []

        def out_of_order(*_):
            failures.append(1)
            raise OSError("the disk is full")

        async def story():
            await province.start()
            ledger.collect([hours(1), hours(2)])
            link = link_to(province, ledger, city_key)
            await link.start()
            await until(lambda: all_in(ledger, "RECEIVED"))
            await link.stop()

            link = link_to(province, ledger, city_key)
            link.comparison = Comparison(ledger, city_key, CITY, link.wake, retry=0.05)
            with monkeypatch.context() as patch:
                patch.setattr(receipt, "day", out_of_order)
                await link.start()
                await until(lambda: link.connected)
                await until(lambda: len(failures) >= 2)
                assert link.connected
                lose(receipt, "entry-1")
            await until(lambda: count(receipt) == 2)
            await link.stop()
            await province.stop()

        asyncio.run(story())
        assert "comparison with the province was not possible" in caplog.text
        assert "stream to the province" not in caplog.text

    def test_a_gateway_without_the_stream_does_not_compare(self, province, ledger, city_key):
        class TakenLease:
            def hold(self):
                return False

            def release(self):
                pass

        async def story():
            await province.start()
            link = link_to(province, ledger, city_key)
            link.lease, link.comparison.due = TakenLease(), 0
            await link.start()
            await asyncio.sleep(0.2)
            assert link.comparison.due == 0
            await link.stop()
            await province.stop()

        asyncio.run(story())


def test_a_ledger_restored_from_a_backup_is_noticed_and_a_new_epoch_heals_it(
    province, ledger, receipt, city_key, stores, clock, monkeypatch
):
    async def story():
        await province.start()
        ledger.collect([hours(1), hours(2)])
        link = link_to(province, ledger, city_key)
        await link.start()
        await until(lambda: all_in(ledger, "RECEIVED"))
        answer_all(receipt)
        await until(lambda: all_in(ledger, "ACCEPTED"))
        await link.stop()

        restored = type(ledger)(stores("restored"), clock)
        restored.collect([hours(1)])
        restored.judge(2, [])  # what it was answered is in the backup
        link = link_to(province, restored, city_key)
        await link.start()
        await until(lambda: "备份" in link.problem)
        await link.stop()

        class Settings:
            class common:
                database_url = str(stores("restored").url)

        assert new_epoch(Settings) == 2
        link = link_to(province, restored, city_key)
        await link.start()
        await until(lambda: all_in(restored, "ACCEPTED"))
        assert count(receipt) == 2
        await link.stop()
        await province.stop()

    asyncio.run(story())


@pytest.mark.parametrize("wrong", ["no proof", "other key", "other city", "old"])
def test_only_a_city_that_proves_itself_is_heard(province, city_key, wrong, monkeypatch):
    async def story():
        await province.start()
        method = "/ce.federation.v1.FederationService/Exchange"
        proof = prove(city_key, method, CITY)
        if wrong == "no proof":
            proof = ()
        elif wrong == "other key":
            proof = prove(SigningKey.generate(), method, CITY)
        elif wrong == "other city":
            proof = prove(city_key, method, "371000")
        elif wrong == "old":
            with monkeypatch.context() as patch:
                patch.setattr("ce_gateway.federation.proof.time.time", lambda: 1_600_000_000)
                proof = prove(city_key, method, CITY)
        async with grpc.aio.insecure_channel(f"127.0.0.1:{province.port}") as channel:
            stub = federation_service_pb2_grpc.FederationServiceStub(channel)
            call = stub.Exchange(metadata=proof)
            # Nothing is written: a write on a stream that is being refused may end as INTERNAL on the client.
            async with asyncio.timeout(10):  # a stream that is served waits for its hello
                assert await call.code() == grpc.StatusCode.UNAUTHENTICATED
        await province.stop()

    asyncio.run(story())


def test_a_city_that_is_refused_is_told_why(province, ledger):
    """Each time: a hello that crosses the refusal must not hide its reason."""

    async def story():
        await province.start()
        for _ in range(60):
            link = link_to(province, ledger, SigningKey.generate())
            await link.start()
            await until(lambda link=link: link.problem)
            await link.stop()
            assert "签名" in link.problem
        await province.stop()

    asyncio.run(story())


def test_a_province_of_an_earlier_version_is_served(province, ledger, receipt, city_key, monkeypatch):
    """It says nothing before it has read the hello."""
    monkeypatch.setattr("ce_gateway.federation.city.BEGIN_SECONDS", 0.1)
    today = FederationServicer.Exchange

    class Silent:
        def __init__(self, context):
            self.context = context

        def __getattr__(self, name):
            return getattr(self.context, name)

        async def send_initial_metadata(self, metadata):
            pass

    monkeypatch.setattr(
        FederationServicer, "Exchange", lambda self, requests, context: today(self, requests, Silent(context))
    )

    async def story():
        await province.start()
        link = link_to(province, ledger, city_key)
        await link.start()
        ledger.collect([hours(1)])
        link.wake()
        await until(lambda: all_in(ledger, "RECEIVED"))
        await link.stop()
        await province.stop()

    asyncio.run(story())


def test_a_city_cannot_speak_for_another(province, city_key):
    async def story():
        province.keys = CityKeys(json.dumps({CITY: [city_key.jwk()], "371000": [SigningKey.generate().jwk()]}))
        await province.start()
        async with grpc.aio.insecure_channel(f"127.0.0.1:{province.port}") as channel:
            stub = federation_service_pb2_grpc.FederationServiceStub(channel)
            call = stub.Exchange(metadata=prove(city_key, "/ce.federation.v1.FederationService/Exchange", CITY))
            await call.write(pb.ExchangeRequest(hello=pb.Hello(city="371000", epoch=1)))
            with pytest.raises(grpc.aio.AioRpcError) as caught:
                await call.read()
                await call.read()
            assert caught.value.code() == grpc.StatusCode.UNAUTHENTICATED
        await province.stop()

    asyncio.run(story())
