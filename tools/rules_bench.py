"""Measure the rule engine: Binzhou person-years with twelve activities each, against a plain loop.

The floor is what one would write by hand for clean facts: look up each value, add it up, apply the two caps. It
checks nothing and explains nothing. Floor, totals and full trace see the same people in the same run, in an order
that goes round; totals and full trace start with a rule set of their own that has met nobody, so that each pays for
what it learns.

Run by `make bench-rules`; `--people`, `--activities` and `--seed` change the load.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import cycle, permutations
from typing import Any, TypeAlias

from ce_rules import RuleBook, RuleSet
from ce_rules.engine.assess import assess

Judge: TypeAlias = Callable[[list[dict[str, Any]]], None]

CHUNK = 2_000  # long enough that the cold start after each change of judge is spread thin
AWARD = {
    "county": {"first": 15, "second": 13, "third": 11},
    "prefecture": {"first": 25, "second": 20, "third": 15},
    "provincial": {"first": 35, "second": 30, "third": 25},
    "national": {"first": 40, "second": 35, "third": 30},
}
PAPER = {"prefecture": 5, "provincial": 10, "national": 15}
BOOK = {"prefecture": (15, 12, 10), "provincial": (20, 17, 14), "national": (30, 25, 20)}
PATENT = {"invention": 20, "utility": 15, "design": 10}
ABROAD = (15, 20, 25, 30, 35)


def plain_loop(case: Mapping[str, Any]) -> tuple[int, int, int, bool]:  # noqa: PLR0912 - by hand, on purpose
    """Add up and cap by hand: the floor."""
    public = professional = to_public = to_professional = 0
    for a in case["activities"]:
        kind = a["type"]
        if kind == "platform_course":
            if a["category"] == "public":
                public += a["hours"]
            else:
                professional += a["hours"]
            continue
        if kind == "training":
            professional += sum(a["hours_per_day"])
            continue
        if kind == "award":
            value = AWARD[a["level"]][a["grade"]]
        elif kind == "paper":
            each, left = divmod(PAPER[a["serial"]], a["authors"])
            value = each + (a["position"] <= left)
        elif kind == "monograph":
            value = BOOK[a["publisher_level"]][a["position"] - 1]
        elif kind == "patent":
            value = PATENT[a["patent"]]
        elif kind == "study_abroad":
            value = ABROAD[min(a["months"], 4)]
        elif kind == "self_study_exam":
            value = 5 * a["subjects"]
        else:
            value = 20
        if a.get("claim_as") == "public":
            to_public += value
        else:
            to_professional += value
    public += min(to_public, 5)
    professional += min(to_professional, 30)
    total = public + professional
    return public, professional, total, public >= 30 and professional >= 60 and total >= 90


def people(count: int, activities: int, seed: int, year: int = 2021, *, days: bool = True) -> Iterator[dict[str, Any]]:
    """Generate person-years one by one; about one activity in thirty is refused for some reason."""
    draw = random.Random(seed)
    first = date(year, 1, 1)
    for number in range(count):
        drawn = [_activity(draw, f"{number}-{n}", first) for n in range(activities)]
        if not days:
            for activity in drawn:
                if draw.random() < 0.95:
                    activity.pop("done", None)
                    activity.pop("filed", None)
        yield {"activities": drawn}


def _activity(draw: random.Random, name: str, first: date) -> dict[str, Any]:
    kind = draw.random()
    done = (first + timedelta(days=draw.randrange(365))).isoformat()
    if kind < 0.30:
        exam = "passed" if draw.random() < 0.96 else draw.choice(("failed", "none"))
        hours = draw.randint(1, 8)
        return {"id": name, "type": "platform_course", "category": "public", "hours": hours, "exam": exam, "done": done}
    if kind < 0.55:
        hours = draw.randint(1, 12)
        return {"id": name, "type": "platform_course", "category": "professional", "hours": hours, "done": done}
    filed = (date.fromisoformat(done) + timedelta(days=draw.randrange(3))).isoformat()
    filed = min(filed, f"{first.year}-12-31" if draw.random() < 0.98 else filed)
    if kind < 0.75:
        days = [draw.choice((4, 6, 8)) for _ in range(draw.randint(1, 5))]
        proof = "certificate_with_hours" if draw.random() < 0.97 else "missing"
        return {
            "id": name, "type": "training", "hours_per_day": days, "organiser": "industry_authority",
            "proof": proof, "done": done, "filed": filed,
        }  # fmt: skip
    claim = draw.choice(("professional", "professional", "public"))
    converted: dict[str, Any] = {"id": name, "claim_as": claim, "done": done, "filed": filed}
    return converted | _conversion(draw, name)


def _conversion(draw: random.Random, name: str) -> dict[str, Any]:
    kind = draw.randrange(8)
    levels = ("prefecture", "provincial", "national")
    if kind < 3:
        authors = draw.randint(1, 6)
        return {
            "type": "paper", "serial": draw.choice(levels), "chars": draw.randint(800, 12_000),
            "authors": authors, "position": draw.randint(1, authors), "result": f"paper-{name}",
        }  # fmt: skip
    if kind == 3:
        grade = draw.choice(("first", "second", "third"))
        return {"type": "award", "level": draw.choice(tuple(AWARD)), "grade": grade, "rank": draw.randint(1, 5)}
    if kind == 4:
        return {"type": "monograph", "publisher_level": draw.choice(levels), "position": draw.randint(1, 3)}
    if kind == 5:
        return {"type": "patent", "patent": draw.choice(tuple(PATENT)), "rank": draw.randint(1, 4)}
    if kind == 6:
        return {"type": "study_abroad", "months": draw.randint(0, 6), "report": True}
    return {"type": "self_study_exam", "subjects": draw.randint(1, 6), "proof": "single_subject_certificate"}


def by_hand(cases: list[dict[str, Any]]) -> None:
    """Judge every case by the plain loop."""
    for case in cases:
        plain_loop(case)


def totals_only(rules: RuleSet) -> Judge:
    """Give what judges every case without a trace."""

    def judge(cases: list[dict[str, Any]]) -> None:
        for case in cases:
            rules.decide(case, trace=False)

    return judge


def full_trace(rules: RuleSet) -> Judge:
    """Give what judges every case and explains it."""

    def judge(cases: list[dict[str, Any]]) -> None:
        for case in cases:
            rules.decide(case)

    return judge


def timed(judge: Judge, cases: list[dict[str, Any]]) -> float:
    """Give the CPU seconds of judging every case."""
    start = time.process_time()
    judge(cases)
    return time.process_time() - start


def peak_mb() -> float:
    """Give the peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fresh() -> RuleSet:
    """Give a rule set that has met nobody."""
    return RuleBook.installed().rule_set("371600", 2021)


