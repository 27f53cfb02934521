"""Threads take turns in a rush, and interrupt whoever works while few sheets are in hand."""

import os
import threading
from pathlib import Path

import pytest

from ce_gateway.intake.turns import CALM, RUSH, Turns

pytestmark = pytest.mark.skipif(not hasattr(os, "SCHED_BATCH"), reason="only Linux knows how")


@pytest.fixture
def other_thread():
    """The number of another thread of this process, in which every thread is as usual again afterwards."""
    done, started, numbers = threading.Event(), threading.Event(), []

    def wait():
        numbers.append(threading.get_native_id())
        started.set()
        done.wait()

    thread = threading.Thread(target=wait)
    thread.start()
    started.wait()
    yield numbers[0]
    done.set()
    thread.join()
    for task in Path("/proc/self/task").iterdir():
        os.sched_setscheduler(int(task.name), os.SCHED_OTHER, os.sched_param(0))


@pytest.mark.parametrize(
    ("in_hand", "expected"),
    [
        ([0, RUSH - 1], os.SCHED_OTHER),
        ([RUSH], os.SCHED_BATCH),
        ([RUSH, CALM], os.SCHED_BATCH),
        ([RUSH, CALM - 1], os.SCHED_OTHER),
        ([RUSH, CALM - 1, RUSH - 1], os.SCHED_OTHER),
        ([RUSH, 0, RUSH], os.SCHED_BATCH),
    ],
)
def test_every_thread_takes_turns_from_a_rush_until_few_are_in_hand(in_hand, expected, other_thread):
    turns = Turns()
    for count in in_hand:
        turns.suit(count)
    assert {os.sched_getscheduler(0), os.sched_getscheduler(other_thread)} == {expected}


def test_a_process_started_in_a_class_of_its_own_stays_in_it(other_thread):
    os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    turns = Turns()
    turns.suit(RUSH)
    turns.suit(0)
    assert os.sched_getscheduler(0) == os.SCHED_BATCH
    assert os.sched_getscheduler(other_thread) == os.SCHED_OTHER


def test_where_it_is_forbidden_threads_go_on_as_they_are(other_thread, monkeypatch):
    asked = []

    def forbidden(thread, *_):
        asked.append(thread)
        raise PermissionError

    turns = Turns()
    with monkeypatch.context() as patch:
        patch.setattr("os.sched_setscheduler", forbidden)
        turns.suit(RUSH)
        turns.suit(RUSH)
    assert len(asked) == 1
    assert os.sched_getscheduler(other_thread) == os.SCHED_OTHER
