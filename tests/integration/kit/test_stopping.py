"""SIGTERM: take no more, finish what is in hand, leave in time."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from toy.bench import NOTE, NOTES, Rows

from ce_kit.ids import new_id
from ce_kit.testing.bus import event
from ce_kit.testing.waiting import wait_for


@pytest.fixture
def bus(own_bus):
    return own_bus


@pytest.fixture(scope="module")
def database(toys):
    return toys.database()


@pytest.fixture(scope="module")
def rows(database):
    with Rows(database) as found:
        yield found


def test_idle_process_does_not_wait_for_its_grace(toys, database):
    with toys.process(database) as process:
        began = time.monotonic()
        assert process.terminate() == 0
        assert time.monotonic() - began < 5  # the grace is 20 s
        assert "stopped" in process.tail(1)


def test_work_in_hand_is_finished_and_settled(toys, database, bus, rows):
    texts = [f"slow {new_id()}" for _ in range(3)]
    with toys.process(database) as process, ThreadPoolExecutor() as pool:
        answer = pool.submit(bus.ask, "toy.echo", {"text": "in hand", "seconds": 1})
        bus.tell(*(event(NOTE, {"text": text}) for text in texts))
        time.sleep(0.3)
        assert process.terminate() == 0
        assert answer.result()["text"] == "in hand"
        for text in texts:
            assert rows.count(f"heard {text}") == 1
    assert bus.depth(NOTES) == 0  # acked, not merely left to the next


def test_work_in_hand_is_settled_also_when_nothing_else_is_consumed(toys, database, bus, rows):
    text = new_id()
    with toys.process(database, package="toy.quiet") as process:
        bus.tell(event(NOTE, {"text": text}))
        time.sleep(0.3)
        assert process.terminate() == 0
        assert rows.count(f"quietly heard {text}") == 1
    assert bus.depth(f"quiet.{NOTE}") == 0


def test_more_in_hand_than_workers_is_finished_too(toys, database, bus, rows):
    texts = [f"slow {new_id()}" for _ in range(6)]
    with toys.process(database, max_workers="3") as process:
        bus.tell(*(event(NOTE, {"text": text}) for text in texts))
        time.sleep(0.3)
        assert process.terminate() == 0
    in_hand = sum(rows.count(f"heard {text}") for text in texts)
    assert in_hand >= 3
    assert bus.depth(NOTES) == 6 - in_hand


def test_no_new_work_is_taken(toys, database, bus, rows):
    text = f"slow {new_id()}"
    with toys.process(database) as process, ThreadPoolExecutor() as pool:
        bus.tell(event(NOTE, {"text": text}))
        time.sleep(0.3)
        ended = pool.submit(process.terminate)
        wait_for(lambda: "stopping services" in process.text())
        time.sleep(0.2)
        late = event(NOTE, {"text": f"late {new_id()}"})
        bus.tell(late)
        assert ended.result() == 0
    assert rows.count(f"heard {text}") == 1
    assert [message.payload for message in bus.take(NOTES)] == [late]


def test_process_leaves_in_time_when_a_handler_does_not_end(toys, database, bus, rows, tmp_path):
    point = tmp_path / "endless"
    text = f"hold-inside:{point}"
    with toys.process(database, grace_seconds="1") as process:
        bus.tell(event(NOTE, {"text": text}))
        wait_for(point.with_suffix(".reached").exists)
        began = time.monotonic()
        assert process.terminate() == 1
        assert 0.9 < time.monotonic() - began < 2.5
        assert "grace period is over" in process.tail(1)
    point.with_suffix(".go").touch()
    with toys.process(database):
        rows.wait(f"heard {text}")
