"""`ce-rules evaluate`: judge a facts file and print the explanation, or the whole decision as JSON."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from ce_rules.book import RuleBook, known_settings
from ce_rules.casefiles.evaluate import answer, decide, evaluate, is_question, told
from ce_rules.casefiles.load import load_cases
from ce_rules.cli.common import add_plugin, add_settings, book_of, dump, jurisdictions_of, settings_of
from ce_rules.errors import RulesError


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("evaluate", help="按事实文件求值：打印说明，或以 JSON 输出全部认定过程")
    parser.add_argument("file", type=Path, metavar="FILE", help="YAML、JSON 或 JSONL；一个案例或案例列表")
    parser.add_argument("--json", action="store_true", help="输出 JSON 列表")
    add_settings(parser)
    add_plugin(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Judge every case; one that cannot be judged is reported and the others go on (exit code 1)."""
    book, settings = book_of(args), settings_of(args)
    cases = load_cases(args.file)
    known_settings(book, jurisdictions_of(cases), settings)
    failed = 0
    results = []
    for case in cases:
        try:
            if args.json:
                results.append(evaluate(book, case, settings))
            else:
                print(f"【{case['id']}】{case.get('title', '')}")
                print(_explained(book, case, settings))
        except RulesError as error:
            failed += 1
            results.append({"id": case["id"], "error": {"reason": error.reason, "message": error.message}})
            print(f"ce-rules: {case['id']}：{told(case, error)}", file=sys.stderr)
    if args.json:
        print(dump(results))
    return 1 if failed else 0


def _explained(book: RuleBook, case: dict[str, Any], settings: dict[str, str]) -> str:
    if not is_question(case):
        return decide(book, case, settings).explain(settings=book.settings(str(case["jurisdiction"])))
    question, found = answer(book, case, settings)
    words = f"（{found.words}）" if found.words else ""
    return f"{question}：{found.value}{words}\n理由：{found.reason}（{found.clause}）\n依据：{found.source}\n"
