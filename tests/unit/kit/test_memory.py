"""The in-process broker of the embedded profile: what kombu's lacks and a broker gives."""

import threading
import time
import uuid

import eventlet
import kombu
import pytest

from ce_kit.bus.confirmed import ConfirmedPublisher, Outgoing
from ce_kit.bus.connections import Undeliverable
from ce_kit.bus.settle import Poison, Settler
from ce_kit.bus.topology import EVENTS, WORK, event_queue, work_queue
from ce_nameko import memory

URI = "ce-memory://"


@pytest.fixture
def channel(monkeypatch):
    monkeypatch.setattr(memory.Channel, "retry_delays", (0.05, 0.1, 0.1, 0.1, 0.1))
    with kombu.Connection(URI) as connection:
        yield connection.channel()


@pytest.fixture
def jobs(channel):
    queue = work_queue(f"jobs-{uuid.uuid4()}")(channel)
    queue.declare()
    return queue


def put(queue, body, **properties):
    producer = kombu.Producer(queue.channel, auto_declare=False)
    producer.publish(body, exchange=WORK.name, routing_key=queue.routing_key, serializer="json", **properties)


def take(queue, seconds=0.0):
    end = time.monotonic() + seconds
    while (message := queue.get(accept=["json"])) is None and time.monotonic() < end:
        time.sleep(0.005)
    return message


def test_message_tells_its_content_type_and_where_it_came_from(jobs):
    put(jobs, {"a": 1}, headers={"x": "y"}, message_id="m1")
    message = take(jobs)
    assert message.payload == {"a": 1}
    assert message.headers == {"x": "y"}
    assert (message.properties["content_type"], message.properties["message_id"]) == ("application/json", "m1")
    assert message.delivery_info["queue"] == jobs.name


def test_mandatory_message_without_a_route_is_refused(channel, jobs):
    producer = kombu.Producer(channel, auto_declare=False)
    for exchange, key in ((WORK.name, "nobody"), ("no.such.exchange", "x"), ("", "no.such.queue")):
        with pytest.raises(Undeliverable):
            producer.publish({}, exchange=exchange, routing_key=key, mandatory=True)
    producer.publish({}, exchange="", routing_key=jobs.name, mandatory=True)
    assert take(jobs).payload == {}


def test_each_queue_has_its_own_copy(channel):
    event_type = f"x.y.z{uuid.uuid4()}"
    one, two = event_queue("one", event_type)(channel), event_queue("two", event_type)(channel)
    one.declare()
    two.declare()
    producer = kombu.Producer(channel, auto_declare=False)
    producer.publish({"n": 1}, exchange=EVENTS.name, routing_key=event_type, serializer="json")
    first, second = take(one), take(two)
    assert first.delivery_tag != second.delivery_tag
    first.ack()
    second.requeue()
    assert take(one) is None
    assert take(two).payload == {"n": 1}


def test_rejected_message_becomes_a_dead_letter(channel, jobs):
    Settler(URI).declare()
    dead = kombu.Queue("ce.dead", channel=channel)
    while take(dead):
        pass
    put(jobs, {"n": 1}, headers={"kept": "yes"})
    take(jobs).reject()
    letter = take(dead)
    assert (letter.payload, letter.headers["kept"]) == ({"n": 1}, "yes")
    assert letter.delivery_info["routing_key"] == jobs.name
    assert take(jobs) is None


def test_failed_message_waits_and_comes_back(channel, jobs):
    settler = Settler(URI)
    settler.declare()
    put(jobs, {"n": 1}, message_id="m1")
    began = time.monotonic()
    for attempt in (2, 3):
        message = take(jobs, 1)
        assert settler.fail(jobs.name, message, ValueError("not yet"))
        message.ack()
        again = take(jobs, 1)
        assert (again.payload, again.headers["ce-attempt"]) == ({"n": 1}, attempt)
        assert again.properties["message_id"] == "m1"
        again.requeue()
    assert time.monotonic() - began >= 0.15
    take(jobs).ack()


def test_poison_goes_to_the_dead_letters_with_its_reason(channel, jobs):
    settler, dead = Settler(URI), kombu.Queue("ce.dead", channel=channel)
    settler.declare()
    while take(dead):
        pass
    put(jobs, {"n": 1})
    assert settler.fail(jobs.name, take(jobs), Poison("never 370303199001011234"))
    letter = take(dead)
    assert (letter.headers["ce-reason"], letter.headers["ce-error"]) == ("Poison", "never [id-number]")
    assert letter.headers["ce-origin-queue"] == jobs.name


def test_publisher_tells_what_was_not_taken(jobs):
    publisher = ConfirmedPublisher(URI)
    messages = [Outgoing(WORK.name, key, {}, key) for key in (jobs.routing_key, "nobody")]
    assert publisher.publish(messages) == [None, "no queue is bound"]
    publisher.close()


def consumer(queue_name, got, stop):
    """Consume in a thread with a hub of its own."""
    with kombu.Connection(URI) as connection:
        queue = kombu.Queue(queue_name, channel=connection.channel())

        def handle(body, message):
            got.append(body)
            message.ack()

        with kombu.Consumer(queue.channel, [queue], callbacks=[handle], accept=["json"]):
            while not stop.is_set():
                try:
                    connection.drain_events(timeout=2)
                except TimeoutError:
                    continue


def test_consumer_in_another_thread_is_woken_at_once_and_does_not_poll(jobs):
    got, stop = [], threading.Event()
    thread = threading.Thread(target=consumer, args=(jobs.name, got, stop))
    thread.start()
    time.sleep(0.1)
    cpu = time.process_time()
    time.sleep(0.3)
    assert time.process_time() - cpu < 0.05
    for number in range(200):
        began = time.monotonic()
        put(jobs, number)
        while len(got) <= number:
            time.sleep(0.0002)
        assert time.monotonic() - began < 0.5
    stop.set()
    put(jobs, "end")
    thread.join(5)
    assert got == [*range(200), "end"]


def test_two_consumers_share_a_queue_and_lose_nothing(jobs):
    got, stop = [], threading.Event()
    threads = [threading.Thread(target=consumer, args=(jobs.name, got, stop)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(500):
        put(jobs, number)
    end = time.monotonic() + 5
    while len(got) < 500 and time.monotonic() < end:
        time.sleep(0.01)
    stop.set()
    for _ in threads:
        put(jobs, "end")
    for thread in threads:
        thread.join(5)
    assert sorted(one for one in got if one != "end") == list(range(500))


def test_wait_can_be_interrupted(channel):
    connection = kombu.Connection(URI)
    queue = work_queue(f"jobs-{uuid.uuid4()}")(connection.channel())
    queue.declare()
    with kombu.Consumer(queue.channel, [queue], callbacks=[lambda *_: None]):
        began = time.monotonic()
        eventlet.spawn_after(0.05, connection.transport.interrupt)
        with pytest.raises(TimeoutError):
            connection.drain_events(timeout=5)
        with pytest.raises(TimeoutError):
            connection.drain_events(timeout=0.1)
    assert 0.15 <= time.monotonic() - began < 1
    connection.release()
