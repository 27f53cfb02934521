"""Where the time goes: flame graphs of gateway and worker while a run goes on, by py-spy."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ce_ops.layout import GATEWAY
from tests.evening.city import City

RATE = 20
"""Samples a second: enough to see what matters, few enough for a small picture."""


@contextmanager
def flames(city: City, folder: Path | None, seconds: int) -> Iterator[None]:
    """Record for so many seconds from the beginning of the block; nothing without a folder."""
    running = []
    if folder is not None:
        program = shutil.which("py-spy", path=str(Path(sys.executable).parent)) or shutil.which("py-spy")
        if program is None:
            raise SystemExit("py-spy is not installed; install it with: .venv/bin/pip install py-spy")
        folder.mkdir(parents=True, exist_ok=True)
        for part in (GATEWAY, "exam"):
            picture = folder / f"exam-deadline-{part}.svg"
            options = ["--pid", str(city.process(part).pid), "--output", str(picture), "--function"]
            options += ["--duration", str(seconds), "--rate", str(RATE), "--gil"]
            running.append(subprocess.Popen([program, "record", *options], stdout=subprocess.DEVNULL))
    try:
        yield
    finally:
        for process in running:
            process.wait(timeout=30)
