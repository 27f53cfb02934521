"""What the commands share: settings from the command line, JSON with exact decimals, progress."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from ce_rules import amounts
from ce_rules.book import RuleBook
from ce_rules.errors import InvalidFact


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add `--setting ID=READING`, which may be given several times."""
    parser.add_argument(
        "--setting", action="append", default=[], metavar="ID=READING", help="切换口径，如 ZB-A1=R3；可多次使用"
    )


def add_plugin(parser: argparse.ArgumentParser) -> None:
    """Add `--plugin FOLDER`, to work on a plugin that is not installed."""
    parser.add_argument("--plugin", type=Path, metavar="FOLDER", help="使用此目录中的插件，不必先安装")


def book_of(args: argparse.Namespace) -> RuleBook:
    """Open the installed plugins, with the one of `--plugin` in the place of its namesake.

    Raises:
        PluginInvalid: a plugin cannot be loaded.
    """
    return RuleBook.with_folder(args.plugin) if args.plugin else RuleBook.installed()


def settings_of(args: argparse.Namespace) -> dict[str, str]:
    """Read the settings of the command line.

    Raises:
        InvalidFact: not of the form ID=READING, or the same setting with two readings.
    """
    found: dict[str, str] = {}
    for text in args.setting:
        name, sign, reading = text.partition("=")
        if not sign or not name or not reading:
            raise InvalidFact("--setting", text, "ID=READING，如 ZB-A1=R3")
        if found.get(name, reading) != reading:
            raise InvalidFact("--setting", f"{found[name]} 与 {reading}", f"口径 {name} 的一种读法")
        found[name] = reading
    return found


def dump(value: object, indent: int = 0) -> str:
    """Write JSON with exact decimals: 7.5 stays 7.5 and is never a float."""
    inner = "  " * (indent + 1)
    if isinstance(value, Mapping):
        if not value:
            return "{}"
        rows = (
            f"{inner}{json.dumps(str(key), ensure_ascii=False)}: {dump(one, indent + 1)}" for key, one in value.items()
        )
        return "{\n" + ",\n".join(rows) + "\n" + "  " * indent + "}"
    if isinstance(value, list | tuple):
        if not value:
            return "[]"
        return "[\n" + ",\n".join(f"{inner}{dump(one, indent + 1)}" for one in value) + "\n" + "  " * indent + "]"
    if isinstance(value, Decimal):
        return amounts.text(value)
    return json.dumps(value, ensure_ascii=False)


class Progress:
    """Show a bar on standard error while a long run goes on; silent where nobody watches."""

    def __init__(self, total: int, label: str) -> None:
        self._total = max(1, total)
        self._label = label
        self._done = 0
        self._shown = -1
        self._on = sys.stderr.isatty()

    def advance(self, by: int) -> None:
        """Count finished work."""
        self._done += by
        percent = min(100, self._done * 100 // self._total)
        if self._on and percent != self._shown:
            self._shown = percent
            bar = "█" * (percent // 4) + "·" * (25 - percent // 4)
            print(f"\r{self._label} {bar} {percent:3d}% {self._done}", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Leave the line."""
        if self._on:
            print(file=sys.stderr)


def jurisdictions_of(cases: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """Name the jurisdictions of a list of cases."""
    return {str(case["jurisdiction"]) for case in cases}
