"""`ce-rules new`: lay out the plugin of a city that is not there yet."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from string import Template
from typing import Any

from ce_rules.errors import InvalidFact
from ce_rules.loading import installed

SCAFFOLD = Path(__file__).parent.parent / "scaffold"


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("new", help="新建一个市（县）的规则插件")
    parser.add_argument("city", metavar="CITY", help="名称，如 莒县")
    parser.add_argument("--code", required=True, help="六位行政区划代码（GB/T 2260）")
    parser.add_argument("--alias", required=True, help="拼音别名，如 juxian")
    parser.add_argument("--year", type=int, required=True, help="通知所述年度")
    parser.add_argument("--notice", required=True, help="通知简称，两个以上大写字母加两位年份，如 JX24")
    parser.add_argument("--dir", type=Path, default=Path(), help="放在哪个目录下（默认当前目录）")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the files; nothing that exists is overwritten.

    Raises:
        InvalidFact: a name that cannot be used, or the folder exists.
    """
    for name, value, pattern, expected in (
        ("CITY", args.city, r"\w{1,40}", "名称，如 莒县"),
        ("--code", args.code, r"[0-9]{6}", "六位数字"),
        ("--alias", args.alias, r"[a-z][a-z0-9_]{1,30}", "小写字母开头的别名"),
        ("--year", str(args.year), r"(19|20)[0-9]{2}", "四位年份"),
        ("--notice", args.notice, r"[A-Z]{2,}[0-9]{2}", "大写字母加两位年份，如 JX24"),
    ):
        if not re.fullmatch(pattern, value):
            raise InvalidFact(name, value, expected)
    for plugin in installed():
        for name, value, taken in (("--code", args.code, plugin.code), ("--alias", args.alias, plugin.alias)):
            if value == taken:
                raise InvalidFact(name, value, f"尚未使用的代码和别名；{plugin.name}已有插件，请在其中增加年度")
    folder = args.dir / args.alias
    if folder.exists():
        raise InvalidFact("--dir", str(folder), "尚不存在的目录")
    words = {
        "city": args.city, "code": args.code, "alias": args.alias, "year": str(args.year), "notice": args.notice,
        "prefix": args.notice[:-2], "small": args.notice[:-2].lower(), "Alias": args.alias.capitalize(),
    }  # fmt: skip
    try:
        _write(folder, words)
    except OSError as error:
        raise InvalidFact("--dir", str(args.dir), f"可以写入的目录（{error.strerror}）") from None
    package = folder / f"ce_rules_{args.alias}"
    print(f"已在 {folder} 建立 {args.city} 的规则插件。下一步：")
    print(f"  编辑 {package}/notices.yaml、parameters/、cases/，每一条款一条规则或一个理由")
    print(f"  ce-rules lint {folder} && ce-rules check --plugin {folder} {package}/cases/*.yaml")
    print(f"  pip install --no-build-isolation --no-deps -e {folder} && pytest {folder}/tests")
    return 0


def _write(folder: Path, words: dict[str, str]) -> None:
    for template in sorted(SCAFFOLD.rglob("*.tmpl")):
        target = folder / Template(str(template.relative_to(SCAFFOLD))[: -len(".tmpl")]).substitute(words)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(template.read_text("utf-8")).substitute(words), "utf-8")
