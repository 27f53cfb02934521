"""Declare the accounts of a rule set and the yearly caps over them (账目、年度上限)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ce_rules.amounts import Amount
from ce_rules.sheet import Desk

Sums: TypeAlias = Mapping[str, Amount]


@dataclass(frozen=True, slots=True)
class Account:
    """A heap of hours that caps and minimums can name; `category` is public, professional or None (未分科目)."""

    name: str
    category: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Cap:
    """Limit the yearly sum of some accounts (年度上限); what is over is cut from the later filings.

    `limit` is a parameter, or a function of the sums so far where the room depends on other accounts.
    """

    name: str
    label: str
    accounts: tuple[str, ...]
    limit: str | Callable[[Sums, Desk], Amount]
    reason: str
    clause: str = ""
    when: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Spill:
    """Let an account flow into others up to the room their caps leave, in this order (未指定科目的分配)."""

    account: str
    into: tuple[str, ...]
    reason: str
    clause: str
    when: tuple[str, ...] | None = None
    together: bool = False  # a reading: the same amount flows into every one of them
