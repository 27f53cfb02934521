"""Judge a case: outcomes of single activities, relations, caps, standard (认定主流程)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from ce_rules.amounts import Amount
from ce_rules.case_facts import check_activities, lines_by_id, placed
from ce_rules.decision import CapUse, Line, RuleSetRef, Totals
from ce_rules.engine.assess import assess
from ce_rules.engine.caps import Books, Caps, Changes, Row
from ce_rules.engine.lookup import Lookup
from ce_rules.engine.settle import settle
from ce_rules.engine.shapes import COMPLEX, NOTHING, Quick
from ce_rules.errors import InvalidFact, InvariantBroken
from ce_rules.outcome import Outcome
from ce_rules.rule import Rule
from ce_rules.sheet import Desk
from ce_rules.spec import RuleSetSpec
from ce_rules.standards import Judgement, View

_COUNTED = itemgetter(Line._fields.index("counted"))
_new = tuple.__new__


class Judged(NamedTuple):
    """Everything known after a case was judged."""

    unit: str
    public: Amount | None
    professional: Amount | None
    total: Amount | None
    by_year: Mapping[int, Amount]
    lines: Mapping[str, Line]
    judgement: Judgement
    caps: tuple[CapUse, ...]
    special: Sequence[Outcome] = ()  # outcomes with fees or grants; only the long way has any


class Engine:
    """A rule set compiled for one scope and one choice of readings."""

    def __init__(self, spec: RuleSetSpec, desk: Desk, ref: RuleSetRef) -> None:
        self.spec = spec
        self.desk = desk
        self._ref = ref
        self._accounts = {account.name: account for account in spec.accounts}
        self._category = {account.name: account.category for account in spec.accounts}
        self._rules: dict[str, Rule] = {name: rule for name, rule in spec.rules.items() if isinstance(rule, Rule)}
        self._cross = [cross for cross in spec.cross_rules if desk.applies(cross.when)]
        self._zero: Books = dict.fromkeys((*self._accounts, NOTHING, COMPLEX), 0)
        self._empty_row: Row = list(self._zero.values())
        self._public = [a.name for a in spec.accounts if a.category == "public"]
        self._professional = [a.name for a in spec.accounts if a.category == "professional"]
        self._unsplit = [a.name for a in spec.accounts if a.category is None]
        self._caps = {year: Caps(spec.caps, spec.spills, spec.accounts, desk, year) for year in desk.scope.years}
        self._one_year = desk.scope.window is None and not self._needs_record(desk.scope.year)
        self._year, self._unit_name = desk.scope.year, spec.unit
        self._judge = spec.standard.compile(desk, spec.accounts)  # type: ignore[union-attr]
        self._least = self._judge.least
        self._close = self._caps[self._year].close
        self._lookup = Lookup(
            lambda raw: assess(spec, desk, raw),
            self._rules,
            desk,
            self._accounts,
            self._special(),
            {n: i for i, n in enumerate(self._zero)},
        )
        self._shapes = self._lookup.shapes

    def _special(self) -> dict[str, frozenset[str] | None]:
        """Name the types, and the facts in them, that always need the comparison with others."""
        special: dict[str, frozenset[str] | None] = {}
        for cross in self._cross:
            for name in cross.types:
                before = special.get(name, frozenset())
                special[name] = None if before is None or not cross.triggers else before | frozenset(cross.triggers)
        return special

    # The way of one case ------------------------------------------------------------------------------------

    def totals(self, activities: Sequence[Mapping[str, Any]]) -> Totals:
        """Judge without a trace: the same look-ups, relations, caps and standard; ids are not compared."""
        shapes = self._shapes
        row = self._empty_row.copy()
        seen: list[Any] = []
        try:
            for raw in activities:
                quick = shapes[raw["type"]][len(raw)](raw, seen)
                row[quick[4]] += quick[1]
            alone = not seen or len(set(seen)) == len(seen)
        except (InvalidFact, LookupError, TypeError, AttributeError, ValueError):
            return self._totals_long(activities)  # which says what is wrong, if anything
        if not (alone and activities and self._one_year) or row[-1]:
            return self._totals_long(activities)
        public, professional = self._close(row)
        total = public + professional
        if self._least is None:
            sums = dict(zip(self._zero, row, strict=True))
            compliant = self._judge.judge_plain(sums, public, professional, total).compliant
        else:
            needed, of_public, of_professional = self._least
            enough = total >= needed and public >= of_public and professional >= of_professional
            compliant = "yes" if enough else "no"
        return _new(Totals, (self._ref, self._unit_name, public, professional, total, compliant, {self._year: total}))

    def _totals_long(self, activities: Sequence[Mapping[str, Any]]) -> Totals:
        long = self._judge_long(activities, self._look(activities)[0])
        compliant = long.judgement.compliant
        return Totals(self._ref, long.unit, long.public, long.professional, long.total, compliant, long.by_year)

    def judge(self, activities: Sequence[Mapping[str, Any]]) -> Judged:
        """Judge with the whole trace."""
        quicks, sums, plain = self._look(activities)
        if not plain:
            return self._judge_long(activities, quicks)
        year = self._year
        public, professional = self._close(list(sums.values()))
        changes, uses = self._caps[year].apply(sums, quicks)
        lines = [quick[2] for quick in quicks]
        self._redo(lines, changes)
        by_id = lines_by_id(activities, lines)
        total = public + professional
        if sum(map(_COUNTED, lines)) != total:
            self._broken(by_id, total)
        judgement = self._judge.judge_plain(sums, public, professional, total)
        return _new(
            Judged,
            (self._unit_name, public, professional, total, {year: total}, by_id, judgement, uses, ()),
        )

    def _look(self, activities: Sequence[Mapping[str, Any]]) -> tuple[list[Quick], Books, bool]:
        """Find every outcome, add up what needs no comparison, and tell whether that was all."""
        shapes = self._shapes
        sums = self._zero.copy()
        quicks: list[Quick] = []
        seen: list[Any] = []
        try:
            for raw in activities:
                quick = shapes[raw["type"]][len(raw)](raw, seen)
                quicks.append(quick)
                sums[quick[0]] += quick[1]
            alone = not seen or len(set(seen)) == len(seen)
        except (InvalidFact, LookupError, TypeError, AttributeError, ValueError):
            self._find_fault(activities)
            return [self._lookup.find(raw, seen) for raw in activities], sums, False
        if not quicks:
            check_activities(activities)  # nothing was looked at yet, not even whether it is a list
        return quicks, sums, alone and self._one_year and not sums[COMPLEX]

    def _find_fault(self, activities: Sequence[Mapping[str, Any]]) -> None:
        """Say which activity cannot be used, and where in it."""
        check_activities(activities)
        for index, raw in enumerate(activities):
            try:
                assess(self.spec, self.desk, raw)
            except InvalidFact as error:
                raise error.at(f"activities[{index}]") from None

    # The long way: windows, records, unknown values, activities that concern each other ----------------------

    def _judge_long(self, activities: Sequence[Mapping[str, Any]], quicks: Sequence[Quick]) -> Judged:
        check_activities(activities)
        try:
            settled = settle(
                activities, [quick[3] for quick in quicks], self._rules, self._cross, self.desk, self._zero
            )
        except InvalidFact as error:
            raise placed(error, activities) from None
        outcomes, books = settled.outcomes, settled.books
        lines = [self._lookup.line(outcome) for outcome in outcomes]
        uses: list[CapUse] = []
        for year in self.desk.scope.years:
            entries = settled.entries[year]
            changes, of_year = self._caps[year].apply(books[year], entries, [entry[2] for entry in entries])
            self._redo(lines, changes)
            uses += of_year
        by_id = lines_by_id(activities, lines)
        view = self._view(outcomes, books)
        public, professional, total = self._figures(view, by_id)
        return Judged(
            self._unit(books),
            public,
            professional,
            total,
            {year: sum(sums.values(), start=0) for year, sums in books.items()},
            by_id,
            self._judge.judge(view),
            tuple(uses),
            outcomes,
        )

    def _view(self, outcomes: Sequence[Outcome], books: Mapping[int, Books]) -> View:
        here = self.desk.scope.year
        recorded = frozenset(here if o.year is None else o.year for o in outcomes if o.is_record or o.states_hours)
        unknown = {
            (year, account)
            for o in outcomes
            for year in (here if o.year is None else o.year,)
            for account in o.unknown
            if year in self._caps and self._caps[year].has_room(account, books[year])
        }
        for year in self.desk.scope.years:
            if self._needs_record(year) and year not in recorded:
                unknown.update((year, account) for account in self._accounts)
        return View(
            books=books,
            unknown=frozenset(unknown),
            recorded=recorded,
            whole=frozenset(here if o.year is None else o.year for o in outcomes if o.whole),
            open=frozenset(category for o in outcomes for category in o.open),
        )

    def _figures(self, view: View, by_id: Mapping[str, Line]) -> tuple[Amount | None, Amount | None, Amount | None]:
        years = self.desk.scope.years
        if all(self._needs_record(year) and year not in view.recorded for year in years):
            return None, None, None
        sums = [view.books[year] for year in years]
        public, professional, unsplit = (
            sum((one[name] for one in sums for name in names), start=0)
            for names in (self._public, self._professional, self._unsplit)
        )
        total = public + professional + unsplit
        if sum((line.counted for line in by_id.values() if line.year in years), start=0) != total:
            self._broken(by_id, total)
        if unsplit:
            return None, None, total
        if view.open:
            return (
                None if "public" in view.open else public,
                None if "professional" in view.open else professional,
                None,
            )
        return public, professional, total

    def _needs_record(self, year: int) -> bool:
        return self.spec.needs_record is not None and year in self.spec.needs_record

    def _unit(self, books: Mapping[int, Books]) -> str:
        for account, unit in self.spec.unit_accounts.items():
            if any(books[year][account] for year in self.desk.scope.years):
                return unit
        return self.spec.unit

    def _redo(self, lines: list[Line], changes: Changes) -> None:
        """Write the lines of the activities the caps touched anew."""
        for index, mine in changes.items():
            type_, year, converted, public, professional, counted, items, steps, readings = lines[index]
            for account, by, item in mine:
                category = self._category[account]
                if category == "public":
                    public += by
                elif category == "professional":
                    professional += by
                counted += by
                if item:
                    items = (*items, item)
            redone = (type_, year, converted, public, professional, counted, items, steps, readings)
            lines[index] = _new(Line, redone)

    def _broken(self, by_id: Mapping[str, Line], total: Amount) -> None:
        parts = "、".join(f"{name}={line.counted}" for name, line in by_id.items())
        raise InvariantBroken(f"{self._ref.id}：各项之和（{parts}）与合计 {total} 不符，请报告此缺陷", total=total)
