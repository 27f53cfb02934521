"""The batch entrypoint on the real broker."""

import threading
import time
from contextlib import contextmanager

import psycopg2
import pytest
from sqlalchemy.exc import OperationalError

from ce_client.testing import Bus
from ce_kit.bus.batch import BatchLoop
from ce_kit.bus.confirmed import Outgoing
from ce_kit.bus.settle import Settler
from ce_kit.bus.topology import COUNT_HEADER, WORK, work_queue
from ce_kit.errors import Unavailable
from ce_kit.ids import new_id
from ce_kit.testing.bus import event
from ce_kit.testing.waiting import wait_for

QUEUE = work_queue("kit.batches")


@pytest.fixture
def bus(own_bus):
    with own_bus.channel() as channel:
        QUEUE(channel).declare()
    yield own_bus
    with own_bus.channel() as channel:
        channel.queue_delete(QUEUE.name)


@pytest.fixture
def settler(own_platform):
    settler = Settler(own_platform.amqp_uri)
    settler.declare()
    yield settler
    settler.publisher.close()


class Call:
    """The service method: keeps the batches it got; `errors` are raised one after the other before that."""

    def __init__(self, *errors):
        self.errors, self.batches, self.times = list(errors), [], []

    def __call__(self, messages):
        if self.errors:
            return self.errors.pop(0)
        texts = [message.payload["data"]["text"] for message in messages]
        if "poison" in texts:
            return ValueError("poison in the batch")
        self.batches.append(texts)
        self.times.append(time.monotonic())
        return None


@contextmanager
def running(uri, settler, call, *, size=50, most=0, wait=0.05, pause=time.sleep):
    loop = BatchLoop(uri, [QUEUE], call, settler.fail, size=size, most=most, wait=wait, sleep=pause)
    thread = threading.Thread(target=loop.run)
    thread.start()
    try:
        yield loop
    finally:
        loop.stopping = True
        thread.join(5)
        assert not thread.is_alive()


def put(bus, *texts):
    assert set(bus.put("kit.batches", *(event("toy.job", {"text": text}) for text in texts))) == {None}


def test_batch_is_bounded_by_size(bus, own_platform, settler):
    put(bus, *(f"{number}" for number in range(120)))
    call = Call()
    with running(own_platform.amqp_uri, settler, call, wait=0.3):
        wait_for(lambda: sum(map(len, call.batches)) == 120)
    assert [len(batch) for batch in call.batches] == [50, 50, 20]
    assert [text for batch in call.batches for text in batch] == [f"{number}" for number in range(120)]
    assert bus.depth(QUEUE.name) == 0


def test_the_size_of_a_batch_follows_the_backlog_and_nothing_is_lost_on_the_way(bus, own_platform, settler):
    put(bus, *(f"{number}" for number in range(400)))
    call = Call()
    with running(own_platform.amqp_uri, settler, call, size=10, most=80, wait=0.3) as loop:
        wait_for(lambda: sum(map(len, call.batches)) == 400)
        assert max(map(len, call.batches)) == 80
        assert [len(batch) for batch in call.batches[:4]] == [10, 20, 40, 80]
        put(bus, "alone")
        wait_for(lambda: ["alone"] in call.batches)
        assert loop.size < 80
    assert sorted(int(text) for batch in call.batches for text in batch if text != "alone") == list(range(400))
    assert bus.depth(QUEUE.name) == 0


def test_a_slow_store_gets_smaller_batches(bus, own_platform, settler):
    put(bus, *(f"{number}" for number in range(60)))
    call = Call()

    def slow(messages):
        time.sleep(1.1 if len(messages) > 10 else 0)
        return call(messages)

    with running(own_platform.amqp_uri, settler, slow, size=10, most=20, wait=0.3):
        wait_for(lambda: sum(map(len, call.batches)) == 60)
    assert [len(batch) for batch in call.batches][:3] == [10, 20, 10]


def test_batch_is_bounded_by_time(bus, own_platform, settler):
    call = Call()
    with running(own_platform.amqp_uri, settler, call, wait=0.4) as loop:
        wait_for(lambda: not loop.problem)
        began = time.monotonic()
        for number in range(6):
            put(bus, f"{number}")
            time.sleep(0.05)
        wait_for(lambda: call.batches)
    assert [len(batch) for batch in call.batches] == [6]
    assert 0.4 <= call.times[0] - began < 0.8


