"""The decision: every hour counted, cut or refused, with clause (认定结论)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ce_rules.amounts import Amount
from ce_rules.settings import Setting
from ce_rules.trace import NotCounted, Pairs, Step, write


class RuleSetRef(NamedTuple):
    """Which rules decided: id, version of the plugin with a digest of its content, notice and its citation."""

    id: str
    version: str
    jurisdiction: str
    name: str
    year: int
    notice: str
    source: str


class Line(NamedTuple):
    """What an activity of this content brought; people with equal facts share it."""

    type: str
    year: int
    converted: Amount | None
    counted_public: Amount
    counted_professional: Amount
    counted: Amount
    not_counted: tuple[NotCounted, ...]
    steps: tuple[Step, ...]
    readings: tuple[tuple[str, str], ...]


class ActivityDecision(NamedTuple):
    """What one activity brought: its id and its line."""

    id: str
    line: Line

    @property
    def type(self) -> str:
        """Give the activity's type."""
        return self.line.type

    @property
    def year(self) -> int:
        """Give the year the activity was put on."""
        return self.line.year

    @property
    def converted(self) -> Amount | None:
        """Give the value before yearly caps: 0 if refused, `None` if unknown."""
        return self.line.converted

    @property
    def counted_public(self) -> Amount:
        """Give what counts as public (公需科目)."""
        return self.line.counted_public

    @property
    def counted_professional(self) -> Amount:
        """Give what counts as professional (专业科目)."""
        return self.line.counted_professional

    @property
    def counted(self) -> Amount:
        """Give what counts in all."""
        return self.line.counted

    @property
    def not_counted(self) -> tuple[NotCounted, ...]:
        """Give what does not count, line by line."""
        return self.line.not_counted

    @property
    def steps(self) -> tuple[Step, ...]:
        """Give the steps of the computation."""
        return self.line.steps

    @property
    def readings(self) -> tuple[tuple[str, str], ...]:
        """Give the readings that were used."""
        return self.line.readings


class Requirement(NamedTuple):
    """One minimum: needed, had, met (yes | no | unknown)."""

    name: str
    label: str
    needed: Amount
    have: Amount
    met: str
    clause: str
    special: bool = False
    year: int | None = None

    @property
    def missing(self) -> Amount:
        """Give what is short."""
        return max(0, self.needed - self.have)


class CapUse(NamedTuple):
    """How far a yearly cap was used."""

    name: str
    label: str
    limit: Amount
    filed: Amount
    counted: Amount
    clause: str
    year: int


class Way(NamedTuple):
    """How a shortfall of one minimum is made up the shortest way (补足途径), as a rule set declares it."""

    clause: str
    template: str  # may use {missing}, {room} and {unit}
    cap: str = ""  # the cap whose free room is `{room}`; the way is offered only while there is room


class Advice(NamedTuple):
    """One step on the shortest way to compliance."""

    clause: str
    template: str
    numbers: Pairs = ()

    @property
    def text(self) -> str:
        """Write the sentence for people."""
        return write(self.template, self.numbers)


class Totals(NamedTuple):
    """The figures without the trace."""

    rule_set: RuleSetRef
    unit: str
    public: Amount | None
    professional: Amount | None
    total: Amount | None
    compliant: str
    by_year: Mapping[int, Amount]


class Decision(NamedTuple):
    """The whole answer; immutable, replayable byte for byte through `to_wire`."""

    rule_set: RuleSetRef
    unit: str
    public: Amount | None
    professional: Amount | None
    total: Amount | None
    compliant: str
    by_year: Mapping[int, Amount]
    lines: Mapping[str, Line]  # by the activity's id, in the order of filing
    minimums: tuple[Requirement, ...]
    caps: tuple[CapUse, ...]
    notes: tuple[Step, ...]
    advice: Mapping[str, tuple[Way, ...]] | tuple[Advice, ...]
    purpose: str | None
    purpose_answer: str | None
    purpose_notes: tuple[Step, ...]
    fees_yuan: Amount | None
    granted: bool | None

    @property
    def activities(self) -> tuple[ActivityDecision, ...]:
        """List what each activity brought, in the order of filing."""
        return tuple(ActivityDecision(name, line) for name, line in self.lines.items())

    @property
    def readings(self) -> dict[str, str]:
        """Give the readings of open questions that were used: setting → reading."""
        return {name: reading for line in self.lines.values() for name, reading in line.readings}

    @property
    def next_steps(self) -> tuple[Advice, ...]:
        """Give the shortest way to compliance: what can be put right, then what must be studied."""
        if isinstance(self.advice, tuple):
            return self.advice
        from ce_rules.advice import next_steps

        return next_steps(self, self.advice)

    @property
    def title_review(self) -> str | None:
        """Tell whether the hours serve this year's title review (职称评审): yes, no, unknown or not asked."""
        return self.purpose_answer if self.purpose == "title_review" else None

    @property
    def appointment(self) -> str | None:
        """Tell whether the hours serve an appointment (岗位聘用), where the notice has a rule for it."""
        return self.purpose_answer if self.purpose == "appointment" else None

    @property
    def missing(self) -> tuple[Requirement, ...]:
        """List the minimums that are not met."""
        return tuple(item for item in self.minimums if item.met != "yes")

    @property
    def not_counted(self) -> tuple[tuple[str, NotCounted], ...]:
        """List everything that does not count, with the activity's id."""
        return tuple((name, item) for name, line in self.lines.items() for item in line.not_counted)

    def to_wire(self) -> dict[str, Any]:
        """Give JSON primitives: amounts as strings, keys in a fixed order."""
        from ce_rules.wire import to_wire

        return to_wire(self)

    @classmethod
    def from_wire(cls, message: Mapping[str, Any]) -> Decision:
        """Read back what `to_wire` gave."""
        from ce_rules.wire import from_wire

        return from_wire(message)

    def explain(self, lang: str = "zh", settings: Mapping[str, Setting] | None = None) -> str:
        """Write the explanation as a table for people; with `settings`, readings are given in words."""
        from ce_rules.table import explain

        return explain(self, lang, settings)
