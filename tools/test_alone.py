"""Install each service alone, as an image would, and run its unit tests there.

Proves that a service declares every dependency it has, carries its migrations and other files, and needs no
other service. Arguments: names of services (all by default).
"""

import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVICES = ("identity", "org", "learning", "exam", "credit", "billing", "certificate")
TOOLS = ("pytest", "pytest-timeout", "hypothesis")


def main() -> int:
    """Test the named services; return 1 when one fails."""
    failed = []
    for service in sys.argv[1:] or SERVICES:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix=f"ce-alone-{service}-") as folder:
            if not passes(service, Path(folder)):
                failed.append(service)
        print(f"{service}: {'FAILED' if service in failed else 'ok'} ({time.monotonic() - began:.0f} s)", flush=True)
    return 1 if failed else 0


def passes(service: str, folder: Path) -> bool:
    """Install one service into a fresh environment and run its unit tests with it."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", "-c", "constraints.txt"]
    subprocess.run(["deploy/docker/install.sh", service, str(folder)], cwd=ROOT, check=True)
    subprocess.run([*pip, *TOOLS], cwd=ROOT, check=True)
    command = [str(folder / "bin" / "python"), "-m", "pytest", f"tests/unit/{service}", "-q", "-p", "no:cacheprovider"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    raise SystemExit(main())
