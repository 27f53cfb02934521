"""Change every single number in every `parameters/*.yaml` by one and see whether a case of ours notices.

For each digit run in a `years` or `value` of a parameters file, one up and one down: the plugin is loaded with the
changed file (nothing on disk is touched) and the project's own cases are judged until one fails. A mutant that no
case notices is a survivor; the exit code is 1 if there is any.

Run by `make rules-mutants`. The cases are those the unit tests run, so a killed mutant is a failing test.
"""

from __future__ import annotations

import argparse
import copy
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ce_rules.book import RuleBook
from ce_rules.casefiles.check import check
from ce_rules.casefiles.load import load_cases
from ce_rules.errors import RulesError
from ce_rules.lint.cases import case_files
from ce_rules.loading import installed
from ce_rules.parameters import parameters_of
from ce_rules.plugin import Plugin
from ce_rules.yamlfile import load_yaml

TEXT_KEYS = ("name:", "clause:", "quote:", "overrides:", "#")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One number changed by one."""

    code: str
    file: str
    line: int
    before: str
    after: str
    text: str

    def __str__(self) -> str:
        return f"{self.code} parameters/{self.file}:{self.line}  {self.before.strip()}  →  {self.after.strip()}"


def mutants_of(plugin: Plugin) -> Iterator[Mutant]:
    """Give every mutant of a plugin's parameter files."""
    for file in sorted((plugin.folder / "parameters").glob("*.yaml")):
        lines = file.read_text("utf-8").split("\n")
        for number, line in enumerate(lines):
            if line.strip().startswith(TEXT_KEYS):
                continue
            for match in re.finditer(r"\d+", line):
                for by in (1, -1):
                    changed = str(max(0, int(match[0]) + by)).zfill(len(match[0]) if match[0][0] == "0" else 1)
                    if changed == match[0]:
                        continue
                    after = line[: match.start()] + changed + line[match.end() :]
                    text = "\n".join([*lines[:number], after, *lines[number + 1 :]])
                    yield Mutant(plugin.code, file.name, number + 1, line, after, text)


@cache
def _plugins() -> list[Plugin]:
    return installed()


@cache
def _cases(code: str) -> list[dict[str, Any]]:
    """Give the cases a change in this plugin can reach, its own first."""
    by_code = {plugin.code: plugin for plugin in _plugins()}
    below = [plugin for plugin in _plugins() if plugin.code == code or code in _above(plugin, by_code)]
    below.sort(key=lambda plugin: plugin.code != code)
    return [case for plugin in below for file in case_files(plugin) for case in load_cases(file)]


def _above(plugin: Plugin, by_code: dict[str, Plugin]) -> set[str]:
    found: set[str] = set()
    while plugin.extends:
        found.add(plugin.extends)
        plugin = by_code[plugin.extends]
    return found


def survives(mutant: Mutant) -> bool:
    """Tell whether no case notices the change."""
    plugins = []
    for plugin in _plugins():
        if plugin.code == mutant.code:
            changed = copy.copy(plugin)
            try:
                values = dict(plugin.parameters)
                values |= parameters_of(Path(mutant.file).stem, load_yaml(mutant.text, mutant.file))
                changed.__dict__["parameters"] = changed.checked(values)
            except RulesError:
                return False
            plugins.append(changed)
        else:
            plugins.append(plugin)
    book = RuleBook(plugins)
    try:
        return not any(one.differences or one.not_computed for one in check(book, _cases(mutant.code)))
    except Exception:
        return False


def _failing() -> list[str]:
    """Give the cases that fail as things are; with any of these the figures would mean nothing."""
    book = RuleBook(_plugins())
    cases = [case for plugin in _plugins() for file in case_files(plugin) for case in load_cases(file)]
    return [one.case["id"] for one in check(book, cases) if one.differences or one.not_computed]


def main() -> int:
    """Try every mutant and print the survivors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("codes", nargs="*", help="codes or aliases of plugins; all if none is named")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    start = time.monotonic()
    if failing := _failing():
        print(f"cases that fail without any change: {', '.join(failing)}")
        return 2
    chosen = [p for p in _plugins() if not args.codes or p.code in args.codes or p.alias in args.codes]
    mutants = [mutant for plugin in chosen for mutant in mutants_of(plugin)]
    survivors = []
    with ProcessPoolExecutor(args.workers) as pool:
        for done, (mutant, alive) in enumerate(zip(mutants, pool.map(survives, mutants, chunksize=8), strict=True), 1):
            if alive:
                survivors.append(mutant)
            if sys.stderr.isatty():
                print(f"\r{done}/{len(mutants)} mutants, {len(survivors)} survive", end="", file=sys.stderr)
    for mutant in survivors:
        print(f"survives: {mutant}")
    seconds = time.monotonic() - start
    print(f"{len(mutants)} mutants, {len(mutants) - len(survivors)} killed, {len(survivors)} survive ({seconds:.0f} s)")
    return 1 if survivors else 0


if __name__ == "__main__":
    raise SystemExit(main())
