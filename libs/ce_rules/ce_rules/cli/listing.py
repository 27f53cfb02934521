"""`ce-rules list`: which jurisdictions and years are ruled, and by which texts."""

from __future__ import annotations

import argparse
from typing import Any

from ce_rules.book import RuleBook
from ce_rules.cli.common import dump
from ce_rules.table import grid


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("list", help="列出已安装的属地、年度、文件")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--settings", metavar="JURISDICTION", help="列出一个属地的口径")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the list."""
    book = RuleBook.installed()
    if args.settings:
        for setting in book.settings(args.settings).values():
            print(f"{setting.id}（{setting.clause}）{setting.question}")
            for name, text in setting.readings.items():
                mark = "●" if name == setting.in_force else "○"
                print(f"  {mark} {name} {text}")
            if setting.ruling:
                print(f"  口径：{setting.ruling.by}（{setting.ruling.on}）{setting.ruling.text}")
            if setting.no_rule:
                print(f"  （不影响计算：{setting.no_rule}）")
        return 0
    known = book.jurisdictions()
    if args.json:
        print(dump([one._asdict() for one in known]))
        return 0
    rows = [("代码", "别名", "属地", "年度", "单位", "规则集", "文件")]
    units = {"hours": "学时", "credits": "学分"}
    rows += [(k.code, k.alias, k.name, k.years, units[k.unit], k.id, k.source) for k in known]
    print("\n".join(line.rstrip() for line in grid(rows)))
    return 0
