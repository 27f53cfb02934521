"""A client in another language, from the .proto files alone, against a running city."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ce_demo.__main__ import tell
from ce_demo.files import people
from ce_demo.files.city import ZIBO
from ce_demo.files.people import Part
from ce_demo.platforms import Demo
from ce_demo.story.cast import PASSWORD
from ce_demo.story.tale import Tale

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "node"


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """The three platforms after the story, still running."""
    demo = Demo(tmp_path_factory.mktemp("node") / "state" / "embedded", "embedded")
    try:
        running = demo.start()
        tell(Tale(), running)
        yield running[ZIBO.code]
    finally:
        demo.stop()


def node(city, *, password, out):
    assert shutil.which("node"), "Node.js is not installed: sudo apt-get install -y nodejs npm"
    assert (EXAMPLE / "node_modules").exists(), f"run `npm ci` in {EXAMPLE}"
    hero = people.the(Part.WHOLE_YEAR, people.staff(ZIBO))
    command = [
        "node",
        "client.mjs",
        "--address",
        city.address,
        "--login",
        hero.id_number,
        "--year",
        "2020",
        "--out",
        str(out),
    ]
    environment = {**os.environ, "CE_PASSWORD": password}
    return subprocess.run(
        command, cwd=EXAMPLE, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_it_signs_in_lists_hours_with_their_explanation_and_downloads_the_certificate(city, tmp_path):
    done = node(city, password=PASSWORD + "-x", out=tmp_path / "year.pdf")
    assert done.returncode == 0, done.stderr
    assert "王𠮷安 3700" in done.stdout
    assert "2020 年度：公需 30 + 专业 60 = 90，合格" in done.stdout
    assert "上限 40 学时，超出 10 学时" in done.stdout
    assert "（ZB20 五(二)）" in done.stdout
    assert (tmp_path / "year.pdf").read_bytes().startswith(b"%PDF-")


def test_a_wrong_password_is_told_in_words(city, tmp_path):
    done = node(city, password="not the password", out=tmp_path / "x.pdf")
    assert done.returncode == 1
    assert done.stderr.startswith("UNAUTHENTICATED: 账号或密码不正确")
    assert not (tmp_path / "x.pdf").exists()
