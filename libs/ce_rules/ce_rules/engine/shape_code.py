"""Write the function of one shape of activities: its tests, and the way into its memory (形态函数)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ce_rules.engine.shapes import Look
from ce_rules.engine.written import written
from ce_rules.rule import Rule
from ce_rules.sheet import Desk
from ce_rules.vocabulary import vocabulary

LISTS = {"amounts", "years", "choices", "days"}
CLASSES = {"amount": "int", "count": "int", "flag": "bool", "text": "str", "amounts": "int", "years": "int"}
END = object()  # closes a list on the way into the memory, so that [8] then 6 and [8, 6] never meet
AWAY = "return long_way(a, seen)"


class Mark(NamedTuple):
    """The value of a field, or a fixed word; two of `None` send the case the long way."""

    field: str | None
    word: str | None


class ShapeCode:
    """The text of one shape's function, written fact by fact.

    A memory is a tree: each fact that matters leads one level down, a list one level for each of its entries.
    """

    def __init__(self, rule: Rule, names: frozenset[str], desk: Desk, marks: Sequence[Mark]) -> None:
        self.memory: dict[Any, Any] = {}
        self._space: dict[str, Any] = {"memory": self.memory, "END": END}
        self._lines: list[str] = []
        self._at = "memory"  # the expression that gives the level reached so far
        self._path: list[tuple[str, bool]] = []  # fields on the way into the memory, and whether a list is walked
        looked_at = {"id", "type"}
        for name, plains in sorted(rule.shortcuts.items()):
            if name in names:
                looked_at.add(name)
                self._pass(name, [plain.test(desk) for plain in plains])
        for name in sorted(rule.exact & names, key=_breadth):
            looked_at.add(name)
            self._descend(name)
        marked = [mark.field for mark in marks if mark.field]
        self._lines += [f"mark{n} = a[{name!r}]" for n, name in enumerate(marked)]
        self._lines += [f"a[{name!r}]" for name in sorted(names - looked_at - set(marked))]
        words = [repr(mark.word) for mark in marks if not mark.field]
        self._marks = [f"seen.append({mark})" for mark in (*(f"mark{n}" for n in range(len(marked))), *words)]

    def _pass(self, name: str, tests: Sequence[frozenset[str] | int | None]) -> None:
        """Test a fact with a short cut; where the scope knows none its exact value counts."""
        for test in tests:
            if test is None:
                self._down(name, f"a[{name!r}]")
                continue
            passes = f"pass{len(self._space)}"
            self._space[passes] = test
            if isinstance(test, int):
                most = vocabulary().fields[name].most
                self._lines += [f"v = a[{name!r}]", f"if v.__class__ is not int or v < {passes} or v > {most}: {AWAY}"]
            else:
                self._lines.append(f"if a[{name!r}] not in {passes}: {AWAY}")

    def _descend(self, name: str) -> None:
        """Go down by the exact value of a fact, once its class is sure."""
        kind = vocabulary().fields[name].kind
        class_ = CLASSES.get(kind)
        if kind == "split":
            self._lines.append(AWAY)
        elif kind in LISTS:
            check = [f"    if v.__class__ is not {class_}: {AWAY}"] if class_ else []
            self._lines += [f"v = a[{name!r}]", f"if v.__class__ is not list: {AWAY}", f"level = {self._at}"]
            self._lines += ["for v in v:", *check, "    level = level[v]"]
            self._at = "level"
            self._down(name, "END", walked=True)
        elif class_:
            value = f"v{len(self._path)}"
            self._lines += [f"{value} = a[{name!r}]", f"if {value}.__class__ is not {class_}: {AWAY}"]
            self._down(name, value)
        else:
            self._down(name, f"a[{name!r}]")

    def _down(self, name: str, by: str, *, walked: bool = False) -> None:
        self._path.append((name, walked))
        self._at += f"[{by}]"

    def keys(self, raw: Mapping[str, Any]) -> list[Any]:
        """List the keys that lead to an activity's place in the memory."""
        keys: list[Any] = []
        for name, walked in self._path:
            keys += [*raw[name], END] if walked else [raw[name]]
        return keys or [END]

    def compile(self, learn: Look, long_way: Look, aside: tuple[str, Look] | None = None) -> Look:
        """Make the function; `aside` names a field without which another function is asked."""
        lines = [
            "def look(a, seen):",
            *([f"    if {aside[0]!r} not in a: return otherwise(a, seen)"] if aside else []),
            "    try:",
            *(f"        {line}" for line in self._lines),
            f"        found = {self._at if self._path else 'memory[END]'}",
            "    except KeyError:",
            "        return learn(a, seen)",
            "    except TypeError:",
            "        return long_way(a, seen)",
            *(f"    {line}" for line in self._marks),
            "    return found",
        ]
        space = {**self._space, "learn": learn, "long_way": long_way, "otherwise": aside and aside[1]}
        look: Look = written(lines, space)
        return look


def _breadth(name: str) -> tuple[bool, bool, str]:
    """Order facts by how many values they have, the fewest first: the memory stays small and near."""
    kind = vocabulary().fields[name].kind
    return kind in LISTS, kind in {"amount", "count"}, name
