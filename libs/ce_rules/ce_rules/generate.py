"""Draw random but readable facts for a rule set, from a seed (随机事实), for conformance tests and trials."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ce_rules.rule import Rule
from ce_rules.ruleset import RuleSet
from ce_rules.vocabulary import Field, vocabulary

# Facts that only ever stand in the way are left out most of the time, so that most activities count.
_SELDOM = {"rejected_by", "proof", "review", "watched", "paid", "authority_hours", "reviewer_hours", "counted_before"}
_NEVER = {"claim", "same_as", "for_year", "lifetime_points"}
_BOUNDS = {
    "hours": 40, "watched": 40, "points": 4000, "chars": 4000, "months": 16, "courses_passed": 5, "courses_failed": 2,
    "subjects": 8, "authors": 7, "position": 7, "rank": 8, "days": 10, "public": 40, "professional": 70, "credits": 30,
    "authority_hours": 50, "reviewer_hours": 30,
}  # fmt: skip


def draw_case(
    rules: RuleSet, seed: int, size: int = 9, window: tuple[int, int] | None = None, only: str = ""
) -> dict[str, Any]:
    """Draw a case of activities the rule set can judge, `only` of one type; the same seed gives the same case."""
    draw = random.Random(seed)
    names = [name for name, rule in rules.spec.rules.items() if isinstance(rule, Rule) and only in {"", name}]
    years = range(window[0], window[1] + 1) if window else range(rules.year, rules.year + 1)
    activities = [_activity(draw, rules, draw.choice(names), f"a{n}", draw.choice(years)) for n in range(size)]
    case: dict[str, Any] = {"activities": activities}
    if window:
        case["window"] = list(window)
    return case


def _activity(draw: random.Random, rules: RuleSet, type_: str, name: str, year: int) -> dict[str, Any]:
    rule = rules.spec.rules[type_]
    reads = rule.all_reads if isinstance(rule, Rule) else frozenset()
    found: dict[str, Any] = {"id": name, "type": type_}
    words = vocabulary().fields
    for field in sorted(reads - _NEVER):
        if draw.random() < (0.06 if field in _SELDOM else 0.85):
            found[field] = _value(draw, words[field], year)
    if isinstance(rule, Rule) and any(once.field == "result" for once in rule.once) and draw.random() < 0.5:
        found["result"] = f"r{draw.randrange(3)}"
    if isinstance(rule, Rule) and any(once.field == "course" for once in rule.once) and draw.random() < 0.3:
        found["course"] = f"c{draw.randrange(4)}"
    if "for_year" in reads:
        found["for_year"] = year
    return _readable(draw, found, reads, year)


def _readable(draw: random.Random, found: dict[str, Any], reads: frozenset[str], year: int) -> dict[str, Any]:
    """Complete what formulas cannot do without, and keep facts that belong together in step."""
    for field in ("category", "level", "patent", "serial", "scope", "publisher_level", "courses_passed", "subjects"):
        if field in reads and field not in found:
            found[field] = _value(draw, vocabulary().fields[field], year)
    if "hours" in reads and "hours" not in found:
        found["hours"] = draw.randint(1, 40)
    if "months" in reads:
        found["months"] = draw.randint(0, 16)
        found.pop("start", None)
        found.pop("end", None)
    if "authors" in reads:
        found["authors"] = draw.randint(1, 7)
        found["position"] = draw.randint(1, found["authors"])
    if "public" in reads and found["type"] == "year_record":
        found["public"], found["professional"] = draw.randint(0, 40), draw.randint(0, 70)
    if "hours_per_day" in found and "dates" in found:
        start = date(year, draw.randint(1, 12), draw.randint(1, 28))
        days = [start + timedelta(days=n) for n in range(len(found["hours_per_day"]))]
        found["dates"] = [day.isoformat() for day in days]
    elif "dates" in found:
        del found["dates"]
    if "watched" in found:
        found["watched"] = min(found["watched"], found["hours"])
    return found


def _value(draw: random.Random, field: Field, year: int) -> Any:
    good = {"exam": "passed", "exam_mode": "online", "organiser": "industry_authority", "kind": "competition"}
    if field.name in good and draw.random() < 0.8:
        return good[field.name]
    return _KINDS.get(field.kind, _text)(draw, field, year)


def _text(draw: random.Random, field: Field, year: int) -> str:
    return f"{field.name}-{draw.randrange(5)}"


_KINDS: dict[str, Callable[[random.Random, Field, int], Any]] = {
    "choice": lambda draw, field, _: draw.choice(field.values),
    "flag": lambda draw, _, __: draw.random() < 0.9,
    "amount": lambda draw, field, _: draw.randint(max(1, field.least), _BOUNDS.get(field.name, 20)),
    "count": lambda draw, field, _: draw.randint(max(1, field.least), _BOUNDS.get(field.name, 20)),
    "day": lambda draw, _, year: (date(year, 1, 1) + timedelta(days=draw.randrange(380))).isoformat(),
    "amounts": lambda draw, _, __: [draw.choice((2, 4, 6, 8, 10)) for _ in range(draw.randint(1, 6))],
    "days": lambda _, __, year: [f"{year}-05-01"],
    "choices": lambda draw, field, _: [draw.choice(field.values) for _ in range(draw.randint(0, 3))],
    "years": lambda _, __, year: [year - 1],
}
