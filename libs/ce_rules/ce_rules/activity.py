"""Read one activity's facts by the vocabulary (活动事实), only those its rule declares to read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ce_rules.amounts import Amount
from ce_rules.errors import MissingFact, PluginInvalid
from ce_rules.vocabulary import vocabulary


class Activity:
    """Give typed access to the facts of one activity.

    A fact that is absent (or null) means that its condition is met. A rule sees only the fields it declares,
    so that the declaration is complete and an outcome depends on nothing else.
    """

    __slots__ = ("_fields", "_raw", "_reads", "_seen", "type")

    def __init__(self, raw: Mapping[str, Any], type_: str, reads: frozenset[str]) -> None:
        self._raw = raw
        self._reads = reads
        self._seen: dict[str, Any] = {}
        self._fields = vocabulary().fields
        self.type = type_

    @property
    def readable(self) -> frozenset[str]:
        """Name the facts the rule declares to read."""
        return self._reads

    def read(self, name: str) -> Any:
        """Give the fact in its exact type, or `None` if it is absent.

        Raises:
            InvalidFact: the value is not one of this field.
        """
        if name not in self._reads:
            raise PluginInvalid(self.type, f"公式读取了未声明的事实 {name}；请加入该规则的 reads")
        value = self._raw.get(name)
        if value is None:
            return None
        typed = self._seen.get(name)
        if typed is None:
            typed = self._seen[name] = self._fields[name].read(value, name)
        return typed

    def need(self, name: str) -> Any:
        """Give a fact the rule cannot do without.

        Raises:
            MissingFact: it is absent.
        """
        value = self.read(name)
        if value is None:
            raise MissingFact(name, None, f"{self._fields[name].text}（{vocabulary().types[self.type]}必须填写）")
        return value

    def denied(self, name: str) -> bool:
        """Tell whether a condition is expressly not met (false); absent means met."""
        return self.read(name) is False

    def affirmed(self, name: str) -> bool:
        """Tell whether something is expressly so (true)."""
        return self.read(name) is True

    def stated(self, name: str) -> bool:
        """Tell whether a fact was given at all."""
        return self.read(name) is not None

    def amount(self, name: str) -> Amount | None:
        """Give an amount, or `None`."""
        value: Amount | None = self.read(name)
        return value

    def count(self, name: str, absent: int) -> int:
        """Give a whole number, or `absent`."""
        value: int | None = self.read(name)
        return absent if value is None else value

    def word(self, name: str) -> str | None:
        """Give a choice or a text, or `None`."""
        value: str | None = self.read(name)
        return value

    def words(self, name: str) -> tuple[str, ...] | None:
        """Give a list of choices, or `None`."""
        value: tuple[str, ...] | None = self.read(name)
        return value

    def day(self, name: str) -> date | None:
        """Give a day, or `None`."""
        value: date | None = self.read(name)
        return value
