"""Periodic calls: again and again, also after one that failed, and none after the stop."""

import sys

import eventlet
import pytest

from ce_nameko.periodic import Periodic


class Container:
    """As much of nameko's container as an entrypoint that calls needs; the method runs in a greenlet."""

    service_name = "toy"

    def __init__(self, method):
        self.method, self.actors = method, []

    def spawn_managed_thread(self, function, identifier=None):
        return eventlet.spawn(function)

    def spawn_worker(self, entrypoint, args, kwargs, context_data, handle_result):
        self.actors.append(context_data["call"].actor)
        eventlet.spawn(self._run, handle_result)

    def _run(self, handle_result):
        exc_info = None
        try:
            self.method()
        except Exception:
            exc_info = sys.exc_info()
        handle_result(None, None, exc_info)


@pytest.fixture
def started():
    running = []

    def start(method, seconds=0.005):
        container = Container(method)
        entry = Periodic(seconds).bind(container, "tick")
        entry.setup()
        entry.start()
        running.append((entry, container))  # the entrypoint holds its container weakly
        return entry, container

    yield start
    for entry, _ in running:
        if not entry.stopping.ready():
            entry.stop()


def test_it_calls_again_and_again_as_the_service_itself(started):
    turns = []
    _, container = started(lambda: turns.append(1))
    eventlet.sleep(0.1)
    assert len(turns) >= 3
    assert {(actor.id, actor.kind) for actor in container.actors} == {("toy", "service")}


def test_a_call_that_fails_is_followed_by_the_next(started):
    turns = []

    def method():
        turns.append(1)
        if len(turns) == 1:
            raise RuntimeError("the first fails")

    started(method)
    eventlet.sleep(0.1)
    assert len(turns) >= 2


def test_a_call_never_overtakes_the_one_before(started):
    inside, most = [], []

    def method():
        inside.append(1)
        most.append(len(inside))
        eventlet.sleep(0.02)
        inside.pop()

    started(method)
    eventlet.sleep(0.1)
    assert set(most) == {1}


def test_the_stop_waits_for_the_call_in_hand_and_is_the_last(started):
    turns, done = [], []

    def method():
        turns.append(1)
        eventlet.sleep(0.02)
        done.append(1)

    entry, _ = started(method)
    eventlet.sleep(0.01)
    entry.stop()
    assert len(turns) == len(done) == 1
    eventlet.sleep(0.05)
    assert len(turns) == 1
