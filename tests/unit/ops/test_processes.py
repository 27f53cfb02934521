"""Processes of a platform: how far each lets others go first."""

import os
import sys
from pathlib import Path

import pytest

from ce_ops.processes import Process

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def process(tmp_path):
    process = Process("exam", tmp_path)
    yield process
    process.kill()


@pytest.mark.parametrize("nice", [0, 5])
def test_a_process_lets_others_go_first_as_far_as_it_is_told(process, nice):
    process.start(SLEEP, {}, nice)
    assert os.getpriority(os.PRIO_PROCESS, process.pid) == os.getpriority(os.PRIO_PROCESS, 0) + nice


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="this kernel does not share by session")
def test_where_sessions_share_the_processors_its_session_lets_others_go_first(process):
    process.start(SLEEP, {}, 5)
    assert Path(f"/proc/{process.pid}/autogroup").read_text().split()[-2:] == ["nice", "5"]


def test_a_process_that_ends_at_once_is_no_trouble(process):
    process.start(["true"], {}, 5)
    assert process.wait_until_gone(10)
