"""Publishing with confirms from asyncio: what a future says is what happened."""

import asyncio
import time

import kombu
import pytest

from ce_client.confirms import ConfirmClient, NotTaken, TooManyInFlight
from ce_client.testing import Bus
from ce_kit.bus.confirmed import Outgoing
from ce_kit.bus.topology import QUORUM, WORK, work_queue
from ce_kit.errors import Unavailable
from ce_kit.ids import new_id
from ce_kit.testing.network import Link
from ce_kit.testing.waiting import wait_for

QUEUE = work_queue("kit.confirms")


def job(text="x", key="kit.confirms"):
    return Outgoing(WORK.name, key, {"text": text}, new_id())


@pytest.fixture
def client(own_platform):
    client = ConfirmClient(own_platform.amqp_uri, [QUEUE])
    client.start()
    yield client
    client.stop()


@pytest.fixture
def bus(own_bus, client):
    own_bus.take(QUEUE.name)
    return own_bus


async def outcomes(client, messages):
    """Send messages at once; return what became of each, None for confirmed."""
    loop = asyncio.get_running_loop()
    sent = [(message, loop.create_future()) for message in messages]
    client.send_all(sent)
    found = await asyncio.wait_for(asyncio.gather(*(fate for _, fate in sent), return_exceptions=True), 20)
    return list(found)


def test_confirmed_messages_are_in_the_queue_before_anybody_consumes_it(client, bus):
    found = asyncio.run(outcomes(client, [job(str(number)) for number in range(500)]))
    assert found == [None] * 500
    assert client.in_flight == 0
    assert [message.payload["text"] for message in bus.take(QUEUE.name)] == [str(number) for number in range(500)]


def test_one_message_can_be_waited_for(client, bus):
    asyncio.run(client.publish(job("alone")))
    assert [message.payload["text"] for message in bus.take(QUEUE.name)] == ["alone"]


def test_a_message_no_queue_takes_is_told_and_the_others_are_not_harmed(client, bus):
    messages = [job("a"), job("lost", key="kit.nobody"), job("b")]
    first, lost, last = asyncio.run(outcomes(client, messages))
    assert (first, last) == (None, None)
    assert isinstance(lost, Unavailable)
    assert lost.metadata["queue"] == "kit.nobody"
    assert bus.depth(QUEUE.name) == 2


def test_a_full_queue_refuses(own_platform, own_bus):
    """The policy of work queues: at the limit the broker refuses what comes, it drops nothing it has."""
    arguments = {**QUORUM, "x-max-length": 5, "x-overflow": "reject-publish"}
    small = kombu.Queue("work.kit.small", WORK, "kit.small", durable=True, queue_arguments=arguments)
    client = ConfirmClient(own_platform.amqp_uri, [small])
    client.start()
    try:
        for _ in range(50):
            found = asyncio.run(outcomes(client, [job(key="kit.small")]))
            if found != [None]:
                break
        assert isinstance(found[0], NotTaken)
        assert found[0].kind == "UNAVAILABLE"
    finally:
        client.stop()
    kept = own_bus.depth("work.kit.small")
    assert 5 <= kept <= 10
    with own_bus.channel() as channel:
        channel.queue_delete("work.kit.small")


def test_what_is_in_flight_is_bounded(own_platform, backing, own_bus):
    with Link(backing.rabbitmq.port) as link:
        uri = own_platform.amqp_uri.replace(f":{backing.rabbitmq.port}/", f":{link.port}/")
        client = ConfirmClient(uri, [QUEUE], most=10)
        client.start()
        link.freeze()

        async def story():
            loop = asyncio.get_running_loop()
            sent = [(job(), loop.create_future()) for _ in range(15)]
            client.send_all(sent)
            await asyncio.sleep(0.1)
            refused = [fate.exception() for _, fate in sent if fate.done()]
            assert [type(error) for error in refused] == [TooManyInFlight] * 5
            assert client.in_flight == 10
            link.thaw()
            await asyncio.wait_for(asyncio.gather(*(fate for _, fate in sent[:10])), 10)

        asyncio.run(story())
        client.stop()


def test_over_a_dead_link_nobody_waits_for_ever_and_nothing_is_taken_for_confirmed(own_platform, backing, own_bus):
    with Link(backing.rabbitmq.port) as link:
        uri = own_platform.amqp_uri.replace(f":{backing.rabbitmq.port}/", f":{link.port}/")
        client = ConfirmClient(uri, [QUEUE])
        client.start()

        async def story():
            loop = asyncio.get_running_loop()
            link.freeze()
            sent = [(job(), loop.create_future()) for _ in range(20)]
            client.send_all(sent)
            await asyncio.sleep(0.2)
            assert not any(fate.done() for _, fate in sent)
            link.cut()
            link.thaw()
            found = await asyncio.wait_for(asyncio.gather(*(f for _, f in sent), return_exceptions=True), 10)
            assert [type(error) for error in found] == [Unavailable] * 20
            await asyncio.to_thread(client.ready.wait, 10)
            await client.publish(job("after"))

        asyncio.run(story())
        client.stop()


class TestBroker:
    @pytest.fixture
    def client(self, own_rabbitmq):
        client = ConfirmClient(own_rabbitmq.uri("ce-own"), [QUEUE])
        client.start()
        yield client
        client.stop()

    def test_killed_under_traffic_every_confirmed_message_is_there_after_its_restart(self, client, own_rabbitmq):
        """And every other one may be or not: nobody was told that it is."""
        time.sleep(2)  # a quorum queue younger than a second does not survive a power cut, see test_broker
        told = {}

        async def traffic():
            loop = asyncio.get_running_loop()
            end, killed = time.monotonic() + 1.2, False
            while time.monotonic() < end:
                sent = [(job(new_id()), loop.create_future()) for _ in range(50)]
                client.send_all(sent)
                for message, fate in sent:
                    told[message.body["text"]] = fate
                await asyncio.sleep(0.02)
                if not killed and len(told) > 500:
                    killed = True
                    own_rabbitmq.kill()
            await asyncio.wait_for(asyncio.gather(*told.values(), return_exceptions=True), 10)

        asyncio.run(traffic())
        confirmed = {text for text, fate in told.items() if fate.exception() is None}
        assert 0 < len(confirmed) < len(told)
        own_rabbitmq.start()
        assert client.ready.wait(20)
        with Bus(own_rabbitmq.uri("ce-own"), "") as bus:
            there = [message.payload["text"] for message in bus.take(QUEUE.name)]
            assert confirmed <= set(there) <= set(told)
        asyncio.run(client.publish(job("after")))

    def test_while_the_broker_is_short_of_memory_nothing_is_sent(self, client, own_rabbitmq):
        own_rabbitmq.control("set_vm_memory_high_watermark", "0.00001")
        try:

            def blocked():
                asyncio.run(outcomes(client, [job()])) if not client.blocked else None  # it tells who publishes
                return client.blocked

            wait_for(blocked, every=0.2)
            began = time.monotonic()
            (error,) = asyncio.run(outcomes(client, [job()]))
            assert isinstance(error, Unavailable)
            assert time.monotonic() - began < 0.5
        finally:
            own_rabbitmq.control("set_vm_memory_high_watermark", "0.6")
        wait_for(lambda: not client.blocked)
        asyncio.run(client.publish(job("after")))
