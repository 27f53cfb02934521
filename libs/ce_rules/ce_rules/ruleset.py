"""A compiled rule set: the one thing services call (规则集)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, overload

from ce_rules.activity import Activity
from ce_rules.amounts import Amount
from ce_rules.case_facts import read_context, read_window
from ce_rules.decision import Decision, RuleSetRef, Totals
from ce_rules.engine.engine import Engine, Judged
from ce_rules.errors import InvalidFact, MissingFact
from ce_rules.library import Chain
from ce_rules.questions import Answer
from ce_rules.questions import ask as ask_question
from ce_rules.settings import Setting
from ce_rules.sheet import Desk, Scope, Sheet
from ce_rules.spec import Purpose, RuleSetSpec
from ce_rules.trace import Step

if TYPE_CHECKING:
    from ce_rules.book import RuleBook

_new = tuple.__new__


class RuleSet:
    """Judge cases and answer questions by the rules of one jurisdiction and year.

    An instance is compiled once and holds no fact of any person; `decide` is pure.
    """

    def __init__(
        self,
        book: RuleBook,
        chain: Chain,
        spec: RuleSetSpec,
        year: int,
        purpose: str | None,
        readings: Mapping[str, str],
        code: str,
        name: str,
        decided_on: date | None,
    ) -> None:
        self.plugin = chain.plugin
        self.spec = spec
        self.year = year
        self.purpose = purpose
        self.readings = dict(readings)
        self.notice = chain.notices[spec.notice]
        version = f"{self.plugin.version}+{self.plugin.digest}"
        self.ref = RuleSetRef(spec.id, version, code, name, year, self.notice.id, self.notice.source)
        self._book = book
        self._chain = chain
        self._decided_on = decided_on
        self._engines: dict[Scope, Engine] = {}
        self._plain = self._engine(Scope(year, None, purpose))

    @property
    def unit(self) -> str:
        """Give the unit of the rule set: hours or credits."""
        return self.spec.unit

    @property
    def settings(self) -> Mapping[str, Setting]:
        """List the open readings this rule set can be asked under."""
        return self._chain.settings

    @property
    def platform(self) -> dict[str, Any]:
        """Give what services need to configure themselves; see the README."""
        from ce_rules.platform import describe

        return describe(self.spec, self._plain.desk, self.ref)

    def desk(self) -> Desk:
        """Give the parameters and readings of this rule set, for lint and tests."""
        return self._plain.desk

    @overload
    def decide(
        self, case: Mapping[str, Any], settings: Mapping[str, str] | None = None, trace: Literal[True] = True
    ) -> Decision: ...

    @overload
    def decide(
        self, case: Mapping[str, Any], settings: Mapping[str, str] | None = None, *, trace: Literal[False]
    ) -> Totals: ...

    def decide(
        self, case: Mapping[str, Any], settings: Mapping[str, str] | None = None, trace: bool = True
    ) -> Decision | Totals:
        """Judge a case in the public vocabulary: pure, no input or output, no clock.

        Raises:
            InvalidFact, MissingFact: a fact that a rule reads cannot be used; where, what, and what is expected.
            UnknownSetting, UnknownReading: in `settings`.
        """
        if settings:
            return self._under(settings).decide(case, None, trace)  # type: ignore[call-overload, no-any-return]
        try:
            activities = case["activities"]
            plain = "window" not in case and "context" not in case
        except KeyError:
            raise MissingFact("activities", None, "活动列表；没有活动时为 []") from None
        except TypeError:
            raise InvalidFact("", case, "含 activities 列表的键值映射") from None
        if plain:
            return (
                self._decision(self._plain.judge(activities), self._plain) if trace else self._plain.totals(activities)
            )
        context = read_context(case.get("context"))
        window = read_window(case.get("window"), self.year, self.spec.window_years or self.spec.years)
        engine = self._engine(Scope(self.year, window, context.get("purpose") or self.purpose))
        if not trace:
            return engine.totals(activities)
        return self._decision(engine.judge(activities), engine, context, activities)

    def ask(self, question: str, facts: Mapping[str, Any], settings: Mapping[str, str] | None = None) -> Answer:
        """Answer a question beside the hours; see `ce_rules/questions.yaml` for names, facts and values.

        Raises:
            UnknownQuestion, InvalidFact, MissingFact, UnknownSetting, UnknownReading.
        """
        if settings:
            return self._under(settings).ask(question, facts)
        if question == "rule_set" and question not in self.spec.questions:
            return Answer(
                self.notice.id, f"{self.notice.id} 题", self.notice.source, f"{self.year} 年度适用 {self.ref.source}"
            )
        where = f"{self.notice.id}（{self.notice.title}）"
        return ask_question(self._plain.desk, self.spec.questions, question, facts, where)  # type: ignore[arg-type]

    def _under(self, settings: Mapping[str, str]) -> RuleSet:
        """Give the same rule set under other readings."""
        readings = {**self.readings, **settings}
        return self._book.rule_set(self.ref.jurisdiction, self.year, self._decided_on, self.purpose, readings)

    def _engine(self, scope: Scope) -> Engine:
        found = self._engines.get(scope)
        if found is None:
            desk = Desk(
                self._chain.parameters,
                self._chain.notices,
                self._chain.settings,
                self.readings,
                self.spec.unit,
                scope,
            )
            if len(self._engines) >= 64:
                self._engines.clear()
            found = self._engines[scope] = Engine(self.spec, desk, self.ref)
        return found

    def _decision(
        self,
        judged: Judged,
        engine: Engine,
        context: Mapping[str, Any] | None = None,
        activities: Any = (),
    ) -> Decision:
        spec = self.spec
        unit, public, professional, total, by_year, lines, judgement, caps, special = judged
        compliant, requirements, judgement_notes = judgement
        fees: Amount | None = 0 if spec.states_fees else None
        granted: bool | None = None
        if special:
            fees, granted = self._special(judged)
        purpose = engine.desk.scope.purpose
        answer: str | None = None
        notes: tuple[Step, ...] = ()
        if purpose is not None:
            answer, notes = self._for_purpose(purpose, judged, engine, context or {}, activities)
        return _new(
            Decision,
            (
                self.ref, unit, public, professional, total, compliant, by_year, lines, requirements, caps,
                judgement_notes, spec.ways, purpose, answer, notes, fees, granted,
            ),
        )  # fmt: skip

    def _special(self, judged: Judged) -> tuple[Amount | None, bool | None]:
        """Add up fees and tell whether a make-up year was granted."""
        fees = sum((outcome.fee for outcome in judged.special), start=0) if self.spec.states_fees else None
        makeups = [outcome.granted for outcome in judged.special if outcome.granted is not None]
        if makeups and self.spec.granted_by_standard:
            return fees, judged.judgement.compliant == "yes"
        return fees, any(makeups) if makeups else None

    def _for_purpose(
        self, purpose: str, judged: Judged, engine: Engine, context: Mapping[str, Any], activities: Any
    ) -> tuple[str | None, tuple[Step, ...]]:
        asked = self.spec.purposes.get(purpose)
        if not isinstance(asked, Purpose) or not engine.desk.applies(asked.when):
            return None, ()
        sheet = Sheet(engine.desk, "year_record")
        if asked.rule.waived(context, sheet):
            sheet.step(asked.rule.clause, "按本条不作硬性要求，不影响本次评审；年度是否达标仍如上所列")
            return "yes", sheet.outcome(0, ()).steps
        reads = frozenset(asked.reads.split())
        in_time = []
        for index, (raw, (name, line)) in enumerate(zip(activities, judged.lines.items(), strict=True)):
            try:
                item = asked.rule.too_late(Activity(raw, raw["type"], reads), context, sheet)
            except InvalidFact as error:
                raise error.at(f"activities[{index}]") from None
            if item is None:
                in_time.append(raw)
            elif line.counted:
                sheet.note(item, f"{name}：")
        steps = sheet.outcome(0, ()).steps
        if not steps:
            return judged.judgement.compliant, ()
        return engine.totals(in_time).compliant, steps


def day_of_decision(case: Mapping[str, Any]) -> date | None:
    """Read the day of decision a case asks for, if any."""
    context = read_context(case.get("context"))
    found: date | None = context.get("decided_on")
    return found
