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
from typing import Any, NamedTuple

from ce_rules.accounts import Account
from ce_rules.decision import Line
from ce_rules.engine.shapes import COMPLEX, MOST_FIELDS, NOTHING, Look, Quick, shapes_of
from ce_rules.outcome import Outcome
from ce_rules.rule import Rule
from ce_rules.sheet import Desk
from ce_rules.vocabulary import vocabulary

REMEMBER = 40_000
WORTH_IT = 8
ASKED = 4
LISTS = {"amounts", "years", "choices", "days"}
CHECKED = {"amount", "count", "flag", "split", *LISTS}


class Mark(NamedTuple):
    """The value of a field, or a fixed word; two of `None` send the case the long way."""

    field: str | None
    word: str | None


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
        self._special = special
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
            return COMPLEX, 1, line, outcome
        account, amount = outcome.entries[0] if outcome.entries else (NOTHING, 0)
        return account, amount, line, outcome

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
        reads = sorted(rule.all_reads) if rule else ()
        key = f"{raw['type']}{[raw.get(name) for name in reads]!r}"
        found = self._exactly.get(key)
        if found is None:
            found = self._exactly[key] = self._judge(raw)
        if rule is not None:
            seen.extend(raw[mark.field] if mark.field else mark.word for mark in self._marks(rule, raw))
        return found

    def _other(self, raw: Mapping[str, Any], seen: list[Any]) -> Quick:
        """Go to the function of another shape with as many fields."""
        look = self._others.get((raw["type"], *raw))
        if look is None:
            if not self._often(raw):
                return self._long_way(raw, seen)
            look = self._others[raw["type"], *raw] = self._compile(raw)
            self._prefer(look, raw)
        return look(raw, seen)

    def _prefer(self, look: Look, raw: Mapping[str, Any]) -> None:
        """Ask a field only this shape has before the other shapes of the same size are tried."""
        before = self._sized.setdefault((raw["type"], len(raw)), [])
        own = set(raw).difference(*before)
        if own and len(before) < ASKED:
            field, otherwise = min(own), self.shapes[raw["type"]][len(raw)]
            self.shapes[raw["type"]][len(raw)] = lambda a, seen: (look if field in a else otherwise)(a, seen)
        before.append(frozenset(raw))

    # Compiling a shape ----------------------------------------------------------------------------------------

    def _compile(self, raw: Mapping[str, Any]) -> Look:
        rule = self._rules.get(raw["type"])
        if rule is None or not all(isinstance(name, str) for name in raw):
            return self._long_way
        memory: dict[Any, Any] = {}
        space: dict[str, Any] = {"memory": memory, "long_way": self._long_way}
        names = frozenset(raw)
        tests, keys, looked_at = self._tests(rule, names, space)
        marks = self._marks(rule, raw)
        unread = [f"a[{name!r}]" for name in sorted(names - looked_at - {"id", "type"})]
        lines = [
            "def look(a, seen):",
            "    try:",
            f"        {'; '.join(unread) or 'pass'}",
            *(f"        {line}" for line in tests),
            f"        found = memory{''.join(f'[{key}]' for key in keys.values())}",
            "    except KeyError:",
            "        return learn(a, seen)",
            "    except TypeError:",
            "        return long_way(a, seen)",
            *(f"    seen.append({f'a[{m.field!r}]' if m.field else repr(m.word)})" for m in marks),
            "    return found",
        ]
        exec(compile("\n".join(lines), "<look>", "exec"), space)  # noqa: S102 - names enter as literals only
        look: Look = space["look"]

        def learn(raw: Mapping[str, Any], seen: list[Any]) -> Quick:
            """Judge what the memory does not hold yet; an activity without these fields is of another shape."""
            if not names <= raw.keys():
                return self._other(raw, seen)
            *path, last = [tuple(raw[n]) if raw[n].__class__ is list else raw[n] for n in keys if n] or [None]
            try:
                hash((*path, last))
            except TypeError:
                return self._long_way(raw, seen)
            level = memory
            for key in path:
                level = level.setdefault(key, {})
            level[last] = self._judge(raw)
            return look(raw, seen)

        space["learn"] = learn
        return look

    def _marks(self, rule: Rule, raw: Mapping[str, Any]) -> list[Mark]:
        """List what makes two activities of a case concern each other: equal marks."""
        marks = [
            Mark(once.field, f"\0{once.group}")
            for once in rule.once
            if self._desk.applies(once.when) and (once.field is None or once.field in raw)
        ]
        triggers = self._special.get(raw["type"], frozenset())
        if triggers is None or any(name in raw for name in triggers):
            marks += [Mark(None, None)] * 2
        return marks

    def _tests(
        self, rule: Rule, names: frozenset[str], space: dict[str, Any]
    ) -> tuple[list[str], dict[str, str], frozenset[str]]:
        """Write the tests of a shape, the expressions its memory is reached by (by field), and what they look at."""
        tests: list[str] = []
        keys: dict[str, str] = {}
        away = "return long_way(a, seen)"
        shortcuts = {name: plains for name, plains in sorted(rule.shortcuts.items()) if name in names}
        for n, (name, plains) in enumerate(shortcuts.items()):
            for m, plain in enumerate(plains):
                passes = plain.test(self._desk)
                space[f"pass{n}_{m}"] = passes
                if passes is None:
                    keys[name] = f"a[{name!r}]"
                elif isinstance(passes, int):
                    tests += [f"v = a[{name!r}]", f"if v.__class__ is not int or v < pass{n}_{m}: {away}"]
                else:
                    tests.append(f"if a[{name!r}] not in pass{n}_{m}: {away}")
        exact = sorted(rule.exact & names)
        for n, name in enumerate(exact):
            kind = vocabulary().fields[name].kind
            keys[name] = f"v{n}" if kind in CHECKED else f"a[{name!r}]"
            if kind in CHECKED:
                tests.append(f"v{n} = a[{name!r}]")
            if kind in {"amount", "count"}:
                tests.append(f"if v{n}.__class__ is not int: {away}")
            elif kind == "flag":
                tests.append(f"if v{n}.__class__ is not bool: {away}")
            elif kind in LISTS:
                tests.append(f"if v{n}.__class__ is not list: {away}")
                if kind in {"amounts", "years"}:
                    tests += [f"for v in v{n}:", f"    if v.__class__ is not int: {away}"]
                keys[name] = f"(*v{n},)"
            elif kind == "split":
                tests.append(away)
        return tests, keys or {"": "None"}, frozenset(shortcuts) | frozenset(exact)
