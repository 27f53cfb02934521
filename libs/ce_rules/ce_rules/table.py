"""Write a decision as a table that a person understands without the notice in hand (认定说明)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from ce_rules import amounts
from ce_rules.decision import ActivityDecision, Decision, Requirement
from ce_rules.settings import Setting
from ce_rules.vocabulary import vocabulary

_YES = {"yes": "达标", "no": "未达标", "unknown": "尚不能判定"}
_PURPOSE = {"title_review": "用于本次职称评审", "appointment": "用于岗位聘用"}
_FIT = {"yes": "可以", "no": "不可以", "unknown": "尚不能判定"}


def explain(decision: Decision, lang: str = "zh", settings: Mapping[str, Setting] | None = None) -> str:
    """Write the explanation; only Chinese is spoken here. `settings` are the open questions, to name them in words.

    Raises:
        ValueError: another language is asked for.
    """
    if lang != "zh":
        raise ValueError(f"explanations are written in zh, not {lang!r}")
    unit = vocabulary().units[decision.unit]
    parts = [
        *_head(decision, unit),
        "",
        *_activities(decision, unit, settings or {}),
        "",
        *_minimums(decision.minimums, unit),
        *[f"· {step.text}（{step.clause}）" for step in decision.notes],
        *_rest(decision, unit),
    ]
    return "\n".join(part.rstrip() for part in parts) + "\n"


def _head(decision: Decision, unit: str) -> list[str]:
    ref = decision.rule_set
    lines = [
        f"{ref.name} {ref.year} 年度继续教育{unit}认定：{_YES[decision.compliant]}",
        f"公需 {amounts.text(decision.public)}，专业 {amounts.text(decision.professional)}，"
        f"合计 {amounts.text(decision.total)} {unit}",
        f"依据 {ref.notice}：{ref.source}",
    ]
    if len(decision.by_year) > 1:
        lines.append(
            "各年度：" + "，".join(f"{year} 年 {amounts.text(t)}" for year, t in sorted(decision.by_year.items()))
        )
    return lines


def _activities(decision: Decision, unit: str, settings: Mapping[str, Setting]) -> list[str]:
    rows = [("项目", "类型", f"折算{unit}", "计入公需", "计入专业", "不计")]
    notes: list[str] = []
    types = vocabulary().types
    for activity in decision.activities:
        cut = [item.amount for item in activity.not_counted if item.amount is not None]
        rows.append(
            (
                activity.id,
                types[activity.type],
                amounts.text(activity.converted),
                amounts.text(activity.counted_public),
                amounts.text(activity.counted_professional),
                amounts.text(sum(cut, start=0)) if cut or not activity.not_counted else "—",
            )
        )
        notes.extend(_because(activity, unit, settings))
    return [*grid(rows), "", "说明", *notes] if decision.activities else ["没有申报任何学习活动。"]


def _because(activity: ActivityDecision, unit: str, settings: Mapping[str, Setting]) -> list[str]:
    lines = []
    said = {step.text for step in activity.steps}
    for step in activity.steps:
        lines.append(f"· {activity.id}：{step.text}（{step.clause}）")
    reasons = vocabulary().reasons
    for item in activity.not_counted:
        amount = f"不计 {amounts.text(item.amount)} {unit}" if item.amount is not None else "不计"
        why = reasons[item.reason].text
        more = "" if item.text in said or item.text == why else f"：{item.text}"
        lines.append(f"  ✗ {activity.id}：{amount}，{why}{more}（{item.clause}）")
    for name, reading in activity.readings:
        setting = settings.get(name)
        words = f"适用口径 {name}={reading}"
        if setting is not None:
            taken = setting.readings.get(reading, reading)
            words = f"{setting.question}，文件没有写清，现按“{taken}”计算（{name}={reading}）"
        lines.append(f"  ※ {activity.id}：{words}")
    return lines


def _minimums(minimums: Sequence[Requirement], unit: str) -> list[str]:
    if not minimums:
        return []
    rows = [("要求", "需要", "已有", "差", "结果", "条款")]
    for item in minimums:
        year = f"{item.year} 年 " if len({m.year for m in minimums}) > 1 and item.year else ""
        rows.append(
            (
                f"{year}{item.label}",
                amounts.text(item.needed),
                amounts.text(item.have),
                amounts.text(item.missing),
                _YES[item.met],
                item.clause,
            )
        )
    return grid(rows)


def _rest(decision: Decision, unit: str) -> list[str]:
    lines: list[str] = []
    for cap in decision.caps:
        lines.append(
            f"{cap.label}：申报 {amounts.text(cap.filed)}，上限 {amounts.text(cap.limit)}，"
            f"计入 {amounts.text(cap.counted)} {unit}（{cap.clause}）"
        )
    if decision.granted is not None:
        lines.append("往年补学：" + ("已取得该年度学时（学分）" if decision.granted else "未取得"))
    if decision.fees_yuan is not None and decision.fees_yuan:
        lines.append(f"费用：{amounts.text(decision.fees_yuan)} 元")
    if decision.purpose_answer is not None and decision.purpose:
        lines.append(f"{_PURPOSE[decision.purpose]}：{_FIT[decision.purpose_answer]}")
        lines.extend(f"· {step.text}（{step.clause}）" for step in decision.purpose_notes)
    if decision.next_steps:
        lines.append("怎样达标")
        lines.extend(f"{n}. {advice.text}" for n, advice in enumerate(decision.next_steps, 1))
    return lines


def grid(rows: Sequence[Sequence[str]]) -> list[str]:
    """Align columns by display width; Chinese characters take two places."""
    widths = [max(width(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = ["  ".join(_pad(cell, widths[n]) for n, cell in enumerate(row)) for row in rows]
    return [lines[0], "─" * (sum(widths) + 2 * (len(widths) - 1)), *lines[1:]]


def width(text: str) -> int:
    """Give the display width of a text."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, to: int) -> str:
    return text + " " * (to - width(text))
