"""Find the question a case asks when it does not name it: by its facts and its clause (识别问题)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ce_rules.book import RuleBook
from ce_rules.errors import UnknownQuestion
from ce_rules.questions import Question, catalogue


def question_of(book: RuleBook, case: Mapping[str, Any], settings: Mapping[str, str]) -> str:
    """Give the question's name: the one named, else the best match.

    A question matches if it knows every fact of the case and has all it needs; the closest clause wins, then
    the fewest facts left over.

    Raises:
        UnknownQuestion: nothing matches.
    """
    if "question" in case:
        return str(case["question"])
    facts = set(case.get("facts") or {})
    clauses = [_plain(clause) for clause in clauses_of(case)]
    best: tuple[tuple[int, int], str] | None = None
    for name, question in book.questions(str(case["jurisdiction"]), case["year"], settings).items():
        asked = catalogue()[name]
        if not facts <= set(asked.facts) or not set(asked.need) <= facts:
            continue
        if asked.one_of and not facts & set(asked.one_of):
            continue
        nearness = max((_nearness(mine, clause) for mine in _clauses(question) for clause in clauses), default=0)
        if nearness:
            rank = (nearness, -len(asked.facts))
            best = max(best, (rank, name)) if best else (rank, name)
    if best is None:
        why = "案例没有写 question，按其事实和条款也找不到本属地回答的问题"
        raise UnknownQuestion("", catalogue(), why)
    return best[1]


def clauses_of(case: Mapping[str, Any]) -> list[str]:
    """List the clauses a case is about; a single one may stand without a list."""
    stated = case.get("clause") or ()
    return [str(clause) for clause in (stated if isinstance(stated, list | tuple) else (stated,))]


def _clauses(question: Question) -> list[str]:
    return [_plain(clause) for clause in question.all_clauses]


def _plain(clause: object) -> str:
    """Drop a quotation and a range: 'ZB20 五(一)1-3 "…"' → 'ZB20 五(一)1'."""
    return re.sub(r"-\d+$", "", re.sub(r'\s*".*', "", str(clause)).strip())


def _nearness(mine: str, clause: str) -> int:
    if mine == clause:
        return 100
    if clause.startswith(mine):
        return 50 + len(mine)
    return 20 + len(clause) if mine.startswith(clause) else 0