def measure(judges: Mapping[str, Judge], args: argparse.Namespace, *, days: bool) -> None:
    """Measure one load and print its figures."""
    orders = cycle(permutations(judges))
    spent = dict.fromkeys(judges, 0.0)
    done, early = 0, 0.0
    chunk: list[dict[str, Any]] = []
    for case in people(args.people, args.activities, args.seed, days=days):
        chunk.append(case)
        if len(chunk) == CHUNK:
            gc.collect()  # what the generator left behind is charged to nobody
            for name in next(orders):
                spent[name] += timed(judges[name], chunk)
            done += len(chunk)
            chunk.clear()
            early = early or (peak_mb() if done >= args.people // 10 else 0.0)
            if sys.stderr.isatty():
                print(f"\r{done:,} people", end="", file=sys.stderr)
    floor = spent["plain loop (floor)"]
    for name, seconds in spent.items():
        rate = f"{done / seconds:12,.0f} person-years/s"
        print(f"  {name:20} {rate}  {seconds / done * 1e6:7.2f} µs  {seconds / floor:5.2f}×")
    print(f"  peak memory {early:.0f} MB after a tenth, {peak_mb():.0f} MB at the end")


def main() -> int:
    """Print the figures of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--activities", type=int, default=12)
    parser.add_argument("--seed", type=int, default=20210318)
    args = parser.parse_args()
    print(f"{args.people:,} person-years, {args.activities} activities each, seed {args.seed}, one core")
    judges = {
        "plain loop (floor)": by_hand,
        "totals only": totals_only(fresh()),
        "full trace": full_trace(fresh()),
    }
    print("facts as the case file states them (a day only where it matters):")
    measure(judges, args, days=False)
    print("facts as a service stores them (every activity with its days):")
    measure(judges, args, days=True)
    rules = fresh()
    some = [a for case in people(500, args.activities, args.seed + 1) for a in case["activities"]]
    start = time.process_time()
    for activity in some:
        assess(rules.spec, rules.desk(), activity)
    each = (time.process_time() - start) / len(some) * 1e6
    print(f"a formula asked for facts it has not met: {each:.0f} µs per activity")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
