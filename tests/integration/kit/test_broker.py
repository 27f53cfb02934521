"""A RabbitMQ that goes away, comes back, refuses messages, or has another idea of a queue."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from toy.bench import NOTE, NOTES, Rows, Toys

from ce_client.testing import Bus
from ce_kit.bus.confirmed import ConfirmedPublisher, Outgoing
from ce_kit.errors import DeadlineExceeded, ServiceFault, Unavailable
from ce_kit.ids import new_id
from ce_kit.testing.bus import event
from ce_kit.testing.waiting import wait_for


@pytest.fixture(scope="module")
def broker(own_rabbitmq):
    return own_rabbitmq


@pytest.fixture(scope="module")
def toys(platform, broker):
    return Toys(platform.on(broker.uri("ce-own")))


@pytest.fixture(scope="module")
def bus(toys):
    with Bus(toys.platform.amqp_uri, toys.platform.secret) as client:
        yield client


@pytest.fixture(scope="module")
def database(toys):
    """A migrated database; the toy has run once, so that its queues are old enough to survive a power cut.

    RabbitMQ writes down a new quorum queue up to a second after it confirmed it; killed within that second
    it comes back with a queue that answers nobody, until somebody deletes it.
    """
    database = toys.database()
    with toys.process(database):
        time.sleep(2)
    return database


class Clicks(threading.Thread):
    """A person's browser: writes again and again; a write that fails is sent again with the same id."""

    def __init__(self, bus, count):
        super().__init__(daemon=True)
        self.bus, self.texts = bus, [new_id() for _ in range(count)]
        self.answered, self.failures = {}, []

    def run(self):
        for text in self.texts:
            while text not in self.answered:
                try:
                    self.answered[text] = self.bus.ask("toy.write", {"request_id": text, "text": text}, seconds=2)
                except (Unavailable, DeadlineExceeded, ServiceFault) as error:
                    self.failures.append(error.reason)
                    time.sleep(0.2)
            time.sleep(0.01)


def test_broker_restart_under_traffic_loses_and_doubles_nothing(toys, bus, broker, database):
    late = toys.process(database)
    with toys.process(database) as process, Rows(database) as rows, ThreadPoolExecutor() as pool:
        clicks = Clicks(bus, 150)
        clicks.start()
        wait_for(lambda: len(clicks.answered) > 40)
        in_flight = pool.submit(bus.ask, "toy.echo", {"seconds": 8}, seconds=10)
        time.sleep(0.1)
        began = time.monotonic()
        broker.kill()
        assert isinstance(in_flight.exception(5), Unavailable)
        assert time.monotonic() - began < 2, "a call in flight must not wait for its deadline"
        assert any("queues are not consumed: OSError" in reason for reason in process.wait_until(ready=False))
        began = time.monotonic()
        with pytest.raises(Unavailable):
            bus.ask("toy.echo", seconds=5)
        assert time.monotonic() - began < 1, "a call without a broker must fail at once"
        # a service that starts now waits for its broker
        late.start(until_ready=False)
        wait_for(lambda: "queues are not consumed" in str(late.readiness()[1]))
        broker.start()
        process.wait_until(ready=True, seconds=15)
        with late:
            late.wait_until(ready=True)
        clicks.join(30)
        assert not clicks.is_alive()
        assert set(clicks.failures) <= {"UNAVAILABLE", "DEADLINE_EXCEEDED"}
        assert clicks.failures
        for text in clicks.texts:
            rows.wait(f"heard {text}")
            assert rows.count(text) == 1
        # calls from service to service have recovered as well
        assert bus.ask("toy.ask", {"method": "echo"}, seconds=5)["actor"] == "anonymous"


def test_broker_short_of_memory_is_told_at_once_and_recovers(toys, bus, broker, database):
    """RabbitMQ stops reading from publishers then; nobody may hang on it."""
    uri = toys.platform.amqp_uri
    publisher = ConfirmedPublisher(uri)
    message = Outgoing("ce.events", NOTE, event(NOTE, {"text": "alarm"}), "alarm")
    with toys.process(database):
        wait_for(bus.client.ready.is_set)
        assert bus.ask("toy.echo", {"text": "before"})["text"] == "before"
        assert publisher.publish([message]) == [None]
        broker.control("set_vm_memory_high_watermark", "absolute", "1MB")
        try:
            began = time.monotonic()
            with pytest.raises(Unavailable):
                bus.ask("toy.echo", seconds=5)
            with pytest.raises(Unavailable):
                bus.ask("toy.echo", seconds=5)
            with pytest.raises(Unavailable):
                publisher.publish([message])
            assert time.monotonic() - began < 2
        finally:
            broker.control("set_vm_memory_high_watermark", "absolute", "1GB")
        wait_for(lambda: not bus.client.blocked)
        assert bus.ask("toy.echo", {"text": "after"}, seconds=5)["text"] == "after"
        assert publisher.publish([message]) == [None]
    publisher.close()


def test_queue_with_other_arguments_makes_the_service_unready_and_says_why(toys, bus, database):
    with bus.channel() as channel:
        channel.queue_delete(NOTES)
        channel.queue_declare(NOTES, durable=True, auto_delete=False, arguments={"x-queue-type": "classic"})
    with toys.process(database).start(until_ready=False) as process:
        wait_for(lambda: "PRECONDITION_FAILED" in str(process.readiness()[1]))
        assert NOTES in str(process.readiness()[1])
        with bus.channel() as channel:
            channel.queue_delete(NOTES)
        process.wait_until(ready=True)
        assert process.terminate() == 0


def test_queue_that_is_deleted_under_a_service_is_declared_again(toys, bus, database):
    text = new_id()
    with toys.process(database) as process, Rows(database) as rows:
        with bus.channel() as channel:
            channel.queue_delete(NOTES)
            channel.queue_delete("work.toy.jobs")
        process.wait_until(ready=False)
        process.wait_until(ready=True)
        bus.tell(event(NOTE, {"text": text}))
        bus.put("toy.jobs", event("toy.job", {"text": text}))
        rows.wait(f"heard {text}")
        rows.wait(f"job {text}")


def test_service_ends_without_its_broker(toys, broker, database):
    """The last test here: the broker stays away."""
    with toys.process(database) as process:
        broker.kill()
        process.wait_until(ready=False)
        began = time.monotonic()
        assert process.terminate() == 0
        assert time.monotonic() - began < 3
