"""Read what stands around the activities of a case: context and window; check a whole case (案件事实)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ce_rules.days import Years
from ce_rules.decision import Line
from ce_rules.errors import InvalidFact
from ce_rules.vocabulary import vocabulary


def read_context(raw: object) -> dict[str, Any]:
    """Read the context: purpose, closing day, kind of employer; unknown fields are ignored.

    Raises:
        InvalidFact: a known field cannot be read.
    """
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise InvalidFact("context", raw, "键值映射")
    fields = vocabulary().context
    return {
        name: fields[name].read(value, f"context.{name}")
        for name, value in raw.items()
        if name in fields and value is not None
    }


def read_window(raw: object, year: int, allowed: Years) -> tuple[int, int] | None:
    """Read the window of years that is judged together.

    Raises:
        InvalidFact: not two years in order, not containing the rule set's year, or beyond what the notice rules.
    """
    if raw is None:
        return None
    if (
        not isinstance(raw, list | tuple)
        or len(raw) != 2
        or any(part.__class__ is not int for part in raw)
        or not 1990 <= raw[0] <= raw[1] <= 2100
    ):
        raise InvalidFact("window", raw, "[起始年度, 截止年度]，如 [2017, 2019]")
    first, last = raw
    if not first <= year <= last:
        raise InvalidFact("window", raw, f"包含所问年度 {year} 的年限")
    if first not in allowed or last not in allowed:
        raise InvalidFact("window", raw, f"在本规则集所述年度 {allowed} 之内的年限；跨规则集的年限请分段判定")
    return first, last


def check_activities(activities: Any) -> None:
    """Check the form of the list of activities; the values are read where a rule needs them.

    Raises:
        InvalidFact: where it stands and what is expected.
    """
    if not isinstance(activities, list | tuple):
        raise InvalidFact("activities", activities, "活动列表")
    seen: set[str] = set()
    for index, raw in enumerate(activities):
        path = f"activities[{index}]"
        if not isinstance(raw, Mapping):
            raise InvalidFact(path, raw, "键值映射")
        if not isinstance(raw.get("id"), str) or not raw["id"]:
            raise InvalidFact(f"{path}.id", raw.get("id"), "非空文本，且在同一人内不重复")
        if not isinstance(raw.get("type"), str):
            raise InvalidFact(f"{path}.type", raw.get("type"), "活动类型")
        for name in ("result", "course"):
            if isinstance(raw.get(name), list | dict | set):
                raise InvalidFact(f"{path}.{name}", raw[name], "文本")
        if raw["id"] in seen:
            raise InvalidFact(f"{path}.id", raw["id"], "同一人内不重复的编号")
        seen.add(raw["id"])


def placed(error: InvalidFact, activities: Sequence[Mapping[str, Any]]) -> InvalidFact:
    """Give an error of a comparison with its place: the first activity whose fact of that name cannot be read."""
    name = error.path.partition("[")[0]
    for index, raw in enumerate(activities):
        try:
            if raw.get(name) is not None and name in vocabulary().fields:
                vocabulary().fields[name].read(raw[name], name)
        except InvalidFact:
            return error.at(f"activities[{index}]")
    return error.at("activities")


def lines_by_id(activities: Sequence[Mapping[str, Any]], lines: Sequence[Line]) -> dict[str, Line]:
    """Put each line under its activity's id: texts that are not empty and not repeated; quick when all is well.

    Raises:
        InvalidFact: as `check_activities`.
    """
    try:
        ids = [raw["id"] for raw in activities]
        "".join(ids)  # only texts can be joined
        found = dict(zip(ids, lines, strict=True))
    except (KeyError, TypeError):
        check_activities(activities)
        raise
    if len(found) != len(lines) or "" in found:
        check_activities(activities)
    return found


def validate_case(case: object) -> None:
    """Check every known field of a case, also those a city does not read.

    Raises:
        InvalidFact: the first that cannot be used.
    """
    if not isinstance(case, Mapping):
        raise InvalidFact("", case, "键值映射")
    activities = case.get("activities")
    check_activities(activities)
    words = vocabulary()
    for index, raw in enumerate(activities or ()):
        path = f"activities[{index}]"
        if raw["type"] not in words.types:
            raise InvalidFact(f"{path}.type", raw["type"], f"活动类型：{'、'.join(words.types)} 之一")
        for name, value in raw.items():
            if name in words.fields and value is not None:
                words.fields[name].read(value, f"{path}.{name}")
        _check_position(raw, path)
        _check_days(raw, path)
    read_context(case.get("context"))


def _check_position(raw: Mapping[str, Any], path: str) -> None:
    authors, position = raw.get("authors"), raw.get("position")
    if authors is not None and position is not None and int(position) > int(authors):
        raise InvalidFact(f"{path}.position", position, f"不大于作者人数 {authors} 的位次")


def _check_days(raw: Mapping[str, Any], path: str) -> None:
    dates, hours = raw.get("dates"), raw.get("hours_per_day")
    if dates is not None and hours is not None and len(dates) != len(hours):
        raise InvalidFact(f"{path}.dates", dates, f"与每日学时相同的 {len(hours)} 个日期")
