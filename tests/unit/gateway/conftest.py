"""A city's ledger, a province's receipt, and the stream between them, on SQLite and loopback gRPC."""

import asyncio
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import grpc
import pytest

from ce_gateway.door import Door
from ce_gateway.federation.chain import SyncRecord
from ce_gateway.federation.city import ProvinceLink
from ce_gateway.federation.facts import Collected
from ce_gateway.federation.ledger import SyncLedger
from ce_gateway.federation.proof import CityKeys
from ce_gateway.federation.province import FederationServicer
from ce_gateway.federation.receipt import Receipt
from ce_gateway.federation.tables import metadata
from ce_gateway.limits import RateLimit
from ce_gateway.tokens import TokenVerifier
from ce_keys.ed25519 import SigningKey
from ce_kit.clock import FixedClock
from ce_kit.db.engine import make_engine
from ce_kit.db.migrate import upgrade

CITY = "370300"

# kept to the end of the process: when the last server and channel are collected, gRPC would wait for calls that were
# cut off on purpose, for ever
grpc.aio.init_grpc_aio()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2020, 10, 1, 4, tzinfo=UTC))


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database, to be copied."""
    path = tmp_path_factory.mktemp("gateway") / "migrated.db"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine, "ce_gateway", metadata)
    engine.dispose()
    return path


@pytest.fixture
def stores(tmp_path: Path, migrated: Path) -> Iterator[Any]:
    """Make migrated databases by name; closed at the end."""
    engines = {}

    def store(name: str) -> Any:
        if name not in engines:
            shutil.copy(migrated, tmp_path / f"{name}.db")
            engines[name] = make_engine(f"sqlite:///{tmp_path}/{name}.db")
        return engines[name]

    yield store
    for engine in engines.values():
        engine.dispose()


@pytest.fixture
def ledger(stores: Any, clock: FixedClock) -> SyncLedger:
    return SyncLedger(stores("city"), clock)


@pytest.fixture
def receipt(stores: Any, clock: FixedClock) -> Receipt:
    return Receipt(stores("province"), clock)


def hours(number: int, *, version: int = 1, day: str = "2020-10-01") -> Collected:
    """Return an invented hours record."""
    fact = json.dumps({"entry_id": f"entry-{number}", "amount": "8"})
    record = SyncRecord(
        "hours", f"entry-{number}", version, f"person-{number % 3}", "credit.hours.recorded.v1", fact, day
    )
    return Collected(record, f"2020 年度专业科目 8 学时：第 {number} 次培训")


@dataclass
class Province:
    """A province's gateway as far as the stream needs it."""

    receipt: Receipt
    keys: CityKeys
    port: int = 0
    credentials: grpc.ServerCredentials | None = None

    async def start(self) -> None:
        self.servicer = FederationServicer(self.receipt, self.keys)
        self.server = grpc.aio.server(options=[("grpc.so_reuseport", 0)])
        door = Door(self.server, TokenVerifier(_no_keys, "ce-370000"), RateLimit(600))
        self.servicer.register(self.servicer, door)
        address = f"127.0.0.1:{self.port}"
        if self.credentials:
            self.port = self.server.add_secure_port(address, self.credentials)
        else:
            self.port = self.server.add_insecure_port(address)
        await self.server.start()

    async def stop(self) -> None:
        await self.server.stop(0)


async def _no_keys() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def city_key() -> SigningKey:
    return SigningKey.generate()


@pytest.fixture
def province(receipt: Receipt, city_key: SigningKey) -> Province:
    return Province(receipt, CityKeys(json.dumps({CITY: [city_key.jwk()]})))


def link_to(
    province: Province,
    ledger: SyncLedger,
    key: SigningKey,
    city: str = CITY,
    credentials: grpc.ChannelCredentials | None = None,
) -> ProvinceLink:
    return ProvinceLink(ledger, key, city, f"127.0.0.1:{province.port}", credentials)


async def until(condition: Any, seconds: float = 10) -> None:
    """Wait until `condition()` holds."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)
