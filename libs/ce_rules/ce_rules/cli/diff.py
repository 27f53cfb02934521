"""`ce-rules diff`: who changes between two rule sets, by how much, by which clause."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

from ce_rules import amounts
from ce_rules.casefiles.difference import Change, Unjudged, difference
from ce_rules.casefiles.evaluate import is_question
from ce_rules.casefiles.load import stream_cases, unreadable
from ce_rules.cli.common import Progress, dump
from ce_rules.cli.rulesets import FORM, rule_set
from ce_rules.ruleset import RuleSet
from ce_rules.table import grid

CHUNK = 500
_OPEN: dict[str, RuleSet] = {}


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("diff", help="比较两套规则：谁的结果变化、变化多少、依据哪一条款")
    parser.add_argument("--from", dest="before", required=True, metavar="RULESET", help=FORM)
    parser.add_argument("--to", dest="after", required=True, metavar="RULESET")
    parser.add_argument("file", type=Path, metavar="FILE", help="事实文件；大量人员请用 .jsonl")
    parser.add_argument("--workers", type=int, default=2, help="进程数（默认 2）")
    parser.add_argument("--list", type=int, default=20, metavar="N", help="列出前 N 人（默认 20；0 不列）")
    parser.add_argument("--json", action="store_true", help="输出全部变化的 JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare everybody in the file; the exit code is 0 whether or not anything changes."""
    before, after = rule_set(args.before), rule_set(args.after)
    people = 0
    changes: list[Change] = []
    unjudged: list[Unjudged] = []
    progress = Progress(_count(args.file), "比较")
    with ProcessPoolExecutor(max(1, args.workers)) as pool:
        for found, size in _compare(pool, args):
            people += size
            progress.advance(size)
            changes += [one for one in found if isinstance(one, Change)]
            unjudged += [one for one in found if isinstance(one, Unjudged)]
    progress.close()
    if args.json:
        print(dump([one._asdict() | {"by": one.by} for one in changes]))
        return 0
    print(f"由 {args.before}（{before.ref.id} {before.ref.version}）")
    print(f"改为 {args.after}（{after.ref.id} {after.ref.version}）")
    _report(people, changes, unjudged, args.list)
    return 0


def _compare(pool: ProcessPoolExecutor, args: argparse.Namespace) -> Iterator[tuple[list[Change | Unjudged], int]]:
    """Hand out chunks, a few ahead at a time, so that the file is never in memory as a whole."""
    cases = (case for case in stream_cases(args.file) if not is_question(case))
    waiting: list[Any] = []
    while chunk := list(islice(cases, CHUNK)):
        waiting.append(pool.submit(_chunk, args.before, args.after, chunk))
        if len(waiting) > 2 * args.workers:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()


def _chunk(before: str, after: str, cases: Sequence[Mapping[str, Any]]) -> tuple[list[Change | Unjudged], int]:
    for name in (before, after):
        if name not in _OPEN:
            _OPEN[name] = rule_set(name)
    found = [difference(_OPEN[before], _OPEN[after], case) for case in cases]
    return [one for one in found if one is not None], len(cases)


def _count(file: Path) -> int:
    if file.suffix != ".jsonl":
        return 1
    try:
        with file.open("rb") as lines:
            return sum(1 for _ in lines)
    except OSError as error:
        raise unreadable(file, error) from None


def _report(people: int, changes: list[Change], unjudged: list[Unjudged], listed: int) -> None:
    print(f"{people} 人中 {len(changes)} 人有变化，{len(unjudged)} 人无法比较")
    flips = Counter(one.compliant for one in changes if one.compliant[0] != one.compliant[1])
    words = {"yes": "达标", "no": "未达标", "unknown": "未定"}
    for (first, second), count in sorted(flips.items()):
        print(f"  {words[first]} → {words[second]}：{count} 人")
    numbers = [one.by for one in changes if one.by is not None]
    if numbers:
        low, high = min(numbers), max(numbers)
        most = high if high + low >= 0 else low
        print(f"  学时（学分）合计变化 {amounts.text(sum(numbers, start=0))}，单人最多 {amounts.text(most)}")
    clauses = Counter(clause for one in changes for clause in one.clauses)
    for clause, count in clauses.most_common():
        print(f"  涉及 {clause}：{count} 人")
    if changes and listed:
        rows: list[tuple[str, ...]] = [("人员", "结论", "公需", "专业", "合计", "条款")]
        for one in changes[:listed]:
            figures = [f"{amounts.text(a)}→{amounts.text(b)}" for a, b in (one.public, one.professional, one.total)]
            verdict = f"{words[one.compliant[0]]}→{words[one.compliant[1]]}"
            rows.append((one.id, verdict, *figures, "、".join(one.clauses)))
        print("\n".join(line.rstrip() for line in grid(rows)))
    for bad in unjudged[:5]:
        print(f"  无法比较 {bad.id}：{bad.why}")
