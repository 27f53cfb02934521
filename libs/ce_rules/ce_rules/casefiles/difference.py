"""Compare two decisions of one person (规则对比): who changes, by how much, by which clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from ce_rules.amounts import Amount
from ce_rules.decision import Decision
from ce_rules.errors import InvalidFact
from ce_rules.ruleset import RuleSet


class Change(NamedTuple):
    """What changes for one person between two rule sets."""

    id: str
    compliant: tuple[str, str]
    public: tuple[Amount | None, Amount | None]
    professional: tuple[Amount | None, Amount | None]
    total: tuple[Amount | None, Amount | None]
    clauses: tuple[str, ...]

    @property
    def by(self) -> Amount | None:
        """Give by how much the total changes, where both are numbers."""
        before, after = self.total
        return None if before is None or after is None else after - before


class Unjudged(NamedTuple):
    """A person one of the rule sets could not judge, with the reason."""

    id: str
    why: str


def difference(before: RuleSet, after: RuleSet, case: Mapping[str, Any]) -> Change | Unjudged | None:
    """Judge a case under both rule sets; `None` if the figures and the answer are the same."""
    try:
        one, other = before.decide(case), after.decide(case)
    except InvalidFact as error:
        return Unjudged(str(case["id"]), error.message)
    change = Change(
        str(case["id"]),
        (one.compliant, other.compliant),
        (one.public, other.public),
        (one.professional, other.professional),
        (one.total, other.total),
        (),
    )
    if all(first == second for first, second in change[1:5]):
        return None
    return change._replace(clauses=_clauses(one, other))


def _clauses(one: Decision, other: Decision) -> tuple[str, ...]:
    """Name the clauses by which the two differ: lines, caps and minimums that only one of them has."""
    lines, others = _lines(one), _lines(other)
    found = [clause for clause, _ in (lines - others) + (others - lines)]
    return tuple(dict.fromkeys(found))


def _lines(decision: Decision) -> Counter[tuple[str, Any]]:
    lines: Counter[tuple[str, Any]] = Counter()
    for activity in decision.activities:
        for item in activity.not_counted:
            lines[item.clause, (activity.id, item.reason, item.amount)] += 1
        for step in activity.steps:
            lines[step.clause, (activity.id, step.text)] += 1
    for minimum in decision.minimums:
        lines[minimum.clause, (minimum.name, minimum.year, minimum.needed)] += 1
    for cap in decision.caps:
        lines[cap.clause, (cap.name, cap.limit)] += 1
    for note in decision.notes:
        lines[note.clause, note.text] += 1
    return lines
