"""The door of the API: tokens, limits, statuses."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import grpc
import jwt
import pytest
from google.rpc import error_details_pb2, status_pb2
from grpc_health.v1 import health, health_pb2_grpc
from grpc_status import rpc_status

from ce.identity.v1 import identity_service_pb2 as pb
from ce.identity.v1 import identity_service_pb2_grpc
from ce_gateway.door import Door, Open
from ce_gateway.errors import STATUS, status_of
from ce_gateway.limits import RateLimit, TooManyCalls
from ce_gateway.servicers.identity import IdentityServicer
from ce_gateway.tokens import TokenVerifier
from ce_gateway.translate import bus_method, to_message, to_payload
from ce_keys.ed25519 import SigningKey
from ce_kit.call import ANONYMOUS
from ce_kit.errors import Kind, NotSignedIn, ServiceFault, Unavailable

ISSUER = "ce-370300"


def token(key, *, issuer=ISSUER, seconds=600, **claims):
    now = datetime.now(UTC)
    body = {"iss": issuer, "sub": "p1", "roles": [["employer_admin", "org1"]], "exp": now + timedelta(seconds=seconds)}
    return "Bearer " + jwt.encode({**body, **claims}, key.private, algorithm="EdDSA", headers={"kid": key.id})


class Keys:
    """Identity's published keys, counted."""

    def __init__(self, *keys):
        self.keys, self.asked = list(keys), 0

    async def __call__(self):
        self.asked += 1
        return [key.jwk() for key in self.keys]


class TestTokens:
    def test_a_good_token_names_the_person_and_the_roles(self):
        key = SigningKey.generate()
        actor = asyncio.run(TokenVerifier(Keys(key), ISSUER).actor(token(key)))
        assert (actor.id, actor.kind, actor.roles) == ("p1", "person", (("employer_admin", "org1"),))

    def test_no_token_is_anonymous(self):
        assert asyncio.run(TokenVerifier(Keys(), ISSUER).actor("")) == ANONYMOUS

    @pytest.mark.parametrize(
        "wrong", ["expired", "other issuer", "other key", "no scheme", "garbage", "none algorithm"]
    )
    def test_other_tokens_are_refused(self, wrong):
        key = SigningKey.generate()
        text = {
            "expired": lambda: token(key, seconds=-1),
            "other issuer": lambda: token(key, issuer="ce-371000"),
            "other key": lambda: token(SigningKey.generate()),
            "no scheme": lambda: token(key).removeprefix("Bearer "),
            "garbage": lambda: "Bearer a.b.c",
            "none algorithm": lambda: (
                "Bearer " + jwt.encode({"sub": "p1"}, None, algorithm="none", headers={"kid": key.id})
            ),
        }[wrong]()
        with pytest.raises(NotSignedIn):
            asyncio.run(TokenVerifier(Keys(key), ISSUER).actor(text))

    def test_a_remembered_token_ends_with_its_time(self):
        async def story():
            key = SigningKey.generate()
            verifier = TokenVerifier(Keys(key), ISSUER)
            await asyncio.sleep(max(0, 1.05 - time.time() % 1))  # a token's end is a whole second
            text = token(key, seconds=1)
            assert (await verifier.actor(text)).id == "p1"
            await asyncio.sleep(1)
            with pytest.raises(NotSignedIn):
                await verifier.actor(text)

        asyncio.run(story())

    def test_a_new_key_is_fetched_when_it_shows_up_but_not_for_every_guess(self, monkeypatch):
        async def story():
            old, new = SigningKey.generate(), SigningKey.generate()
            keys = Keys(old)
            verifier = TokenVerifier(keys, ISSUER)
            await verifier.actor(token(old))
            for _ in range(20):
                with pytest.raises(NotSignedIn):
                    await verifier.actor(token(SigningKey.generate()))
            assert keys.asked == 1
            keys.keys.append(new)
            verifier.fetched_at -= 6
            assert (await verifier.actor(token(new))).id == "p1"
            assert keys.asked == 2

        asyncio.run(story())


