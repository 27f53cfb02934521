"""Processes that die in the middle of their work."""

import pytest
from toy.bench import JOBS, NOTE, NOTES, Rows

from ce_kit.bus.topology import event_queue
from ce_kit.errors import DeadlineExceeded
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


@pytest.fixture
def point(tmp_path):
    """A point in a handler where it waits for the test; see `_hold` in the toy."""
    return tmp_path / new_id()


def reached(point):
    wait_for(point.with_suffix(".reached").exists)


def go(point):
    point.with_suffix(".go").touch()


@pytest.mark.parametrize("where", ["hold-inside", "hold-after"])
def test_killed_worker_event_comes_again_and_has_its_effect_once(toys, database, bus, rows, point, where):
    """Killed before the commit nothing has happened, killed after it the inbox knows."""
    text = f"{where}:{point}"
    with toys.process(database) as process:
        bus.tell(event(NOTE, {"text": text}))
        reached(point)
        process.kill()
    assert rows.count(f"heard {text}") == (1 if where == "hold-after" else 0)
    go(point)
    with toys.process(database):
        rows.wait(f"heard {text}")
        wait_for(lambda: bus.depth(NOTES) == 0)
    assert rows.count(f"heard {text}") == 1


def test_killed_worker_batch_comes_again_and_has_its_effect_once(toys, database, bus, rows, point):
    texts = [f"hold-after:{point}", *(new_id() for _ in range(9))]
    with toys.process(database) as process:
        bus.put("toy.jobs", *(event("toy.job", {"text": text}) for text in texts))
        reached(point)
        process.kill()
    go(point)
    with toys.process(database):
        for text in texts:
            rows.wait(f"job {text}")
        wait_for(lambda: bus.depth(JOBS) == 0)
    assert [rows.count(f"job {text}") for text in texts] == [1] * 10


def test_killed_worker_call_has_one_effect_after_a_retry(toys, database, bus, rows, point):
    text, request_id = f"hold-call:{point}", new_id()
    with toys.process(database) as process:
        with pytest.raises(DeadlineExceeded):
            bus.ask("toy.write", {"request_id": request_id, "text": text}, seconds=0.5)
        reached(point)
        process.kill()
    go(point)
    with toys.process(database):
        assert rows.count(text) == 0
        bus.ask("toy.write", {"request_id": request_id, "text": text})
        assert rows.count(text) == 1


def test_relay_killed_between_publish_and_mark_tells_twice_with_one_effect(toys, bus):
    """A SHARE lock lets the relay claim its rows and keeps it from marking them."""
    database, text = toys.database(), f"told twice {new_id()}"
    with bus.channel() as channel:  # as it is after the first start of a listener
        event_queue("toy", NOTE)(channel).declare()
    with bus.hear(NOTE) as heard, Rows(database) as rows:
        rows.tell(text)
        with rows.engine.begin() as lock:
            lock.exec_driver_sql("LOCK TABLE outbox IN SHARE MODE")
            with toys.process(database, command="relay").start(until_ready=False) as relay:
                heard.wait(1)
                relay.kill()
        assert rows.scalar("SELECT published_at FROM outbox") is None
        with toys.process(database):
            first, second = heard.wait(2)
            assert first["id"] == second["id"]
            rows.wait(f"heard {text}")
            wait_for(lambda: rows.scalar("SELECT published_at FROM outbox"))
            wait_for(lambda: bus.depth(NOTES) == 0)
        assert rows.count(f"heard {text}") == 1
