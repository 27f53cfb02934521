"""The demo as a user runs it, once per profile."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ce_kit.testing.waiting import wait_for
from ce_ops.layout import Platform

LONGEST_SECONDS = 240


@dataclass(frozen=True)
class Run:
    """What a run of the demo left."""

    folder: Path
    profile: str
    output: str
    report: dict[str, Any]

    @property
    def state(self) -> Path:
        """Where the platforms kept their state."""
        return self.folder / "state" / self.profile

    def address(self, code: str) -> str:
        """Where a platform's gRPC API is, as long as it is up."""
        return f"127.0.0.1:{Platform.load(self.state / code).grpc_port}"


def command(folder: Path, profile: str, *more: str) -> list[str]:
    return [sys.executable, "-W", "ignore", "-m", "ce_demo", "--profile", profile, "--out", str(folder), *more]


def run_to_the_end(folder: Path, profile: str) -> Run:
    """Run `python -m ce_demo --exit`; fail with its output when it does not end well."""
    demo = command(folder, profile, "--exit")
    done = subprocess.run(demo, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return Run(folder, profile, done.stdout, json.loads((folder / "report.json").read_text()))


@contextmanager
def kept_up(folder: Path, profile: str) -> Iterator[Run]:
    """Run `python -m ce_demo`, whose platforms stay up after the story until it is ended."""
    output = folder / "output"
    with output.open("w") as told:
        demo = subprocess.Popen(command(folder, profile), stdout=told, stderr=subprocess.STDOUT)
    try:
        wait_for(lambda: demo.poll() is not None or "按 Ctrl-C 结束" in output.read_text(), seconds=LONGEST_SECONDS)
        assert demo.poll() is None, output.read_text()[-8000:]
        yield Run(folder, profile, output.read_text(), json.loads((folder / "report.json").read_text()))
    finally:
        demo.terminate()
        ended = demo.wait(timeout=LONGEST_SECONDS)
    assert ended == 0, output.read_text()[-8000:]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_to_the_end(tmp_path_factory.mktemp("demo-embedded"), "embedded")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with kept_up(tmp_path_factory.mktemp("demo-server"), "server") as run:
        yield run
