"""The rules that are installed, behind the port of the application."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import ce_rules
from ce_credit.domain import errors
from ce_credit.domain.case import Case
from ce_credit.domain.decision import Decision
from ce_kit.errors import DomainError

_REFUSALS: dict[str, type[DomainError]] = {
    kind.reason: kind
    for kind in (
        errors.NoRuleSet,
        errors.UnknownJurisdiction,
        errors.UnknownQuestion,
        errors.InvalidFact,
        errors.MissingFact,
    )
}
_PLACE = re.compile(r"activities\[(\d+)\]\.?")


class UnknownReadings(Exception):
    """The settings name a point or a reading that no installed rule set has."""


class InstalledRules:
    """The rules of one jurisdiction and year."""

    def __init__(self, rules: ce_rules.RuleSet) -> None:
        self.rule_set = rules
        about = rules.platform
        self.exam_in = frozenset(name for name in ("public", "professional") if about.get(f"{name}_exam") is True)
        self.resits_are_paid = rules.ask("exam_attempts", {}).value == "paid_resit"
        self.types = {name: frozenset(rule["reads"]) for name, rule in about["types"].items()}

    def reads(self, activity_type: str) -> frozenset[str] | None:
        return self.types.get(activity_type)

    def decide(self, case: Case) -> Decision:
        try:
            return self.rule_set.decide({"activities": case}).to_wire()
        except ce_rules.InvalidFact as error:
            raise _of_activity(error, case) from error


class InstalledRuleBook:
    """The book of all installed plugins under a deployment's readings of open points."""

    def __init__(self, book: ce_rules.RuleBook, readings: Mapping[str, str] | None = None) -> None:
        """Open the book.

        Raises:
            UnknownReadings: a reading is not one that an installed rule set offers.
        """
        self.book, self.readings = book, dict(readings or {})
        self.codes = {known.code for known in book.jurisdictions()}
        self.kept: dict[tuple[str, int], InstalledRules] = {}
        offered = {name: setting for code in self.codes for name, setting in book.settings(code).items()}
        for name, reading in self.readings.items():
            if name not in offered or reading not in offered[name].readings:
                raise UnknownReadings(f"{name}={reading}: known are {', '.join(sorted(offered))}")

    def rules(self, jurisdiction: str, year: int) -> InstalledRules:
        found = self.kept.get((jurisdiction, year))
        if found is None:
            try:
                rules = self.book.rule_set(jurisdiction, year, settings=self._readings_of(jurisdiction))
            except ce_rules.RulesError as error:
                raise _refusal(error) from error
            found = self.kept[jurisdiction, year] = InstalledRules(rules)
        return found

    def ask(self, jurisdiction: str, year: int, question: str, facts: Mapping[str, Any]) -> dict[str, Any]:
        try:
            answer = self.book.ask(jurisdiction, year, question, facts, self._readings_of(jurisdiction))
        except ce_rules.RulesError as error:
            raise _refusal(error) from error
        return {name: _plain(value) for name, value in answer._asdict().items()}

    def knows(self, jurisdiction: str) -> bool:
        try:
            self.book.plugin(jurisdiction)
        except ce_rules.UnknownJurisdiction:
            return False
        return jurisdiction.isdigit()

    def _readings_of(self, jurisdiction: str) -> dict[str, str]:
        try:
            offered = self.book.settings(jurisdiction)
        except ce_rules.RulesError as error:
            raise _refusal(error) from error
        return {name: reading for name, reading in self.readings.items() if name in offered}


def _refusal(error: ce_rules.RulesError) -> Exception:
    """Return the refusal of this service for one of the rules; a broken plugin stays what it is."""
    kind = _REFUSALS.get(error.reason)
    return error if kind is None else kind(error.message, **error.metadata)


def _of_activity(error: ce_rules.InvalidFact, case: Case) -> Exception:
    """Name the fact by its own path and its activity by id, instead of by its place in the case."""
    place = _PLACE.match(error.path)
    if place is None:
        return _refusal(error)
    path = f"facts.{error.path[place.end() :]}"
    named = type(error)(path, error.found, error.expected)
    named.metadata["activity_id"] = str(case[int(place[1])]["id"])
    return _refusal(named)


def _plain(value: Any) -> Any:
    """Return an answer as JSON primitives; amounts with a fraction as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else f"{value.normalize():f}"
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, str | int) else str(value)