def test_a_batch_is_not_waited_for_when_the_broker_sends_no_more_before_an_ack(bus, own_platform, settler):
    """After messages of many pieces few are fetched ahead; small ones that follow must not come a few at a time."""
    large = [Outgoing(WORK.name, "kit.batches", event("toy.job", {"text": "large"}), new_id(), {COUNT_HEADER: 50})]
    bus.publisher.publish(large * 30)
    call = Call()
    with running(own_platform.amqp_uri, settler, call, size=50, wait=1.0):
        wait_for(lambda: sum(map(len, call.batches)) == 30)
        put(bus, *(f"{number}" for number in range(80)))
        began = time.monotonic()
        wait_for(lambda: sum(map(len, call.batches)) == 110, seconds=60)
    assert call.times[-1] - began < 5
    assert bus.depth(QUEUE.name) == 0


def test_poison_is_set_aside_alone(bus, own_platform, settler):
    bus.take("ce.dead")
    put(bus, "a", "b", "poison", "c")
    call = Call()
    with running(own_platform.amqp_uri, settler, call):
        (letter,) = bus.dead_letters()
    assert letter.payload["data"]["text"] == "poison"
    assert (letter.headers["ce-reason"], letter.headers["ce-origin-queue"]) == ("ValueError", QUEUE.name)
    assert call.batches == [["a"], ["b"], ["c"]]
    assert bus.depth(QUEUE.name) == 0


def test_unreadable_message_is_set_aside_alone(bus, own_platform, settler):
    bus.take("ce.dead")
    put(bus, "a")
    bus.raw("ce.work", "kit.batches", b"\xff not json")
    put(bus, "b")
    call = Call()
    with running(own_platform.amqp_uri, settler, call):
        (letter,) = bus.dead_letters()
        wait_for(lambda: call.batches)
    assert letter.headers["x-death"][0]["queue"] == QUEUE.name
    assert call.batches == [["a", "b"]]
    assert bus.depth(QUEUE.name) == 0


def store_is_away():
    return OperationalError("INSERT", {}, psycopg2.OperationalError("connection refused"))


def test_while_the_store_is_away_the_batch_is_held_as_long_as_it_takes(bus, own_platform, settler):
    """Longer than the delivery limit of 5 would allow if the batch went back to the queue."""
    bus.take("ce.dead")
    put(bus, "a", "b", "c")
    call = Call(*(store_is_away() for _ in range(20)), Unavailable("another service is away"))
    with running(own_platform.amqp_uri, settler, call, pause=lambda _: time.sleep(0.01)):
        wait_for(lambda: call.batches)
    assert call.batches == [["a", "b", "c"]]
    assert bus.take("ce.dead") == []
    assert bus.depth(QUEUE.name) == 0


def test_held_batch_goes_back_when_the_service_stops(bus, own_platform, settler):
    put(bus, "a", "b")
    call = Call(*(store_is_away() for _ in range(1000)))
    with running(own_platform.amqp_uri, settler, call, pause=lambda _: time.sleep(0.01)):
        wait_for(lambda: len(call.errors) < 990)
    assert sorted(message.payload["data"]["text"] for message in bus.take(QUEUE.name)) == ["a", "b"]


def test_batch_that_takes_longer_than_the_heartbeat_keeps_its_connection(bus, own_platform, settler):
    """A heartbeat of 1 s cuts off a silent consumer after 2 to 3 s; `beat` is what the entrypoint calls."""
    call, tags = Call(), []

    def slowly(messages):
        if not tags:
            for _ in range(14):
                time.sleep(0.25)
                loop.beat()
        tags.append([message.delivery_tag for message in messages])
        return call(messages)

    put(bus, "a", "b")
    with running(f"{own_platform.amqp_uri}?heartbeat=1", settler, slowly) as loop:
        wait_for(lambda: call.batches)
        time.sleep(0.3)
    assert tags == [[1, 2]]
    assert bus.depth(QUEUE.name) == 0


def test_toy_handles_a_poisoned_batch(toy, rows, platform):
    texts = [new_id() for _ in range(20)]
    with Bus(platform.amqp_uri, platform.secret) as bus:
        bus.take("ce.dead")
        bus.put("toy.jobs", *(event("toy.job", {"text": text}) for text in [*texts[:10], "poison", *texts[10:]]))
        for text in texts:
            rows.wait(f"job {text}")
        (letter,) = bus.dead_letters()
    assert letter.payload["data"]["text"] == "poison"