class TestLimit:
    def test_a_burst_is_let_through_then_one_address_waits_and_others_do_not(self):
        limit = RateLimit(60)
        for _ in range(15):
            limit.check("10.0.0.1")
        with pytest.raises(TooManyCalls) as caught:
            limit.check("10.0.0.1")
        assert int(caught.value.metadata["retry_after_seconds"]) >= 1
        limit.check("10.0.0.2")


class TestStatus:
    def test_every_kind_has_a_status(self):
        assert set(STATUS) == set(Kind)

    def test_a_refusal_carries_reason_numbers_chinese_text_fields_and_how_long_to_wait(self):
        fault = ServiceFault(
            "RESOURCE_EXHAUSTED",
            "BUSY",
            "请稍后",
            '{"retry_after_seconds": "7", "have": "3"}',
            '[{"field": "a[1].b", "description": "x"}]',
        )
        code, message, raw = status_of(fault, "ce.exam.v1")
        status = status_pb2.Status.FromString(raw)
        kinds = {"ErrorInfo": None, "LocalizedMessage": None, "BadRequest": None, "RetryInfo": None}
        for detail in status.details:
            name = detail.type_url.rsplit(".", 1)[1]
            kinds[name] = getattr(error_details_pb2, name)()
            detail.Unpack(kinds[name])
        assert (code, message) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "请稍后")
        assert (kinds["ErrorInfo"].reason, kinds["ErrorInfo"].domain, kinds["ErrorInfo"].metadata["have"]) == (
            "BUSY",
            "ce.exam.v1",
            "3",
        )
        assert kinds["LocalizedMessage"].locale == "zh-CN"
        assert kinds["BadRequest"].field_violations[0].field == "a[1].b"
        assert kinds["RetryInfo"].retry_delay.seconds == 7


class TestTranslation:
    def test_names(self):
        assert bus_method("credit", "SubmitClaim") == "credit.submit_claim"
        assert bus_method("identity", "GetMe") == "identity.get_me"

    def test_a_payload_keeps_the_protos_names_and_empty_fields(self):
        payload = to_payload(pb.ImportStaffRequest(request_id="r", employer_id="e"))
        assert payload == {"request_id": "r", "employer_id": "e", "file_ticket": "", "dry_run": False}

    def test_an_answer_of_a_newer_service_is_read_without_its_new_fields(self):
        message = to_message({"person": {"person_id": "p", "name": "演示𠮷", "shoe_size": 43}}, pb.SignUpResponse)
        assert message.person.name == "演示𠮷"


class FakeRpc:
    """Answers or refuses as told; remembers the calls."""

    def __init__(self, answer):
        self.answer, self.calls = answer, []

    async def call(self, method, payload, call, seconds=10):
        self.calls.append((method, payload, call, seconds))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def ask(rpc, key, *, metadata=(), timeout=None, times=1, per_minute=600):
    """Serve an identity servicer behind a door and call GetMe and SignIn; return the answers or errors."""

    async def story():
        server = grpc.aio.server()
        servicer = IdentityServicer(rpc)
        servicer.register(servicer, Door(server, TokenVerifier(Keys(key), ISSUER), RateLimit(per_minute)))
        port = server.add_insecure_port("127.0.0.1:0")
        await server.start()
        found = []
        async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
            stub = identity_service_pb2_grpc.IdentityServiceStub(channel)
            for _ in range(times):
                call = stub.SignIn if times > 1 else stub.GetMe
                request = pb.SignInRequest(login="x") if times > 1 else pb.GetMeRequest()
                try:
                    found.append(await call(request, metadata=metadata, timeout=timeout))
                except grpc.aio.AioRpcError as error:
                    found.append(error)
        await server.stop(0)
        return found

    return asyncio.run(story())


class Details(NamedTuple):
    """What grpc.aio tells a generic handler of a call."""

    method: str


class FakeServer:
    """Remembers what was registered with it."""

    def __init__(self):
        self.generic, self.by_method = [], []

    def add_generic_rpc_handlers(self, handlers):
        self.generic += handlers

    def add_registered_method_handlers(self, service, handlers):
        self.by_method += handlers


