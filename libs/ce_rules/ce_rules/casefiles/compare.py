"""Compare what a case expects with what the rules say (期望与结果对照)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ce_rules import amounts
from ce_rules.questions import Answer

_PLAIN = ("unit", "public", "professional", "total", "compliant", "fees_yuan", "title_review", "granted")


def differences(expect: Mapping[str, Any], result: Mapping[str, Any]) -> list[str]:
    """List every difference in words; empty if the case passes. Only what the case states is compared."""
    found = []
    for key in _PLAIN:
        if key in expect and expect[key] != result.get(key):
            found.append(f"{key}：应为 {_show(expect[key])}，实得 {_show(result.get(key))}")
    needed = {item["name"]: item["needed"] for item in result.get("minimums") or ()}
    for key, got in (("needed", needed), ("limits", result.get("limits") or {})):
        for name, value in (expect.get(key) or {}).items():
            if got.get(name) != value:
                found.append(f"{key}.{name}：应为 {_show(value)}，实得 {_show(got.get(name))}")
    if "not_counted" in expect:
        found += _not_counted(expect["not_counted"], result["not_counted"])
    for activity, value in (expect.get("converted") or {}).items():
        if result["converted"].get(activity) != value:
            found.append(f"converted.{activity}：应为 {_show(value)}，实得 {_show(result['converted'].get(activity))}")
    by_year = {str(year): total for year, total in (result.get("by_year") or {}).items()}
    for year, total in (expect.get("by_year") or {}).items():
        if by_year.get(str(year), 0) != total:
            found.append(f"by_year.{year}：应为 {_show(total)}，实得 {_show(by_year.get(str(year), 0))}")
    return found


def answers_differ(expect: Mapping[str, Any], found: Answer) -> list[str]:
    """List the differences of an answer: the value or its words, and stated details."""
    differ = []
    wanted = expect.get("answer")
    in_words = found.words is not None and wanted == found.words
    if "answer" in expect and wanted != found.value and not in_words:
        differ.append(f"answer：应为 {_show(wanted)}，实得 {_show(found.value)}（{found.words or found.reason}）")
    for key in expect:
        if key not in {"answer", "reason"} and found.more.get(key) != expect[key]:
            differ.append(f"{key}：应为 {_show(expect[key])}，实得 {_show(found.more.get(key))}")
    return differ


def _not_counted(expect: list[Mapping[str, Any]], result: list[Mapping[str, Any]]) -> list[str]:
    """Compare line by line; of a cap's cut only the sum, for which item carries it is presentation."""
    wanted, got = _lines(expect), _lines(result)
    found = [f"not_counted：缺少 {_line(line)}" for line in (wanted - got).elements()]
    found += [f"not_counted：多出 {_line(line)}" for line in (got - wanted).elements()]
    cut_wanted, cut_got = _cuts(expect), _cuts(result)
    for reason in sorted(set(cut_wanted) | set(cut_got)):
        if cut_wanted.get(reason, 0) != cut_got.get(reason, 0):
            found.append(
                f"{reason} 合计：应为 {_show(cut_wanted.get(reason, 0))}，实得 {_show(cut_got.get(reason, 0))}"
            )
    return found


def _lines(items: list[Mapping[str, Any]]) -> Counter[tuple[Any, ...]]:
    return Counter(
        (i["activity"], i["amount"], i["reason"]) for i in items if not str(i["reason"]).startswith("over_cap")
    )


def _cuts(items: list[Mapping[str, Any]]) -> dict[str, Any]:
    sums: dict[str, Any] = {}
    for item in items:
        if str(item["reason"]).startswith("over_cap"):
            sums[item["reason"]] = sums.get(item["reason"], 0) + (item["amount"] or 0)
    return sums


def _line(line: tuple[Any, ...]) -> str:
    activity, amount, reason = line
    return f"{activity} {_show(amount)} {reason}"


def _show(value: object) -> str:
    if value is None:
        return "（无）"
    return amounts.text(value) if isinstance(value, Decimal) else str(value)
