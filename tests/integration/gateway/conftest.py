"""A gateway process on the real broker and PostgreSQL; identity's keys are answered by a stand-in."""

import contextlib
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import grpc
import jwt
import pytest

from ce.exam.v1 import exam_service_pb2 as pb
from ce.exam.v1 import exam_service_pb2_grpc
from ce_exam.adapters.capabilities import SignedCapabilities
from ce_exam.application.ports import Capability
from ce_gateway.federation.tables import metadata
from ce_gateway.intake import tables  # noqa: F401  fills the metadata
from ce_keys.ed25519 import SigningKey
from ce_kit.db.engine import make_engine
from ce_kit.db.migrate import upgrade
from ce_kit.ids import new_id
from ce_kit.testing.network import free_port
from ce_kit.testing.process import ServiceProcess
from ce_kit.testing.stand_in import StandIn

IDENTITY = SigningKey.generate()


def migrated(platform: Any) -> str:
    """Return the address of a fresh database of a gateway."""
    url = platform.database("gateway")
    engine = make_engine(url)
    upgrade(engine, "ce_gateway", metadata)
    engine.dispose()
    return str(url)


@pytest.fixture(scope="module")
def gateway_database(own_platform: Any) -> str:
    """A migrated database of a gateway."""
    return migrated(own_platform)


class GatewayProcess:
    """A gateway that can be killed and started again, and its clients."""

    def __init__(self, platform: Any, database: str, **settings: str) -> None:
        self.platform, self.database = platform, database
        self.key = SigningKey.generate()
        self.grpc_port = free_port()
        self.settings = settings
        self.process = self._make()
        self.capabilities = SignedCapabilities(platform.secret.encode())

    def _make(self) -> ServiceProcess:
        own = {
            "gateway_grpc_address": f"127.0.0.1:{self.grpc_port}",
            "gateway_signing_key": self.key.to_pem(),
            **self.settings,
        }
        process: ServiceProcess = self.platform.service("ce_gateway", self.database, **own)
        return process

    def start(self) -> None:
        """Start and wait until it is ready."""
        self.process.start(seconds=40)
        self.channel = grpc.insecure_channel(f"127.0.0.1:{self.grpc_port}")
        self.stub = exam_service_pb2_grpc.ExamServiceStub(self.channel)

    def restart(self, *, key: SigningKey | None = None, **settings: str) -> None:
        """End it in order and start another one on the same database."""
        self.channel.close()
        self.process.terminate()
        self.key = key or self.key
        self.settings = {**self.settings, **settings}
        self.process = self._make()
        self.start()

    def capability(self, attempt_id: str, person_id: str, *, minutes: float = 60) -> str:
        """Return what StartAttempt would have given."""
        now = datetime.now(UTC)
        one = Capability(attempt_id, person_id, "p" * 64, now, now + timedelta(minutes=minutes))
        return self.capabilities.encode(one)

    def sheet(self, person_id: str = "lin", **changed: Any) -> dict[str, Any]:
        """Return a request of an attempt of its own."""
        attempt_id = changed.pop("attempt_id", new_id())
        fields = {
            "request_id": str(uuid.uuid4()),
            "attempt_id": attempt_id,
            "capability": self.capability(attempt_id, person_id),
            "sequence": 1,
            "answers": [pb.Answer(number=1, chosen="CA"), pb.Answer(number=2, chosen="b")],
        }
        return {**fields, **changed}

    def submit(self, person_id: str = "lin", seconds: float = 10, **fields: Any) -> pb.Receipt:
        """Hand in; raises grpc.RpcError."""
        request = pb.SubmitAttemptRequest(**fields)
        return self.stub.SubmitAttempt(request, metadata=token_of(person_id), timeout=seconds).receipt

    def save(self, person_id: str = "lin", seconds: float = 10, **fields: Any) -> pb.Receipt:
        """Save; raises grpc.RpcError."""
        request = pb.SaveAnswersRequest(**fields)
        return self.stub.SaveAnswers(request, metadata=token_of(person_id), timeout=seconds).receipt


def token_of(person_id: str, *roles: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the metadata of a signed-in person."""
    expires_at = datetime.now(UTC) + timedelta(hours=1)
    claims = {"iss": "ce-370300", "sub": person_id, "roles": [list(role) for role in roles], "exp": expires_at}
    text = jwt.encode(claims, IDENTITY.private, algorithm="EdDSA", headers={"kid": IDENTITY.id})
    return [("authorization", f"Bearer {text}")]


@pytest.fixture(scope="session")
def token() -> Any:
    """See `token_of`."""
    return token_of


@pytest.fixture(scope="module")
def identity(own_platform: Any) -> Iterator[StandIn]:
    """Identity, as far as the gateway asks it."""
    keys = {"keys": [IDENTITY.jwk()]}
    with StandIn(own_platform.amqp_uri, own_platform.secret, "identity", get_key_set=lambda *_: keys) as stand_in:
        yield stand_in


@pytest.fixture(scope="module")
def make_gateway(own_platform: Any, gateway_database: str, identity: Any) -> Iterator[Any]:
    """Make gateways on the module's database; all end with the module."""
    with contextlib.ExitStack() as stack:

        def make(**settings: str) -> GatewayProcess:
            gateway = GatewayProcess(own_platform, gateway_database, **settings)
            gateway.start()
            stack.callback(lambda: gateway.process.kill())
            return gateway

        yield make


@pytest.fixture(scope="module")
def gateway(make_gateway: Any) -> GatewayProcess:
    """A gateway for tests that leave it running."""
    made: GatewayProcess = make_gateway()
    return made


@pytest.fixture(scope="module")
def gateway_engine(gateway_database: str) -> Iterator[Any]:
    """The gateway's database, to look into."""
    engine = make_engine(gateway_database)
    yield engine
    engine.dispose()
