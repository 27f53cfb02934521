"""Dead TCP links: no byte passes, and nobody is told. Heartbeats and timeouts are short here."""

import socket
import time

import pytest
from toy.bench import NOTE, Rows, Toys

from ce_client.testing import Bus
from ce_kit.bus import connections
from ce_kit.bus.confirmed import ConfirmedPublisher, Outgoing
from ce_kit.errors import DeadlineExceeded, Unavailable
from ce_kit.ids import new_id
from ce_kit.testing.bus import event
from ce_kit.testing.network import Link
from ce_kit.testing.waiting import wait_for


@pytest.fixture
def link(backing):
    with Link(backing.rabbitmq.port) as link:
        yield link


@pytest.fixture
def linked(own_platform, link, backing):
    """The platform, reached over the link."""
    uri = own_platform.amqp_uri.replace(f":{backing.rabbitmq.port}/", f":{link.port}/")
    return own_platform.on(f"{uri}?heartbeat=1")


def outgoing(size=10):
    one = event(NOTE, {"text": "x" * size})
    return Outgoing("ce.events", NOTE, one, one["id"])


@pytest.fixture
def short_timeouts(monkeypatch):
    sockets = connections.TRANSPORT_OPTIONS["socket_settings"] | {socket.TCP_USER_TIMEOUT: 1500}
    options = {"connect_timeout": 1, "read_timeout": 2, "write_timeout": 1.5, "socket_settings": sockets}
    monkeypatch.setattr(connections, "TRANSPORT_OPTIONS", options)


@pytest.mark.parametrize("size", [10, 200_000], ids=["small", "more than the socket's buffers"])
def test_publisher_fails_within_its_timeout_and_recovers(own_bus, linked, link, size, short_timeouts):
    publisher = ConfirmedPublisher(linked.amqp_uri, timeout=1)
    with own_bus.hear(NOTE):
        assert publisher.publish([outgoing()]) == [None]
        link.freeze()
        began = time.monotonic()
        with pytest.raises(Unavailable):
            publisher.publish([outgoing(size) for _ in range(100)])
        assert time.monotonic() - began < 3
        link.thaw()
        assert publisher.publish([outgoing()]) == [None]
    publisher.close()


def test_new_connection_over_a_dead_link_fails_within_its_timeout(linked, link, short_timeouts):
    link.freeze()
    publisher = ConfirmedPublisher(linked.amqp_uri)
    began = time.monotonic()
    with pytest.raises(Unavailable):
        publisher.publish([outgoing()])
    assert time.monotonic() - began < 2


def test_no_answer_is_waited_for_longer_than_the_read_timeout(linked, link, short_timeouts):
    """Under eventlet, too, whose sockets do not know the kernel's receive timeout; here it is switched off."""
    with pytest.raises(TimeoutError), connections.connected(linked.amqp_uri) as connection:
        connection.connection.transport.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, bytes(16))
        link.freeze()
        began = time.monotonic()
        connection.channel()
    assert 1.9 < time.monotonic() - began < 4


def test_consumer_notices_by_heartbeat_and_recovers(own_bus, own_platform, linked, link):
    database, text = Toys(own_platform).database(), new_id()
    with Toys(linked).process(database) as process, Rows(database) as rows:
        link.freeze()
        began = time.monotonic()
        for queue in ("queues are", "work.toy.jobs is", "thing.happened.v1 is"):
            wait_for(lambda queue=queue: f"{queue} not consumed" in str(process.readiness()[1]))
        assert time.monotonic() - began < 6
        link.cut()
        link.thaw()
        process.wait_until(ready=True)
        own_bus.tell(event(NOTE, {"text": text}))
        own_bus.put("toy.jobs", event("toy.job", {"text": text}))
        rows.wait(f"heard {text}")
        rows.wait(f"job {text}")
        assert own_bus.ask("toy.ask", {"method": "echo", "payload": {"text": "well"}})["text"] == "well"


def test_service_behind_a_dead_link_ends_when_asked(own_platform, linked, link):
    with Toys(linked).process(Toys(own_platform).database(), grace_seconds="2") as process:
        link.freeze()
        began = time.monotonic()
        process.terminate()
        assert time.monotonic() - began < 3.5


def test_client_fails_within_the_deadline_and_recovers(own_platform, linked, link, short_timeouts):
    with Toys(own_platform).process(Toys(own_platform).database()), Bus(linked.amqp_uri, linked.secret) as bus:
        assert bus.ask("toy.echo", {"text": "before"})["text"] == "before"
        link.freeze()
        began = time.monotonic()
        with pytest.raises((DeadlineExceeded, Unavailable)):
            bus.ask("toy.echo", seconds=0.5)
        assert time.monotonic() - began < 1
        wait_for(lambda: not bus.client.ready.is_set(), seconds=10)
        with pytest.raises(Unavailable):
            bus.ask("toy.echo", seconds=5)
        link.thaw()
        wait_for(bus.client.ready.is_set, seconds=10)
        for _ in range(10):
            assert bus.ask("toy.echo", {"text": "after"}, seconds=2)["text"] == "after"


def test_client_recovers_while_the_broker_believes_in_its_old_connection(own_platform, linked, link):
    """As after a failover of a firewall; the old reply queue must not be in the way."""
    uri = linked.amqp_uri.replace("heartbeat=1", "heartbeat=10")
    with Toys(own_platform).process(Toys(own_platform).database()), Bus(uri, linked.secret) as bus:
        assert bus.ask("toy.echo", {"text": "before"})["text"] == "before"
        link.forget()
        wait_for(lambda: not bus.client.ready.is_set())
        wait_for(bus.client.ready.is_set, seconds=3)
        for _ in range(10):
            assert bus.ask("toy.echo", {"text": "after"}, seconds=2)["text"] == "after"


def test_service_recovers_while_the_broker_believes_in_its_old_connection(own_platform, linked, link):
    uri = linked.amqp_uri.replace("heartbeat=1", "heartbeat=10")
    with Toys(linked.on(uri)).process(Toys(own_platform).database()) as process:
        link.forget()
        process.wait_until(ready=False)
        process.wait_until(ready=True, seconds=3)
