"""Check the form of a case before anything of it is used (案例格式)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ce_rules.errors import InvalidFile


def check_form(case: Mapping[str, Any], path: str) -> None:
    """Check what stands around the activities; the facts themselves are read where a rule needs them.

    Raises:
        InvalidFile: which part of which case, and what it should be.
    """
    for name in ("jurisdiction", "year"):
        if case.get(name) is None:
            raise InvalidFile(path, f"案例 {case['id']} 缺少 {name}")
    for name in ("context", "settings", "facts"):
        _need(case, name, isinstance(case.get(name) or {}, Mapping), "键值映射", path)


def check_expectation(case: Mapping[str, Any]) -> None:
    """Check what a golden case expects, and its other readings.

    Raises:
        InvalidFile: which part of which case, and what it should be.
    """
    expect = case.get("expect") or {}
    _need(case, "expect", isinstance(expect, Mapping), "键值映射")
    for name in ("needed", "limits", "converted", "by_year"):
        _need(case, f"expect.{name}", isinstance(expect.get(name) or {}, Mapping), "键值映射")
    lines = expect.get("not_counted") or []
    fits = isinstance(lines, list) and all(
        isinstance(line, Mapping) and {"activity", "amount", "reason"} <= set(line) for line in lines
    )
    _need(case, "expect.not_counted", fits, "含 activity、amount、reason 的映射的列表")
    readings = case.get("readings") or []
    fits = isinstance(readings, list) and all(isinstance(one, Mapping) and "id" in one for one in readings)
    _need(case, "readings", fits, "含 id 的映射的列表")


def _need(case: Mapping[str, Any], where: str, fits: bool, expected: str, path: str = "案例") -> None:
    if not fits:
        raise InvalidFile(path, f"案例 {case['id']} 的 {where} 应为{expected}")
