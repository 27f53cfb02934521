"""The demo as a user runs it, once per profile and test run."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

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


def run_demo(folder: Path, profile: str) -> Run:
    """Run `python -m ce_demo --exit`; fail with its output when it does not end well."""
    command = [sys.executable, "-W", "ignore", "-m", "ce_demo", "--exit", "--profile", profile, "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return Run(folder, profile, done.stdout, json.loads((folder / "report.json").read_text()))


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    yield run_demo(tmp_path_factory.mktemp("demo-embedded"), "embedded")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    yield run_demo(tmp_path_factory.mktemp("demo-server"), "server")
