"""Runs `examples/node` as its README says."""

import os
import shutil
import subprocess
from pathlib import Path

from ce_demo.files import people
from ce_demo.files.city import ZIBO
from ce_demo.files.people import Part

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "node"


def run_client(address: str, *, password: str, out: Path) -> subprocess.CompletedProcess[str]:
    """Let the demo's hero ask the city at `address` for the year 2020."""
    assert shutil.which("node"), "Node.js is not installed: sudo apt-get install -y nodejs npm"
    assert (EXAMPLE / "node_modules").exists(), f"run `npm ci` in {EXAMPLE}"
    hero = people.the(Part.WHOLE_YEAR, people.staff(ZIBO))
    arguments = ["--address", address, "--login", hero.id_number, "--year", "2020", "--out", str(out)]
    return subprocess.run(
        ["node", "client.mjs", *arguments],
        cwd=EXAMPLE,
        env={**os.environ, "CE_PASSWORD": password},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
