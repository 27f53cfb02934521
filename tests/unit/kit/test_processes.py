"""Work in processes of its own; the same in a monkey-patched process (services) and without (embedded)."""

import os
import subprocess
import sys
import time
from pathlib import Path

import eventlet
import pytest

from ce_nameko.processes import ProcessPool, WorkerFailed

JOBS = """
import os, sys, time

def double(value): return {"pid": os.getpid(), "value": value * 2}
def noisy(value): print("a library that prints"); sys.stdout.write("x" * 10); return value
def refuse(value): raise ValueError(f"cannot do {value}")
def crash(value): os._exit(7)
def crash_if(value): os._exit(7) if value == "crash" else None; return value
def sleep(value): time.sleep(value); return os.getpid()
def odd(value): return object()
"""


@pytest.fixture
def pool(tmp_path, monkeypatch):
    (tmp_path / "jobs.py").write_text(JOBS)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    made = []

    def make(function, **options):
        made.append(ProcessPool(f"jobs:{function}", **options))
        return made[-1]

    yield make
    for one in made:
        one.close()


def is_alive(pid):
    path = Path(f"/proc/{pid}/stat")
    return path.exists() and path.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_value_goes_there_and_back_and_the_worker_is_kept(pool):
    doubles = pool("double")
    first, second = doubles.run("学时"), doubles.run([1, 2])
    assert (first["value"], second["value"]) == ("学时学时", [1, 2, 1, 2])
    assert first["pid"] == second["pid"] != os.getpid()


def test_large_values(pool):
    text = "x" * 3_000_000
    assert pool("noisy").run(text) == text


def test_library_that_prints_does_not_break_the_answer(pool):
    assert pool("noisy").run({"a": 1}) == {"a": 1}


def test_function_that_raises(pool):
    refusing = pool("refuse")
    for value in ("this", "that"):
        with pytest.raises(WorkerFailed, match=f"ValueError: cannot do {value}"):
            refusing.run(value)


def test_answer_that_is_no_json(pool):
    with pytest.raises(WorkerFailed, match="not JSON serializable"):
        pool("odd").run(1)


def test_worker_that_dies_is_replaced(pool):
    crashing = pool("crash_if")
    with pytest.raises(WorkerFailed, match="ended"):
        crashing.run("crash")
    assert crashing.run("well") == "well"


def test_worker_that_died_while_idle_is_replaced(pool):
    doubles = pool("double")
    os.kill(doubles.run(1)["pid"], 9)
    time.sleep(0.1)
    assert doubles.run(2)["value"] == 4


def test_worker_that_takes_too_long_is_ended(pool):
    sleeping = pool("sleep")
    pid = sleeping.run(0)
    began, sleeping.timeout = time.monotonic(), 0.4
    with pytest.raises(WorkerFailed, match="Timeout"):
        sleeping.run(30)
    assert time.monotonic() - began < 2
    sleeping.timeout = 60  # the next worker has to start first
    assert not is_alive(pid)
    assert sleeping.run(0) != pid


def test_caller_that_gives_up_ends_the_worker(pool):
    sleeping = pool("sleep")
    pid = sleeping.run(0)
    with pytest.raises(eventlet.Timeout), eventlet.Timeout(0.2):
        sleeping.run(30)
    assert not is_alive(pid)
    assert sleeping.run(0) != pid


@pytest.mark.parametrize("size", [1, 2])
def test_pool_is_bounded_and_others_go_on_meanwhile(pool, size):
    sleeping = pool("sleep", size=size)
    warm = [eventlet.spawn(sleeping.run, 0.05) for _ in range(size)]
    pids = {one.wait() for one in warm}
    assert len(pids) == size
    ticks, began = [], time.monotonic()

    def tick():
        while True:
            ticks.append(1)
            eventlet.sleep(0.01)

    ticking = eventlet.spawn(tick)
    calls = [eventlet.spawn(sleeping.run, 0.1) for _ in range(4)]
    assert {one.wait() for one in calls} == pids
    ticking.kill()
    took = time.monotonic() - began
    assert 0.1 * 4 / size <= took < 0.1 * 4 / size + 0.4
    assert len(ticks) > 10


def test_idle_worker_leaves(pool):
    doubles = pool("double", idle_seconds=0.1)
    pid = doubles.run(1)["pid"]
    eventlet.sleep(0.4)
    assert not is_alive(pid)
    assert doubles.run(1)["pid"] != pid


def test_close_ends_the_workers(pool):
    doubles = pool("double")
    pid = doubles.run(1)["pid"]
    doubles.close()
    assert not is_alive(pid)


def test_function_that_is_not_there(pool):
    with pytest.raises(WorkerFailed):
        pool("nowhere").run(1)


@pytest.mark.skipif("CE_KIT_PATCHED" in os.environ, reason="this is the patched process")
def test_the_same_in_a_patched_process():
    chosen = "there_and_back or large or that_dies or too_long or gives_up or bounded"
    program = "import ce_nameko.green, pytest, sys; sys.exit(pytest.main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, __file__, "-q", "--tb=short", "-p", "no:cacheprovider", "-k", chosen]
    done = subprocess.run(command, env={**os.environ, "CE_KIT_PATCHED": "1"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "7 passed" in done.stdout
