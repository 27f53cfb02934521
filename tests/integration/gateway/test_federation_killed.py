"""kill -9 of a city's gateway and of the province's, in turn, while records and answers go over mutual TLS."""

import contextlib
import json
import threading
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Engine, func, select

from ce_client.testing import Bus
from ce_gateway.federation.ledger import ACCEPTED, REFUSED, SENT
from ce_gateway.federation.tables import received_record, sync_record
from ce_keys.ed25519 import SigningKey
from ce_kit.db.engine import make_engine
from ce_kit.testing.bus import event
from ce_kit.testing.waiting import wait_for
from tests.certificates import Authority
from tests.integration.gateway.conftest import GatewayProcess, migrated

CITY, PROVINCE = "370300", "370000"
ROUND = 100
"""Records that arrive at least between two kills."""


class Side(NamedTuple):
    """A platform as far as this test sees it: its gateway, its bus, its gateway's database."""

    gateway: GatewayProcess
    bus: Bus
    engine: Engine


class Judge:
    """The province's credit service, played: hears of every record and refuses every seventh.

    `heard` holds the ids of the events that told of a record; an event may come twice, a second one must not.
    """

    def __init__(self, bus: Bus) -> None:
        self.bus, self.stopping = bus, threading.Event()
        self.heard: dict[str, set[str]] = defaultdict(set)

    def work(self, hearing: Any) -> None:
        done = 0
        while not self.stopping.wait(0.05):
            told, done = hearing.wait(0)[done:], len(hearing.events)
            for one in told:
                self.heard[one["data"]["record_id"]].add(one["id"])
            self.bus.tell(*(event("credit.record.judged.v1", self._judge(one["data"])) for one in told))

    def _judge(self, received: dict[str, Any]) -> dict[str, Any]:
        state, reason = judgement(received["record_id"])
        key = {name: received[name] for name in ("city", "record_id", "record_version")}
        return {**key, "accepted": state == ACCEPTED, "reason": reason}


def entry(number: int) -> str:
    return f"entry-{number:04d}"


def judgement(record_id: str) -> tuple[str, str]:
    """Return the state a record must end in, and why."""
    return (REFUSED, "无此人员") if int(record_id[-4:]) % 7 == 0 else (ACCEPTED, "")


class Ledger:
    """The city's credit service, played: tells of hours without pause, a few at a time, so that they go in batches."""

    def __init__(self, bus: Bus) -> None:
        self.bus, self.stopping, self.told = bus, threading.Event(), 0

    def work(self) -> None:
        while not self.stopping.wait(0.05):
            numbers = range(self.told, self.told + 5)
            events = [event("credit.hours.recorded.v1", hours(number), subject=entry(number)) for number in numbers]
            assert self.bus.tell(*events) == [None] * len(events)
            self.told = numbers.stop


def hours(number: int) -> dict[str, Any]:
    """Return an invented entry of the city's ledger of hours."""
    fields = {"category": "professional", "unit": "hours", "amount": "8", "year": 2020}
    return {"entry_id": entry(number), "person_id": f"person-{number % 3}", "title": f"第 {number} 次培训", **fields}


@pytest.fixture
def sides(own_platform, province_platform) -> Iterator[tuple[Side, Side]]:
    """A city and a province; processes, connections and engines end with the test."""
    servers, cities, key = Authority("the province's"), Authority("the cities'"), SigningKey.generate()
    with contextlib.ExitStack() as stack:

        def side(platform: Any, **settings: str) -> Side:
            database = migrated(platform)
            made = Side(
                GatewayProcess(platform, database, **settings),
                stack.enter_context(Bus(platform.amqp_uri, platform.secret)),
                make_engine(database),
            )
            stack.callback(made.engine.dispose)
            stack.callback(lambda: made.gateway.process.kill())
            made.gateway.start()
            stack.callback(made.gateway.channel.close)
            return made

        certificate, private = servers.issue("province")
        province = side(
            province_platform,
            gateway_platform=PROVINCE,
            gateway_role="province",
            gateway_city_keys=json.dumps({CITY: [key.jwk()]}),
            gateway_tls_certificate=certificate,
            gateway_tls_key=private,
            gateway_tls_client_ca=cities.certificate,
        )
        certificate, private = cities.issue("city")
        city = side(
            own_platform,
            gateway_signing_key=key.to_pem(),
            gateway_province_address=f"127.0.0.1:{province.gateway.grpc_port}",
            gateway_province_ca=servers.certificate,
            gateway_tls_client_certificate=certificate,
            gateway_tls_client_key=private,
        )
        yield city, province


def test_every_record_arrives_once_and_ends_as_it_was_judged(sides):
    city, province = sides
    ledger, judge = Ledger(city.bus), Judge(province.bus)
    with province.bus.hear("federation.hours.received.v1") as hearing, ThreadPoolExecutor(2) as pool:
        working = [pool.submit(ledger.work), pool.submit(judge.work, hearing)]
        try:
            for victim in (city, province, city, province):
                before = arrived(province)
                wait_for(lambda before=before: arrived(province) >= before + ROUND, seconds=20)
                province.gateway.process.freeze()  # so that a batch is on its way for certain
                wait_for(lambda: states(city)[SENT])
                victim.gateway.process.kill()
                if victim is not province:
                    province.gateway.process.thaw()
                victim.gateway.process.start(seconds=40)
            ledger.stopping.set()
            working[0].result(10)
            wait_for(lambda: states(city)[ACCEPTED] + states(city)[REFUSED] == ledger.told, seconds=20)
        finally:
            ledger.stopping.set()
            judge.stopping.set()
        working[1].result(10)
    everything = {entry(number) for number in range(ledger.told)}
    with province.engine.connect() as connection:
        received = connection.execute(select(received_record.c.record_id)).scalars().all()
    assert len(received) == ledger.told
    assert set(received) == everything
    assert judge.heard.keys() == everything
    assert {len(events) for events in judge.heard.values()} == {1}
    with city.engine.connect() as connection:
        ended = connection.execute(select(sync_record.c.record_id, sync_record.c.state, sync_record.c.reason)).all()
    assert {row.record_id: (row.state, row.reason) for row in ended} == {one: judgement(one) for one in everything}


def arrived(province: Side) -> int:
    with province.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(received_record)).scalar_one())


def states(city: Side) -> dict[str, int]:
    """Count the city's records by state."""
    query = select(sync_record.c.state, func.count()).group_by(sync_record.c.state)
    with city.engine.connect() as connection:
        return defaultdict(int, ((state, count) for state, count in connection.execute(query)))
