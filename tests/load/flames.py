"""Where the time goes: flame graphs of gateway and worker while a run goes on, by py-spy."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ce_ops.layout import GATEWAY
from tests.evening.city import City

RATE = 100
"""Samples a second: enough to see what matters, few enough for a small picture."""


@contextmanager
def flames(city: City, folder: Path | None, seconds: int) -> Iterator[None]:
    """Record for so many seconds from the beginning of the block; nothing without a folder."""
    running: dict[Path, subprocess.Popen[bytes]] = {}
    if folder is not None:
        program = shutil.which("py-spy", path=str(Path(sys.executable).parent)) or shutil.which("py-spy")
        if program is None:
            raise SystemExit("py-spy is not installed; install it with: .venv/bin/pip install py-spy")
        folder.mkdir(parents=True, exist_ok=True)
        for part in (GATEWAY, "exam"):
            picture = folder / f"exam-deadline-{part}.svg"
            options = ["--pid", str(city.process(part).pid), "--output", str(picture), "--function"]
            options += ["--duration", str(seconds), "--rate", str(RATE), "--gil"]
            running[picture] = subprocess.Popen([program, "record", *options], stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        for picture, process in running.items():
            process.wait(timeout=30)
            picture.write_text(picture.read_text().replace(f"{Path(program).parent}/", ""))
