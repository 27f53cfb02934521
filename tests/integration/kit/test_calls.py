"""RPC guards on the real broker."""

import time

import orjson
import pytest

from ce_kit.call import ACTOR_HEADER, SIGNATURE_HEADER, Actor, Call
from ce_kit.errors import DeadlineExceeded, ServiceFault
from ce_kit.ids import new_id
from ce_kit.testing.bus import person
from ce_kit.testing.waiting import wait_for

RPC = "nameko-rpc"


def still_well(toy, bus):
    assert toy.exit_code is None
    assert bus.ask("toy.echo", {"text": "well"})["text"] == "well"
    assert toy.readiness() == (True, [])


def test_call_without_reply_to_is_not_carried_out_and_does_not_end_the_container(toy, bus, rows):
    text = f"no reply {new_id()}"
    bus.raw(RPC, "toy.write", orjson.dumps({"args": [{"request_id": new_id(), "text": text}], "kwargs": {}}))
    wait_for(lambda: "call without reply_to" in toy.text())
    still_well(toy, bus)
    assert rows.count(text) == 0


@pytest.mark.parametrize(
    "body", [b"not json", b"[]", b'{"args": []}', b'{"args": ["text"]}', b'{"args": [{}, {}]}', b"\xff\xfe"]
)
def test_call_of_wrong_form_does_not_end_the_container(toy, bus, body):
    bus.raw(RPC, "toy.echo", body, reply_to="nobody", correlation_id="1")
    still_well(toy, bus)


@pytest.mark.parametrize(
    "headers",
    [
        {"ce-actor": "not json", "ce-actor-signature": "x"},
        {"ce-actor": 5},
        {"ce-actor": "[]", "ce-actor-signature": "签名"},
        {"ce-deadline": "soon"},
        {"traceparent": "nonsense"},
        {"ce-request": 7},
    ],
)
def test_call_with_odd_headers_does_not_end_the_container(toy, bus, headers):
    bus.raw(RPC, "toy.echo", b'{"args": [{}], "kwargs": {}}', reply_to="nobody", headers=headers)
    still_well(toy, bus)


@pytest.mark.parametrize("body", [b"not json", b"[]", b"7", b'{"result": 1}', b'{"error": {}, "result": 1}', b"{}"])
def test_reply_of_wrong_form_does_not_end_the_client(toy, bus, body):
    bus.ask("toy.echo")
    bus.raw(RPC, bus.client.reply_to, body, correlation_id="nobody's")
    still_well(toy, bus)


def test_actor_nobody_signed_is_refused(toy, bus):
    genuine = Call(person("p1")).to_headers(bus.secret)
    forged = {**genuine, ACTOR_HEADER: genuine[ACTOR_HEADER].replace("p1", "p2")}
    stranger = Call(person("p1")).to_headers(b"another secret")
    for headers in (forged, stranger, {ACTOR_HEADER: genuine[ACTOR_HEADER]}):
        assert answer_to(bus, "toy.whoami", headers)["error"]["exc_args"][1] == "PERMISSION_DENIED"
    assert answer_to(bus, "toy.whoami", genuine)["result"]["actor"] == "p1"
    assert SIGNATURE_HEADER in genuine


def answer_to(bus, method, headers):
    """Call over bare AMQP and return the reply."""
    with bus.channel() as channel:
        name = channel.queue_declare("", exclusive=True, auto_delete=True).queue
        channel.queue_bind(name, RPC, name)
        bus.raw(RPC, method, b'{"args": [{}], "kwargs": {}}', reply_to=name, headers=headers)
        return orjson.loads(wait_for(lambda: channel.basic_get(name, no_ack=True)).body)


def test_sign_in_that_expired_is_refused(toy, bus):
    with pytest.raises(ServiceFault) as refused:
        bus.ask("toy.whoami", actor=Actor("p1", "person", (), int(time.time()) - 1))
    assert (refused.value.kind, refused.value.reason) == ("UNAUTHENTICATED", "NOT_SIGNED_IN")


def test_call_expires_in_the_queue_and_is_not_carried_out(toy, bus, rows):
    text = f"expired {new_id()}"
    toy.freeze()
    try:
        with pytest.raises(DeadlineExceeded):
            bus.ask("toy.write", {"request_id": new_id(), "text": text}, seconds=0.4)
        time.sleep(0.1)
    finally:
        toy.thaw()
    still_well(toy, bus)
    assert rows.count(text) == 0


def test_call_whose_deadline_has_passed_is_refused_however_it_came(toy, bus):
    error = answer_to(bus, "toy.echo", {"ce-deadline": str(time.time() - 1)})["error"]
    assert error["exc_args"][:2] == ["DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED"]


def test_calls_that_expired_are_dropped_not_kept(toy, bus):
    """They must not fill the dead-letter queue while a service is away, nor wait for it."""
    bus.dead_letters(0, seconds=0)
    with bus.channel() as channel:
        # a service that is away: its queue is there, nobody consumes it
        channel.queue_declare("rpc-away", durable=True, auto_delete=False, arguments={"x-queue-type": "classic"})
        channel.queue_bind("rpc-away", RPC, "away.*")
        try:
            with pytest.raises(DeadlineExceeded):
                bus.ask("away.method", seconds=0.3)
            wait_for(lambda: bus.depth("rpc-away") == 0, seconds=2)
            assert bus.take("ce.dead") == []
        finally:
            channel.queue_delete("rpc-away")


def test_requests_and_replies_are_transient_and_share_a_deadline(toy, bus):
    with bus.channel() as channel:
        tap = channel.queue_declare("", exclusive=True, auto_delete=True).queue
        channel.queue_bind(tap, RPC, "#")
        bus.ask("toy.ask", {"method": "echo", "payload": {"text": "tap"}}, seconds=3)
        seen = []
        while (message := channel.basic_get(tap, no_ack=True)) is not None:
            seen.append(message.properties)
    assert len(seen) == 4
    assert all(properties["delivery_mode"] == 1 for properties in seen)
    requests = [properties for properties in seen if "reply_to" in properties]
    assert all(0 < int(properties["expiration"]) <= 3000 for properties in requests)
    first, second = (float(properties["application_headers"]["ce-deadline"]) for properties in requests)
    assert abs(first - second) < 0.01


def test_two_calls_share_a_trace_and_the_log_tells_it(toy, bus):
    trace = "0af7651916cd43dd8448eb211c80319c"
    with pytest.raises(ServiceFault):
        bus.ask("toy.ask", {"method": "fail"}, traceparent=f"00-{trace}-b7ad6b7169203331-01", request_id="request-7")
    (line,) = [line for line in toy.lines() if line.get("trace_id") == trace]
    assert (line["event"], line["service"], line["request_id"]) == ("unexpected error", "toy", "request-7")
    assert "370303199001011234" not in toy.text()
    assert "[id-number]" in line["exception"]


def test_every_log_line_names_its_service(toy, bus):
    still_well(toy, bus)
    assert {line.get("service") for line in toy.lines()} == {"toy"}
