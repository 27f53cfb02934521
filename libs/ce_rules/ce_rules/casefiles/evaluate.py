"""Judge one case of a file and give the public result (案例求值)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ce_rules.book import RuleBook
from ce_rules.casefiles.questions import question_of
from ce_rules.decision import Decision
from ce_rules.errors import InvalidFact, NoRuleSet, RulesError
from ce_rules.questions import UNKNOWN, Answer
from ce_rules.ruleset import day_of_decision

KEYS = (
    "unit",
    "public",
    "professional",
    "total",
    "compliant",
    "not_counted",
    "converted",
    "by_year",
    "fees_yuan",
    "title_review",
)


def is_question(case: Mapping[str, Any]) -> bool:
    """Tell whether a case asks a question of process instead of hours."""
    return case.get("kind") == "decision" or "question" in case or ("facts" in case and "activities" not in case)


def decide(book: RuleBook, case: Mapping[str, Any], settings: Mapping[str, str] | None = None) -> Decision:
    """Judge the hours of a case; settings of other jurisdictions are left aside.

    Raises:
        NoRuleSet, InvalidFact, UnknownReading.
    """
    mine = _mine(book, case, settings or {})
    rules = book.rule_set(str(case["jurisdiction"]), case["year"], decided_on=day_of_decision(case), settings=mine)
    return rules.decide(case)


def answer(book: RuleBook, case: Mapping[str, Any], settings: Mapping[str, str] | None = None) -> tuple[str, Answer]:
    """Answer the question of a case; its name is given or found by facts and clause.

    Raises:
        NoRuleSet, UnknownQuestion, InvalidFact.
    """
    mine = _mine(book, case, settings or {})
    jurisdiction, year = str(case["jurisdiction"]), case["year"]
    question = question_of(book, case, mine)
    try:
        return question, book.ask(jurisdiction, year, question, case.get("facts") or {}, mine)
    except NoRuleSet as none:
        if question != "rule_set":
            raise
        return question, Answer(UNKNOWN, "", "", none.message)


def evaluate(book: RuleBook, case: Mapping[str, Any], settings: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Give the public result of a case: the keys of the case file, and the whole decision under `trace`."""
    if is_question(case):
        question, found = answer(book, case, settings)
        return {
            "id": case["id"],
            "question": question,
            "answer": found.value,
            "words": found.words,
            "reason": found.reason,
            "clause": found.clause,
            "source": found.source,
            **found.more,
        }
    try:
        return of_decision(case["id"], decide(book, case, settings))
    except NoRuleSet as none:
        empty: dict[str, Any] = dict.fromkeys(KEYS)
        empty.update(compliant="unknown", not_counted=[], converted={}, by_year={})
        return {"id": case["id"], **empty, "error": {"reason": none.reason, "message": none.message}, "trace": None}


def told(case: Mapping[str, Any], error: RulesError) -> str:
    """Write an error for people who see the file: by the id of the activity, for they do not count from nought."""
    place = re.match(r"activities\[(\d+)\]", error.path) if isinstance(error, InvalidFact) else None
    try:
        name = case["activities"][int(place[1])]["id"] if place else ""
    except (KeyError, TypeError):
        name = ""
    return f"{name}：{error.message}" if name and isinstance(name, str) else error.message


def of_decision(case_id: str, decision: Decision) -> dict[str, Any]:
    """Give a decision under the public keys; amounts are numbers, the trace holds them as text."""
    return {
        "id": case_id,
        "unit": decision.unit,
        "public": decision.public,
        "professional": decision.professional,
        "total": decision.total,
        "compliant": decision.compliant,
        "not_counted": [
            {"activity": activity, "amount": item.amount, "reason": item.reason}
            for activity, item in decision.not_counted
        ],
        "converted": {activity.id: activity.converted for activity in decision.activities},
        "by_year": dict(decision.by_year),
        "fees_yuan": decision.fees_yuan,
        "title_review": decision.title_review,
        "granted": decision.granted,
        "minimums": [
            {"name": r.name, "year": r.year, "needed": r.needed, "have": r.have, "met": r.met}
            for r in decision.minimums
        ],
        "limits": {cap.name: cap.limit for cap in decision.caps},
        "readings": dict(decision.readings),
        "trace": decision.to_wire(),
    }


def _mine(book: RuleBook, case: Mapping[str, Any], settings: Mapping[str, str]) -> dict[str, str]:
    """Give the settings of this case's jurisdiction: the case's own, then those asked for."""
    own = case.get("settings") or {}
    if not settings:
        return dict(own)
    known = book.settings(str(case["jurisdiction"]))
    return {**own, **{name: reading for name, reading in settings.items() if name in known}}
