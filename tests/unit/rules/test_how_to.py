"""`docs/how-to/write-a-city-plugin.md` works as it stands: every file is written, every command run, in order."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ce_rules.cli import main

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "write-a-city-plugin.md"
BLOCK = re.compile(r'^```(?P<kind>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```', re.MULTILINE | re.DOTALL)
INSTALLED = "[ce_credit.rules]\n379800 = ce_rules_yunxi:PLUGIN\n"
NINTH = {"id": "论文", "type": "paper", "authors": 9, "position": 9}
PEOPLE = [{"id": "甲", "jurisdiction": "yunxi", "year": 2024, "activities": [NINTH]}]


class Newcomer:
    """Somebody who follows the page in an empty folder."""

    def __init__(self, folder):
        self.at = folder
        self.said = {}
        self.last = ""

    def run(self, line):
        """Run one line of a shell block; a comment behind it is the last line that must be printed."""
        command, _, says = (part.strip() for part in line.partition("#"))
        if command.startswith("cd "):
            self.at /= command.removeprefix("cd ")
            return
        if command.startswith("pip "):
            self._install()
            return
        here = command.startswith(("ce-rules new", "ce-rules lint")) or "--plugin" in command
        self.last = self.said[command] = self._here(command) if here else self._elsewhere(command)
        if says:
            assert self.last.splitlines()[-1] == says, (command, self.last)

    def _here(self, command):
        """Run `ce-rules` in this process, which saves seconds."""
        words = [word for part in command.split()[1:] for word in self._expanded(part)]
        with contextlib.chdir(self.at), contextlib.redirect_stdout(io.StringIO()) as out:
            main(words)
        return out.getvalue()

    def _expanded(self, word):
        return sorted(str(path.relative_to(self.at)) for path in self.at.glob(word)) if "*" in word else [word]

    def _elsewhere(self, command):
        """Run a command that asks for the installed plugin."""
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        env = {**os.environ, "PATH": path, "PYTHONPATH": str(self.at), "PYTEST_ADDOPTS": "-p no:cacheprovider"}
        done = subprocess.run(command.split(), cwd=self.at, env=env, capture_output=True, text=True, check=True)
        return done.stdout

    def _install(self):
        """Do what matters of `pip install -e .`: name the plugin where entry points are looked for."""
        info = self.at / "ce_rules_yunxi-0.1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ce-rules-yunxi\nVersion: 0.1.0\n")
        (info / "entry_points.txt").write_text(INSTALLED)

    def write(self, path, text):
        """Save a block as the file its title names."""
        file = self.at / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def reads(self, text):
        """Compare what was printed with what the page shows; … stands for words left out."""
        pattern = ".*".join(map(re.escape, text.strip().split("…")))
        assert re.fullmatch(pattern, self.last.strip(), re.DOTALL), self.last


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory):
    one = Newcomer(tmp_path_factory.mktemp("author"))
    for block in BLOCK.finditer(PAGE.read_text("utf-8")):
        if block["title"]:
            one.write(block["title"], block["text"])
        elif block["kind"] == "text":
            one.reads(block["text"])
        elif block["kind"] == "sh":
            if "people.jsonl" in block["text"]:
                one.write("people.jsonl", "\n".join(json.dumps(person) for person in PEOPLE))
            for line in block["text"].strip().splitlines():
                one.run(line)
    return one


def test_the_page_ends_with_a_city_and_a_county_that_are_clean_and_green(newcomer):
    newcomer.run("ce-rules lint .")
    assert newcomer.last.splitlines() == ["379800 云溪市：0 项问题", "379821 平川县：0 项问题"]
    assert [said for command, said in newcomer.said.items() if "pingchuan/cases" in command] == [
        "18 passed, 0 failed\n"
    ]


def test_the_plugin_keeps_the_laws_of_its_own_tests(newcomer):
    assert re.search(r"\d+ passed in", newcomer.said["pytest tests"])


def test_a_ruling_names_who_is_affected(newcomer):
    said = newcomer.said["ce-rules diff --from yunxi:2024 --to yunxi:2024+YX-A2=R2 people.jsonl"]
    assert "1 人中 1 人有变化" in said
    assert "涉及 YX24 四：1 人" in said
