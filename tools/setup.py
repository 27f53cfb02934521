"""Set the machine up for this repository: system packages, virtual environment, every distribution.

Needs nothing but Python 3.11 or newer. What is missing is installed with apt where that works without a
question; otherwise the exact command is named and the script ends with 1.
"""

import argparse
import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "ce-setup"


def has_program(name: str, *folders: str) -> bool:
    """Tell whether a program is on PATH or in one of the folders (glob patterns)."""
    return bool(shutil.which(name)) or any(any(Path("/").glob(f"{folder}/{name}".lstrip("/"))) for folder in folders)


def has_ensurepip() -> bool:
    """Tell whether this Python can put pip into a virtual environment; Debian's cannot without a package of its own."""
    importlib.invalidate_caches()  # apt may just have brought it
    return importlib.util.find_spec("ensurepip") is not None


NEEDS = {
    "embedded": [
        (
            "ensurepip (the virtual environment's pip)",
            has_ensurepip,
            f"python{sys.version_info.major}.{sys.version_info.minor}-venv",
        ),
        (
            "Pango (WeasyPrint)",
            lambda: find_library("pango-1.0") and find_library("pangoft2-1.0"),
            "libpango-1.0-0 libpangoft2-1.0-0",
        ),
        (
            "HarfBuzz subsetting (certificates are 7 to 59 times slower without)",
            lambda: find_library("harfbuzz-subset"),
            "libharfbuzz-subset0",
        ),
    ],
    "server": [
        ("RabbitMQ", lambda: has_program("rabbitmq-server", "/usr/lib/rabbitmq/lib/*/sbin"), "rabbitmq-server"),
        ("PostgreSQL", lambda: has_program("initdb", "/usr/lib/postgresql/*/bin"), "postgresql"),
        ("pdftotext (tests read the certificates)", lambda: has_program("pdftotext"), "poppler-utils"),
        ("Node.js (buf, the client example)", lambda: has_program("node") and has_program("npm"), "nodejs npm"),
    ],
}


def main() -> int:
    """Check, install, and say what was done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", choices=["embedded", "server"], default="server")
    profile = parser.parse_args().profile
    if sys.version_info < (3, 11):  # noqa: UP036  this runs before anything could pin the version
        print(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}; on Debian or Ubuntu:")
        print("  sudo apt-get install -y python3.11 python3.11-venv")
        return 1
    if not system_packages(profile):
        return 1
    distributions()
    if profile == "server":
        node_packages()
    return 0


def system_packages(profile: str) -> bool:
    """Install what the profile needs; False when something is missing that we may not install."""
    needs = NEEDS["embedded"] + (NEEDS["server"] if profile == "server" else [])
    missing = [(what, package) for what, present, package in needs if not present()]
    if not missing:
        return True
    packages = " ".join(package for _, package in missing).split()
    print("missing:", "; ".join(what for what, _ in missing))
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    may = shutil.which("apt-get") and (os.geteuid() == 0 or _sudo_without_question())
    if may:
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*prefix, "apt-get", "update", "-qq"], env=environment, check=False)
        subprocess.run([*prefix, *command], env=environment, check=False, stdout=subprocess.DEVNULL)
    still = [what for what, present, _ in needs if not present()]
    if still:
        print(f"please install them and run this again:\n  sudo {' '.join(command)}")
    return not still


def _sudo_without_question() -> bool:
    return (
        bool(shutil.which("sudo"))
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    )


def project_folders() -> list[Path]:
    """Return the folder of every distribution, libraries first."""
    found = [
        path.parent
        for path in ROOT.rglob("pyproject.toml")
        if ".venv" not in path.parts and "node_modules" not in path.parts
    ]
    return sorted(
        (folder for folder in found if folder != ROOT),
        key=lambda folder: (folder.parts[len(ROOT.parts)] != "libs", folder),
    )


def distributions() -> None:
    """Install the pinned libraries and every distribution in editable form; a second run does nothing."""
    folders = project_folders()
    text = (ROOT / "constraints.txt").read_bytes() + b"".join(
        (folder / "pyproject.toml").read_bytes() for folder in folders
    )
    stamp = hashlib.sha256(text + sys.version.encode()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == stamp:
        return
    make_venv(VENV)
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    print("installing the pinned libraries")
    subprocess.run([*pip, "-r", str(ROOT / "constraints.txt")], check=True)
    print(f"installing {len(folders)} distributions")
    editable = [argument for folder in folders for argument in ("-e", str(folder))]
    subprocess.run([*pip, "--no-build-isolation", "--no-deps", *editable], check=True)
    STAMP.write_text(stamp)


def make_venv(folder: Path) -> None:
    """Make the virtual environment, anew when an attempt left it without pip; a whole one is kept."""
    if not all((folder / "bin" / name).exists() for name in ("python", "pip")):
        print(f"making {folder.name}")
        venv.create(folder, with_pip=True, clear=True)


def node_packages() -> None:
    """Install buf and the client example's packages; a second run does nothing.

    `proto` has one exactly pinned package and no lock file: its lock would have to list the package's builds for
    every operating system, and not every mirror carries them all.
    """
    for folder in (ROOT / "proto", ROOT / "examples" / "node"):
        if not (folder / "node_modules").exists():
            print(f"installing {folder.relative_to(ROOT)}/node_modules")
            install = ["ci"] if (folder / "package-lock.json").exists() else ["install", "--no-package-lock"]
            subprocess.run(["npm", *install, "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder, check=True)


if __name__ == "__main__":
    raise SystemExit(main())
