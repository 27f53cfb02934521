"""The facts of a person's year as the rules want them (年度事实)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from ce_credit.domain.activity import Activity, Source
from ce_credit.domain.course import Attempt, course_facts

Case = list[dict[str, Any]]

_REVIEW = ("review", "rejected_by")


class CaseRules(Protocol):
    """What the rules of a jurisdiction and year want to know."""

    @property
    def exam_in(self) -> frozenset[str]:
        """Categories whose platform courses count only with a passed exam."""
        ...

    @property
    def resits_are_paid(self) -> bool:
        """Whether every resit of the exam is paid."""
        ...

    def reads(self, activity_type: str) -> frozenset[str] | None:
        """Facts that are read of an activity of this type; None where the rules do not know the type."""
        ...


def case_of(activities: Iterable[Activity], attempts: Sequence[Attempt], rules: CaseRules) -> Case:
    """Return the activities in the order in which they were filed, courses joined with their exam.

    The order decides which activity a yearly cap cuts: the later filing (上限由后申报者承担).
    """
    case: Case = []
    histories: set[str] = set()
    for one in sorted(activities, key=lambda one: (one.filed_on, one.activity_id)):
        category = str(one.facts.get("category"))
        if one.withdrawn or _is_premature(one, rules):
            continue
        if one.source is Source.COURSE and category in rules.exam_in:
            mine = [attempt for attempt in attempts if attempt.category == category]
            case += course_facts(one, mine, with_history=category not in histories or not rules.resits_are_paid)
            histories.add(category)
        else:
            case.append({"id": one.activity_id, "type": one.type, **one.facts})
    return case


def _is_premature(one: Activity, rules: CaseRules) -> bool:
    """Tell whether a claim is not recognised and the rules of its type have no word for that.

    Such a type would count as soon as it is filed; what nobody has reviewed must not.
    """
    reads = rules.reads(one.type)
    return reads is not None and any(fact in one.facts and fact not in reads for fact in _REVIEW)


def as_if_recognised(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of an activity under review as they would be after the last step."""
    return {name: value for name, value in facts.items() if name != "review"}
