"""The working sheet of one formula (算稿): parameters and readings in, steps and an outcome out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ce_rules.amounts import Amount
from ce_rules.errors import PluginInvalid
from ce_rules.notices import Notice, source_of
from ce_rules.outcome import Outcome
from ce_rules.parameters import Parameter, Parameters
from ce_rules.settings import Setting
from ce_rules.trace import NotCounted, Shown, Step, pairs
from ce_rules.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked: one year, or a window of years, and for which purpose."""

    year: int
    window: tuple[int, int] | None = None
    purpose: str | None = None

    @property
    def years(self) -> range:
        """Give the years whose hours count for the answer."""
        first, last = self.window or (self.year, self.year)
        return range(first, last + 1)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything formulas of one rule set and scope share."""

    parameters: Parameters
    notices: Mapping[str, Notice]
    settings: Mapping[str, Setting]
    readings: Mapping[str, str]
    unit: str
    scope: Scope

    def param(self, name: str, year: int | None = None) -> Parameter:
        """Give the value in force for hours of `year` (the scope's year if not said)."""
        return self.parameters.get(name, self.scope.year if year is None else year)

    def day(self, name: str, year: int | None = None) -> date:
        """Give a last day: a date, or month and day of `year` (the scope's year if not said)."""
        parameter = self.param(name, year)
        if isinstance(parameter.value, Mapping):
            try:
                return date(year or self.scope.year, int(parameter.value["month"]), int(parameter.value["day"]))
            except (KeyError, ValueError) as error:
                raise PluginInvalid(name, f"不是月、日：{parameter.value}（{error}）") from None
        return parameter.day

    def reading(self, setting: str) -> str:
        """Give the reading of a setting that is in force for this call.

        Raises:
            PluginInvalid: the formula asks for a setting the plugin does not declare.
        """
        try:
            return self.readings[setting]
        except KeyError:
            raise PluginInvalid(setting, "公式使用了未在 rulings/ 中声明的口径") from None

    def applies(self, when: tuple[str, ...] | None) -> bool:
        """Tell whether a part that depends on a reading is in force: `("ZB-A1", "R2", "R3")`."""
        return when is None or self.reading(when[0]) in when[1:]

    def source(self, clause: str) -> str:
        """Write the citation behind a clause."""
        return source_of(clause, self.notices)

    @property
    def unit_text(self) -> str:
        """Name the unit for people: 学时 or 学分."""
        return vocabulary().units[self.unit]


class Sheet:
    """Collect the steps of one formula and make its outcome.

    `by` is always a parameter or a clause: there is no step without a source.
    """

    __slots__ = ("_readings", "_steps", "desk", "type")

    def __init__(self, desk: Desk, type_: str) -> None:
        self.desk = desk
        self.type = type_
        self._steps: list[Step] = []
        self._readings: dict[str, str] = {}

    @property
    def scope(self) -> Scope:
        """Tell what is asked."""
        return self.desk.scope

    def param(self, name: str, year: int | None = None) -> Parameter:
        """Give a parameter by "file.key"."""
        return self.desk.param(name, year)

    def reading(self, setting: str) -> str:
        """Give the reading in force and note that it was used."""
        reading = self.desk.reading(setting)
        self._readings[setting] = reading
        return reading

    def step(
        self, by: Parameter | str, template: str, *, facts: Mapping[str, Shown] | None = None, **numbers: Shown
    ) -> None:
        """Note one step; `{unit}` is always available in the template."""
        clause = by if isinstance(by, str) else by.clause
        self._steps.append(
            Step(clause, self.desk.source(clause), template, pairs(facts or {}), self._pairs(template, numbers))
        )

    def note(self, item: NotCounted, before: str) -> None:
        """Note one line of what is not counted as a step."""
        self._steps.append(Step(item.clause, self.desk.source(item.clause), before + item.template, (), item.numbers))

    def count(self, amount: Amount, account: str, *, cut: tuple[NotCounted, ...] = (), **more: Any) -> Outcome:
        """Give the outcome that counts `amount` into one account."""
        return self.outcome(amount, ((account, amount),), not_counted=cut, **more)

    def outcome(self, converted: Amount | None, entries: tuple[tuple[str, Amount], ...], **more: Any) -> Outcome:
        """Give an outcome with entries of its own."""
        return Outcome(
            self.type,
            converted,
            entries,
            steps=tuple(self._steps),
            readings=tuple(self._readings.items()),
            **more,
        )

    def refuse(
        self, reason: str, amount: Amount | None, by: Parameter | str, template: str = "", **numbers: Shown
    ) -> Outcome:
        """Give the outcome that counts nothing, for one reason."""
        item = self.item(reason, amount, by, template, **numbers)
        return self.outcome(0, (), not_counted=(item,))

    def unknown(
        self, account: str, by: Parameter | str, template: str, *, open: tuple[str, ...] = (), **numbers: Shown
    ) -> Outcome:
        """Give the outcome of an activity whose value stands in a text we do not have: a person decides."""
        item = self.item("value_unknown", None, by, template, **numbers)
        return self.outcome(None, (), not_counted=(item,), unknown=(account,), open=open)

    def item(
        self, reason: str, amount: Amount | None, by: Parameter | str, template: str = "", **numbers: Shown
    ) -> NotCounted:
        """Make one line of what is not counted; without a template it says the reason's own words."""
        clause = by if isinstance(by, str) else by.clause
        self.desk.source(clause)  # a clause must be one of a cited notice
        words = template or vocabulary().reasons[reason].text
        return NotCounted(amount, reason, clause, words, self._pairs(words, numbers))

    def _pairs(self, template: str, numbers: Mapping[str, Shown]) -> tuple[tuple[str, Shown], ...]:
        return pairs({**numbers, "unit": self.desk.unit_text} if "{unit}" in template else numbers)
