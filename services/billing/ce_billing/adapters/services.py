"""What other services answer: credit about the rules, learning about courses. Asked once per call each."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from ce_billing.domain.price import RuleAnswer
from ce_billing.domain.product import Course
from ce_kit.errors import Kind, ServiceFault

Ask = Callable[..., dict[str, Any]]
CATEGORIES = {"COURSE_CATEGORY_PUBLIC": "public", "COURSE_CATEGORY_PROFESSIONAL": "professional"}


class AskedRules:
    """The rules, as credit answers them."""

    def __init__(self, ask: Ask) -> None:
        self.credit = ask
        self.answers: dict[bytes, RuleAnswer] = {}

    def ask(self, jurisdiction: str, year: int, question: str, facts: Mapping[str, Any]) -> RuleAnswer:
        payload = {"jurisdiction": jurisdiction, "year": year, "question": question, "facts": dict(facts)}
        key = orjson.dumps(payload)
        if key not in self.answers:
            self.answers[key] = self._ask(payload)
        return self.answers[key]

    def _ask(self, payload: dict[str, Any]) -> RuleAnswer:
        try:
            answer = self.credit("ask_rule", payload, as_service=True)
        except ServiceFault as fault:
            if fault.kind != Kind.NOT_FOUND:
                raise
            return RuleAnswer(None, "", "", fault.message)  # no rule set for this place and year
        return RuleAnswer(
            answer.get("value"), answer.get("clause", ""), answer.get("source", ""), answer.get("reason", "")
        )


class AskedCourses:
    """The catalogue, as learning answers."""

    def __init__(self, ask: Ask) -> None:
        self.learning = ask
        self.courses: dict[str, Course] = {}

    def get(self, course_id: str) -> Course:
        if course_id not in self.courses:
            found = self.learning("get_course", {"course_id": course_id}, as_service=True)["course"]
            category = CATEGORIES[found["category"]]
            self.courses[course_id] = Course(course_id, found["title"], found["year"], category, found["priced"])
        return self.courses[course_id]
