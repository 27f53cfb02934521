"""Remember the outcome of equal activities, so that a formula runs once for equal facts.

Formulas are pure, and most facts repeat from person to person: a rule set meets a few thousand different
activities among millions. For each *shape* of an activity (its type and the names of its fields) a small
function is compiled that compares only the facts the rule declares to read:

* a fact with a short cut (a day inside the window, a number not below a minimum) is tested, not compared;
* every other fact of the rule becomes part of the key once its exact class is checked, so that 1, 1.0 and True
  never meet the same memory;
* whatever does not fit, and a shape met for the first few times, goes the long way through the formula, which
  validates and explains.

Memory is bounded: past the limit everything is forgotten and learnt anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ce_rules.accounts import Account
from ce_rules.decision import Line
from ce_rules.engine.shape_code import Mark, ShapeCode
from ce_rules.engine.shapes import COMPLEX, MOST_FIELDS, NOTHING, Look, Quick, shapes_of
from ce_rules.outcome import Outcome
from ce_rules.rule import Rule
from ce_rules.sheet import Desk
from ce_rules.vocabulary import vocabulary

REMEMBER = 40_000
WORTH_IT = 8
ASKED = 4


class Lookup:
    """Find the outcome of an activity, from memory if an equal one was judged before.

    `shapes` leads from type and number of fields to the function of the shape met first; that function checks
    that it has the very fields it was made for and hands over to another one if not. (`id` and `type` are read by
    the caller; with as many fields and all the others there, no other field can be.)
    """

    def __init__(
        self,
        assess: Callable[[Mapping[str, Any]], Outcome],
        rules: Mapping[str, Rule],
        desk: Desk,
        accounts: Mapping[str, Account],
        special: Mapping[str, frozenset[str] | None],
        places: Mapping[str, int],
        *,
        remember: int = REMEMBER,
    ) -> None:
        self.shapes = shapes_of(vocabulary().types, self._first)
        self._sized: dict[tuple[str, int], list[frozenset[str]]] = {}
        self._others: dict[tuple[Any, ...], Look] = {}
        self._exactly: dict[str, Quick] = {}
        self._met: dict[tuple[Any, ...], int] = {}
        self._assess = assess
        self._rules = rules
        self._desk = desk
        self._accounts = accounts
        self._marks = {
            type_: [Mark(once.field, f"\0{once.group}") for once in rule.once if desk.applies(once.when)]
            for type_, rule in rules.items()
        }
        self._special = special
        self._places = places
        self._limit = remember
        self._kept = 0

    def find(self, raw: Mapping[str, Any], seen: list[Any]) -> Quick:
        """Find an outcome the careful way, for an activity with more fields than there are words."""
        return self.shapes[raw["type"]][len(raw)](raw, seen) if len(raw) <= MOST_FIELDS else self._long_way(raw, seen)

    def _first(self, raw: Mapping[str, Any], seen: list[Any]) -> Quick:
        """Go the long way until a shape was met often enough to be worth a function of its own."""
        if not self._often(raw):
            return self._long_way(raw, seen)
        self.shapes[raw["type"]][len(raw)] = look = self._compile(raw)
        self._sized[raw["type"], len(raw)] = [frozenset(raw)]
        return look(raw, seen)

    def _often(self, raw: Mapping[str, Any]) -> bool:
        if len(self._met) > self._limit:
            self._met.clear()
        shape = (raw["type"], *raw)
        self._met[shape] = met = self._met.get(shape, 0) + 1
        return met >= WORTH_IT

    def quick(self, outcome: Outcome) -> Quick:
        """Make an outcome ready for adding up."""
        line = self.line(outcome)
        simple = len(outcome.entries) <= 1 and not (
            line.year != self._desk.scope.year
            or outcome.unknown
            or outcome.open
            or outcome.days
            or outcome.fee
            or outcome.granted is not None
            or outcome.is_record
            or outcome.whole
            or line.counted != line.counted_public + line.counted_professional
        )
        if not simple:
            return COMPLEX, 1, line, outcome, self._places[COMPLEX]
        account, amount = outcome.entries[0] if outcome.entries else (NOTHING, 0)
        return account, amount, line, outcome, self._places[account]

    def line(self, outcome: Outcome) -> Line:
        """Write what the outcome of one activity means by itself."""
        public: Any = 0
        professional: Any = 0
        counted: Any = 0
        for name, amount in outcome.entries:
            category = self._accounts[name].category
            public += amount if category == "public" else 0
            professional += amount if category == "professional" else 0
            counted += amount
        year = self._desk.scope.year if outcome.year is None else outcome.year
        return Line(
            outcome.type,
            year,
            outcome.converted,
            public,
            professional,
            counted,
            outcome.not_counted,
            outcome.steps,
            outcome.readings,
        )

    # The long way -------------------------------------------------------------------------------------------

    def _judge(self, raw: Mapping[str, Any]) -> Quick:
        self._kept += 1
        if self._kept > self._limit:
            self._kept = 0
            for looks in self.shapes.values():
                looks[:] = [self._first] * len(looks)
            self._sized.clear()
            self._others.clear()
            self._met.clear()
            self._exactly.clear()
        return self.quick(self._assess(raw))

    def _long_way(self, raw: Mapping[str, Any], seen: list[Any]) -> Quick:
        """Find the outcome by every fact the rule reads, whatever its class."""
        rule = self._rules.get(raw["type"])
        reads = rule.all_reads if rule else ()
        key = f"{raw['type']}{[item for item in raw.items() if item[0] in reads]!r}"
        found = self._exactly.get(key)
        if found is None:
            found = self._exactly[key] = self._judge(raw)
        if rule is not None:
            seen.extend(raw[mark.field] if mark.field else mark.word for mark in self._marks_of(raw))
        return found

    def _other(self, raw: Mapping[str, Any], seen: list[Any]) -> Quick:
        """Go to the function of another shape with as many fields."""
        look = self._others.get((raw["type"], *raw))
        if look is None:
            if not self._often(raw):
                return self._long_way(raw, seen)
            before = self._sized.setdefault((raw["type"], len(raw)), [])
            own = set(raw).difference(*before)
            before.append(frozenset(raw))
            looks = self.shapes[raw["type"]]
            aside = (min(own), looks[len(raw)]) if own and len(before) <= ASKED else None
            look = self._others[raw["type"], *raw] = self._compile(raw, aside)
            if aside:  # a field only this shape has tells it from the others of its size at first sight
                looks[len(raw)] = look
        return look(raw, seen)

    def _compile(self, raw: Mapping[str, Any], aside: tuple[str, Look] | None = None) -> Look:
        """Make the function of an activity's shape; `aside` as for `ShapeCode.compile`."""
        rule = self._rules.get(raw["type"])
        if rule is None or not all(isinstance(name, str) for name in raw):
            return self._long_way
        names = frozenset(raw)
        code = ShapeCode(rule, names, self._desk, self._marks_of(raw))

        def learn(raw: Mapping[str, Any], seen: list[Any]) -> Quick:
            """Judge what the memory does not hold yet; an activity without these fields is of another shape."""
            if not names <= raw.keys():
                return self._other(raw, seen)
            try:
                *path, last = code.keys(raw)
                hash((*path, last))
            except TypeError:
                return self._long_way(raw, seen)
            level = code.memory
            for key in path:
                level = level.setdefault(key, {})
            level[last] = self._judge(raw)
            return look(raw, seen)

        look = code.compile(learn, self._long_way, aside)
        return look

    def _marks_of(self, raw: Mapping[str, Any]) -> list[Mark]:
        """List what makes two activities of a case concern each other: equal marks."""
        marks = [mark for mark in self._marks.get(raw["type"], ()) if mark.field is None or mark.field in raw]
        triggers = self._special.get(raw["type"], frozenset())
        if triggers is None or any(name in raw for name in triggers):
            marks += [Mark(None, None)] * 2
        return marks
