"""`ce-rules check`: run golden cases and print a readable difference per failure."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ce_rules.book import known_settings
from ce_rules.casefiles.check import Checked, check, check_readings
from ce_rules.casefiles.load import load_cases
from ce_rules.casefiles.questions import clauses_of
from ce_rules.cli.common import add_plugin, add_settings, book_of, jurisdictions_of, settings_of


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="核对案例：逐条比较期望与结果")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--readings", action="store_true", help="同时核对案例所列的其他读法")
    add_settings(parser)
    add_plugin(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check every file; the last line is `N passed, M failed`."""
    book, settings = book_of(args), settings_of(args)
    passed = failed = skipped = 0
    for file in args.files:
        cases = load_cases(file)
        known_settings(book, jurisdictions_of(cases), settings)
        found = list(check(book, cases, settings))
        if args.readings:
            found += check_readings(book, cases)
        for one in found:
            passed += one.passed
            failed += bool(one.differences)
            skipped += one.not_computed
            _print(one)
    if skipped:
        print(f"{skipped} not computed (listed above with the reason)")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _print(one: Checked) -> None:
    case = one.case
    title = f"{case['id']} {one.reading}".strip() + f" {case.get('title', '')}"
    if one.not_computed:
        print(f"－ {title}\n    未计算：{one.note}")
    elif one.differences:
        print(f"✗ {title}")
        for line in one.differences:
            print(f"    {line}")
        print(f"    条款：{'、'.join(clauses_of(case))}")
    elif one.note:
        print(f"✓ {title}\n    {one.note}")
