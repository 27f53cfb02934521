"""What every standard has in common: what it looks at and how it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from ce_rules.accounts import Account, Sums
from ce_rules.amounts import Amount
from ce_rules.decision import Requirement
from ce_rules.sheet import Desk
from ce_rules.trace import Step

Least: TypeAlias = tuple[Amount, Amount, Amount]


class View(NamedTuple):
    """The books of the years after all caps, and what is not known about them."""

    books: Mapping[int, Sums]
    unknown: frozenset[tuple[int, str]] = frozenset()  # (year, account) that an unknown value could still fill
    recorded: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()
    open: frozenset[str] = frozenset()


class Judgement(NamedTuple):
    """The answer with the requirements behind it; notes say why something is undecided."""

    compliant: str
    requirements: tuple[Requirement, ...]
    notes: tuple[Step, ...] = ()


class Judge(Protocol):
    """A standard compiled for one scope."""

    @property
    def least(self) -> Least | None:
        """Give total, public and professional hours that are needed in one year, if nothing else is asked."""

    def judge_plain(self, sums: Sums, public: Amount, professional: Amount, total: Amount) -> Judgement:
        """Give the answer for one year of which everything is known."""

    def judge(self, view: View) -> Judgement:
        """Give the answer with its requirements."""


class OneWay:
    """What judges share that always look at the whole view."""

    __slots__ = ()

    @property
    def least(self) -> Least | None:
        return None

    def judge_plain(self, sums: Sums, public: Amount, professional: Amount, total: Amount) -> Judgement:
        return self.judge(View({self.year: sums}))  # type: ignore[attr-defined, no-any-return]


class Standard(Protocol):
    """A standard as a plugin declares it."""

    @property
    def clause(self) -> str:
        """Give the clause the standard stands in."""

    def compile(self, desk: Desk, accounts: Sequence[Account]) -> Judge:
        """Look up all values once for the desk's scope and readings."""


def together(answers: Sequence[str]) -> str:
    """Combine several answers: no beats unknown beats yes; nothing to answer is unknown."""
    if not answers or ("unknown" in answers and "no" not in answers):
        return "unknown"
    return "no" if "no" in answers else "yes"


def answer(enough: bool, could_be: bool) -> str:
    """Answer one requirement: met, or could still be met by a value nobody knows, or not."""
    if enough:
        return "yes"
    return "unknown" if could_be else "no"
