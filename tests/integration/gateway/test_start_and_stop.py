"""A gateway process that starts before what it needs is there, and one that stops when it is gone."""

import time

import pytest
from sqlalchemy import make_url

from ce_keys.ed25519 import SigningKey
from ce_kit.testing.network import Link, free_port
from ce_kit.testing.waiting import wait_for

KEY = SigningKey.generate().to_pem()


@pytest.fixture
def links(backing, own_platform, gateway_database):
    """The broker and the database of a gateway, each over a link of its own."""
    with Link(backing.rabbitmq.port) as broker, Link(backing.postgres.port) as store:
        uri = own_platform.amqp_uri.replace(f":{backing.rabbitmq.port}/", f":{broker.port}/")
        url = make_url(gateway_database).set(port=store.port).render_as_string(hide_password=False)
        yield broker, store, own_platform.on(uri), url


@pytest.fixture
def start(links):
    """Start a gateway over the links."""
    *_, platform, url = links
    started = []

    def start(**settings):
        own = {"gateway_grpc_address": f"127.0.0.1:{free_port()}", "gateway_signing_key": KEY, **settings}
        process = platform.service("ce_gateway", url, **own)
        started.append(process.start(until_ready=False))
        return process

    yield start
    for process in started:
        process.kill()


def test_a_gateway_waits_for_broker_and_database(links, start):
    broker, store, *_ = links
    ports = broker.target, store.target
    broker.target = store.target = free_port()
    process = start()
    wait_for(lambda: any(line["event"] == "database out of reach" for line in process.lines()), seconds=20)
    store.target = ports[1]
    wait_for(lambda: "gateway: broker is out of reach" in process.readiness()[1], seconds=60)
    broker.target = ports[0]
    process.wait_until(ready=True, seconds=40)
    assert process.terminate() == 0


def test_a_gateway_that_waits_for_its_database_stops_when_asked_to(links, start):
    links[1].target = free_port()
    process = start()
    wait_for(lambda: any(line["event"] == "database out of reach" for line in process.lines()), seconds=20)
    assert process.terminate(seconds=5) == 0


def test_a_gateway_leaves_within_its_grace_period_though_its_links_are_dead(links, start):
    broker, store, *_ = links
    process = start(grace_seconds="6")
    process.wait_until(ready=True, seconds=40)
    broker.freeze()
    store.freeze()
    began = time.monotonic()
    process.terminate(seconds=12)
    assert time.monotonic() - began < 8
