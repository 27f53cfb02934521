"""What `make setup` says and does on a machine that lacks something."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "tools" / "setup.py"


@pytest.fixture
def setup():
    spec = importlib.util.spec_from_file_location("ce_setup", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_without_ensurepip_it_names_the_package_of_the_running_python_and_makes_nothing(tmp_path):
    script = tmp_path / "tools" / "setup.py"
    script.parent.mkdir()
    script.write_text(SCRIPT.read_text())
    blind = f"import runpy, sys; sys.modules['ensurepip'] = None; runpy.run_path({str(script)!r}, run_name='__main__')"
    command = [sys.executable, "-c", blind, "--profile", "embedded"]
    done = subprocess.run(command, env={"PATH": ""}, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1, done.stderr
    (advice,) = (line for line in done.stdout.splitlines() if line.startswith("  sudo apt-get install -y"))
    assert f"python3.{sys.version_info.minor}-venv" in advice.split()
    assert not (tmp_path / ".venv").exists()


def test_a_venv_without_pip_is_made_anew(setup, tmp_path):
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (tmp_path / ".venv" / "left").touch()
    setup.make_venv(tmp_path / ".venv")
    subprocess.run([python, "-m", "pip", "--version"], capture_output=True, timeout=60, check=True)
    assert not (tmp_path / ".venv" / "left").exists()


def test_a_whole_venv_is_kept(setup, tmp_path):
    for name in ("python", "pip", "left"):
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / name).touch()
    setup.make_venv(tmp_path)
    assert (tmp_path / "bin" / "left").exists()
