"""A connection that is read by an event loop: the same promises as one with a thread that reads."""

import asyncio
import threading
import time

import pytest

from ce_client.confirms import ConfirmClient
from ce_client.loop_reader import LoopReader
from ce_client.rpc import RpcClient
from ce_kit.bus.confirmed import Outgoing
from ce_kit.bus.topology import work_queue
from ce_kit.call import Call
from ce_kit.errors import DeadlineExceeded, ServiceFault, Unavailable
from ce_kit.ids import new_id
from ce_kit.testing.bus import person
from ce_kit.testing.network import Link
from ce_kit.testing.waiting import wait_for


@pytest.fixture
def live(platform, toy):
    """A function that runs a story with a client of the toy service that is read by the story's loop."""

    def run(story, uri=platform.amqp_uri):
        async def with_client():
            client = RpcClient(uri, platform.secret.encode(), "loop")
            await asyncio.to_thread(client.start, loop=asyncio.get_running_loop())
            try:
                assert LoopReader.can_read(client.connection)
                return await story(client)
            finally:
                await asyncio.to_thread(client.stop)

        return asyncio.run(with_client())

    return run


def call(client, text="x", seconds=5):
    return client.call("toy.echo", {"text": text}, Call(person("lin")), seconds)


async def patiently(client, text):
    """Call until the connection is there again."""
    for _ in range(100):
        try:
            return await call(client, text)
        except Unavailable:
            await asyncio.sleep(0.1)
    raise AssertionError("the connection did not come back")


def test_many_calls_get_their_own_answers_in_one_thread(live):
    async def story(client):
        answers = await asyncio.gather(*(call(client, f"{number}") for number in range(300)))
        assert [one["text"] for one in answers] == [f"{number}" for number in range(300)]
        assert client.waiting == {}

    live(story)


def test_an_answer_of_many_reads_comes_whole(live):
    async def story(client):
        text = "𠮷䶮" * 40_000
        assert (await call(client, text))["text"] == text

    live(story)


def test_a_lost_connection_fails_what_waits_and_is_opened_anew(live):
    async def story(client):
        client._interrupt()
        with pytest.raises(Unavailable):
            for _ in range(200):
                await call(client)
        assert (await patiently(client, "again"))["text"] == "again"

    live(story)


def test_it_lives_on_while_nothing_is_sent(live, platform):
    """Longer than the broker lets a silent peer live."""

    async def story(client):
        connection = client.connection
        await asyncio.sleep(8)
        assert (await call(client))["text"] == "x"
        assert client.connection is connection

    live(story, f"{platform.amqp_uri}?heartbeat=3")


def test_a_busy_loop_does_not_lose_the_connection(live):
    async def story(client):
        task = asyncio.create_task(call(client, seconds=10))
        await asyncio.sleep(0.01)
        time.sleep(3)  # noqa: ASYNC251  whatever keeps the loop busy
        assert (await task)["text"] == "x"

    live(story)


def test_a_dead_link_is_noticed_and_left(live, platform, backing):
    with Link(backing.rabbitmq.port) as link:
        uri = platform.amqp_uri.replace(f":{backing.rabbitmq.port}/", f":{link.port}/")

        async def story(client):
            assert (await call(client))["text"] == "x"
            link.freeze()
            began = time.monotonic()
            with pytest.raises((Unavailable, DeadlineExceeded)):
                await call(client, seconds=20)
            assert time.monotonic() - began < 10
            link.thaw()
            assert (await patiently(client, "again"))["text"] == "again"

        live(story, f"{uri}?heartbeat=3")


def test_stopping_leaves_no_thread_and_no_reader(live):
    async def story(client):
        return client.thread, asyncio.get_running_loop()

    thread, _ = live(story)
    wait_for(lambda: not thread.is_alive())
    assert thread not in threading.enumerate()


def test_an_unknown_method_is_told_at_once(live):
    async def story(client):
        began = time.monotonic()
        with pytest.raises((Unavailable, ServiceFault)):
            await client.call("nobody.here", {}, Call(person("lin")), 5)
        assert time.monotonic() - began < 2

    live(story)


def test_confirms_are_heard_in_the_loop(own_platform, own_bus):
    async def story():
        queue = work_queue("loop")
        client = ConfirmClient(own_platform.amqp_uri, [queue], "loop-confirms")
        await asyncio.to_thread(client.start, loop=asyncio.get_running_loop())
        try:
            messages = [Outgoing("ce.work", "loop", {"number": number}, new_id()) for number in range(500)]
            await asyncio.gather(*(client.publish(one) for one in messages))
            assert client.in_flight == 0
            with pytest.raises(Unavailable):
                await client.publish(Outgoing("ce.work", "nowhere", {}, new_id()))
        finally:
            await asyncio.to_thread(client.stop)

    asyncio.run(story())
    assert [one.payload["number"] for one in own_bus.take("work.loop")] == list(range(500))