class TestRegistration:
    def test_a_method_is_found_at_the_door_and_none_costs_the_calls_of_others(self):
        server, servicer = FakeServer(), IdentityServicer(FakeRpc({}))
        door = Door(server, TokenVerifier(Keys(SigningKey.generate()), ISSUER), RateLimit(600))
        servicer.register(servicer, door)
        assert (server.generic, server.by_method) == ([door], [])
        found = door.service(Details("/ce.identity.v1.IdentityService/GetMe"))
        assert found.request_deserializer == pb.GetMeRequest.FromString
        assert door.service(Details("/ce.identity.v1.IdentityService/Nothing")) is None

    def test_health_answers_without_the_door(self):
        server = FakeServer()
        health_pb2_grpc.add_HealthServicer_to_server(health.aio.HealthServicer(), Open(server))
        (handler,) = server.generic
        assert handler.service(Details("/grpc.health.v1.Health/Check")) is not None
        assert server.by_method == []


class TestDoor:
    def test_a_call_reaches_the_service_with_its_caller_request_id_deadline_and_trace(self):
        key, rpc = SigningKey.generate(), FakeRpc({"person": {"person_id": "p1"}})
        trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        metadata = (("authorization", token(key)), ("x-request-id", "req-7"), ("traceparent", trace))
        (answer,) = ask(rpc, key, metadata=metadata, timeout=3)
        assert answer.person.person_id == "p1"
        ((method, payload, call, seconds),) = rpc.calls
        assert (method, payload) == ("identity.get_me", {})
        assert (call.actor.id, call.request_id) == ("p1", "req-7")
        assert 1 < seconds < 3.5
        assert call.traceparent.split("-")[1] == trace.split("-")[1]

    def test_a_call_that_names_no_request_is_found_by_its_trace(self):
        key, rpc = SigningKey.generate(), FakeRpc({"person": {"person_id": "p1"}})
        ask(rpc, key, metadata=(("authorization", token(key)),), times=2)
        first, second = (call for _, _, call, _ in rpc.calls)
        assert first.request_id == first.traceparent.split("-")[1]
        assert first.request_id != second.request_id

    def test_a_bad_token_does_not_reach_the_service(self):
        rpc = FakeRpc({})
        (error,) = ask(rpc, SigningKey.generate(), metadata=(("authorization", "Bearer x"),))
        assert error.code() == grpc.StatusCode.UNAUTHENTICATED
        assert rpc.calls == []

    @pytest.mark.parametrize(
        ("raised", "code", "reason"),
        [
            (ServiceFault("NOT_FOUND", "PERSON_NOT_FOUND", "查无此人"), grpc.StatusCode.NOT_FOUND, "PERSON_NOT_FOUND"),
            (Unavailable("稍后"), grpc.StatusCode.UNAVAILABLE, "UNAVAILABLE"),
            (ValueError("secret 37000019900101001X"), grpc.StatusCode.INTERNAL, "INTERNAL"),
        ],
    )
    def test_refusals_become_statuses_and_surprises_tell_no_secrets(self, raised, code, reason):
        key = SigningKey.generate()
        (error,) = ask(FakeRpc(raised), key, metadata=(("authorization", token(key)),))
        assert error.code() == code
        info = error_details_pb2.ErrorInfo()
        status = rpc_status.from_call(error) if hasattr(error, "trailing_metadata") else None
        assert status is not None
        status.details[0].Unpack(info)
        assert (info.reason, info.domain) == (reason, "ce.identity.v1")
        assert "secret" not in error.details()

    def test_guessing_is_slowed_down_by_address(self):
        answers = ask(FakeRpc({}), SigningKey.generate(), times=12, per_minute=20)
        codes = [answer.code() for answer in answers if isinstance(answer, grpc.aio.AioRpcError)]
        assert codes == [grpc.StatusCode.RESOURCE_EXHAUSTED] * 7
