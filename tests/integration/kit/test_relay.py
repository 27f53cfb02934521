"""The relay on the real broker and PostgreSQL."""

import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from toy.app import metadata
from toy.bench import NOTE, Rows

from ce_kit.bus.confirmed import ConfirmedPublisher
from ce_kit.bus.relay import Relay
from ce_kit.clock import SystemClock
from ce_kit.errors import Unavailable
from ce_kit.testing.network import free_port
from ce_kit.testing.waiting import wait_for

UNHEARD = "toy.nobody.listens.v1"


@pytest.fixture
def rows(toys):
    with Rows(toys.database()) as found:
        yield found


@pytest.fixture
def new_relay(rows, own_platform):
    publishers = []

    def make(uri=own_platform.amqp_uri):
        publishers.append(ConfirmedPublisher(uri, timeout=2))
        return Relay(rows.engine, metadata, publishers[-1])

    yield make
    for publisher in publishers:
        publisher.close()


def test_two_relays_at_once_tell_each_fact_once(rows, new_relay, own_bus):
    rows.tell(*(f"text {number}" for number in range(400)))
    both_have_claimed = threading.Barrier(2)
    tried = []

    def run(relay):
        genuine = relay.publisher.publish

        def publish(messages):
            both_have_claimed.wait(5)
            return genuine(messages)

        relay.publisher.publish = publish
        tried.append(relay.run_once())

    with own_bus.hear(NOTE) as heard:
        threads = [threading.Thread(target=run, args=(new_relay(),)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert tried == [200, 200]
        told = Counter(one["data"]["text"] for one in heard.wait(400))
    assert len(told) == 400
    assert set(told.values()) == {1}


def test_fact_keeps_its_parts_on_the_way(rows, new_relay, own_bus):
    rows.tell("你好")
    with own_bus.hear(NOTE) as heard:
        new_relay().run_until_empty()
        (one,) = heard.wait(1)
    assert (one["type"], one["source"], one["version"], one["data"]) == (NOTE, "toy", 1, {"text": "你好"})
    assert one["id"] == rows.scalar("SELECT event_id FROM outbox")


def test_first_fact_of_a_platform_needs_no_listener(rows, new_relay, own_bus):
    rows.tell("first", event_type=UNHEARD)
    with own_bus.channel() as channel:
        channel.exchange_delete("ce.events")
    assert new_relay().run_once() == 1
    assert rows.scalar("SELECT last_error FROM outbox") == "no queue is bound"


def test_fact_that_no_queue_takes_is_tried_less_and_less_often(rows, new_relay, caplog):
    rows.tell("one", "two", event_type=UNHEARD)
    relay = new_relay()
    pauses = []
    for attempt in range(1, 5):
        began = SystemClock().now()
        assert relay.run_once() == 2
        assert relay.run_once() == 0  # not again at once
        assert rows.scalar("SELECT min(failures) FROM outbox") == attempt
        pauses.append((rows.scalar("SELECT min(retry_at) FROM outbox") - began).total_seconds())
        rows.scalar("UPDATE outbox SET retry_at = now() RETURNING 1")
    assert [round(pause) for pause in pauses] == [1, 2, 4, 8]
    assert rows.scalar("SELECT last_error FROM outbox LIMIT 1") == "no queue is bound"
    rows.scalar("UPDATE outbox SET failures = 1000 RETURNING 1")
    relay.run_once()
    assert rows.scalar("SELECT max(retry_at) FROM outbox") - SystemClock().now() < timedelta(seconds=301)
    assert len([record for record in caplog.records if "events not taken" in record.getMessage()]) == 5


def test_fact_that_no_queue_takes_holds_up_no_other_and_is_told_to_a_late_listener(rows, new_relay, own_bus):
    rows.tell(*(f"early {number}" for number in range(250)), event_type=UNHEARD)
    rows.tell("heard")
    relay = new_relay()
    with own_bus.hear(NOTE) as heard:
        relay.run_until_empty()
        assert [one["data"]["text"] for one in heard.wait(1)] == ["heard"]
    with own_bus.hear(UNHEARD) as heard:
        rows.scalar("UPDATE outbox SET retry_at = now() RETURNING 1")
        relay.run_until_empty()
        assert len(heard.wait(250)) == 250


def test_broker_out_of_reach_leaves_the_rows_as_they_are(rows, new_relay):
    rows.tell("waits")
    relay = new_relay(f"amqp://ce:x@127.0.0.1:{free_port()}/ce-main")
    began = time.monotonic()
    with pytest.raises(Unavailable):
        relay.run_once()
    assert time.monotonic() - began < 1
    relay.run_until_empty()  # says so in the log, and lives on
    assert rows.scalar("SELECT failures FROM outbox WHERE published_at IS NULL") == 0


def test_told_facts_are_dropped_after_a_week(rows, new_relay, own_bus):
    rows.tell("old", "new", "untold")
    with own_bus.hear(NOTE):
        relay = new_relay()
        relay.run_once()
        rows.scalar("UPDATE outbox SET published_at = now() - interval '8 days' WHERE position = 1 RETURNING 1")
        rows.scalar(
            "UPDATE outbox SET published_at = NULL, retry_at = now() + interval '1 h' WHERE position = 3 RETURNING 1"
        )
        relay.run_until_empty()
    assert rows.scalar("SELECT array_agg(body->'data'->>'text' ORDER BY position) FROM outbox") == ["new", "untold"]


def test_relay_as_a_process_tells_and_stops_at_once(rows, toys, own_bus):
    rows.tell("by a process")
    url = rows.engine.url.render_as_string(hide_password=False)
    with own_bus.hear(NOTE) as heard, toys.process(url, command="relay").start(until_ready=False) as relay:
        heard.wait(1)
        wait_for(lambda: rows.scalar("SELECT published_at FROM outbox"))
        began = time.monotonic()
        assert relay.terminate() == 0
        assert time.monotonic() - began < 1.5
