"""`ce-rules lint`: say what a plugin still owes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ce_rules.book import RuleBook
from ce_rules.lint import lint
from ce_rules.loading import from_folder


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("lint", help="检查插件：条款、规则、案例、参数来源、浮点数")
    parser.add_argument("plugin", nargs="+", metavar="PLUGIN", help="代码、别名，或插件所在目录")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Lint every plugin named; exit code 1 if there is a finding."""
    total = 0
    for name in args.plugin:
        folder = Path(name)
        if folder.is_dir():
            book = RuleBook.with_folder(folder)
            plugins = [book.plugin(plugin.code) for plugin in from_folder(folder)]
        else:
            book = RuleBook.installed()
            plugins = [book.plugin(name)]
        for plugin in plugins:
            found = list(lint(book, plugin))
            total += len(found)
            for finding in found:
                print(f"{plugin.alias}: {finding.where}: {finding.what}")
            print(f"{plugin.code} {plugin.name}：{len(found)} 项问题")
    return 1 if total else 0
