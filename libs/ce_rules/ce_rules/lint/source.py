"""Check the code and the files (源码): no float, no unknown reason, every open reading used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ce_rules.lint.clauses import python_files
from ce_rules.lint.finding import Finding
from ce_rules.plugin import Plugin
from ce_rules.vocabulary import vocabulary


def floats_and_words(plugin: Plugin) -> Iterator[Finding]:
    """Look for floats, unknown reasons, unused settings and a missing README."""
    used: set[str] = set()
    for file in python_files(plugin):
        where = str(file.relative_to(plugin.folder))
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if _is_float(node):
                yield Finding(f"{where}:{getattr(node, 'lineno', 0)}", "不得使用浮点数；请用整数或 Decimal")
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                used.add(node.value)
            yield from _reason(node, where)
    for setting in plugin.settings.values():
        if setting.id not in used and not setting.no_rule:
            yield Finding(f"rulings/{setting.id}.yaml", "没有公式使用该口径；请使用，或写明 no_rule 的理由")
        if len(setting.readings) < 2:
            yield Finding(f"rulings/{setting.id}.yaml", "口径应至少有两种读法")
    for values in plugin.parameters.values():
        for value in values:
            if not value.quote.strip():
                yield Finding(f"parameters {value.id}", "缺少原文摘引 quote")
            if any(isinstance(number, Decimal) for number in _numbers(value.value)):
                yield Finding(f"parameters {value.id}", "学时、学分参数应为整数")
    if not any(
        (folder / "README.md").exists() for folder in (plugin.folder, plugin.folder.parent, plugin.folder.parent.parent)
    ):
        yield Finding("README.md", "缺少写给政策人员的说明")


def _is_float(node: ast.AST) -> bool:
    literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
    return literal or (isinstance(node, ast.Name) and node.id == "float")


def _reason(node: ast.AST, where: str) -> Iterator[Finding]:
    """Check the reason code of `sheet.refuse("…", …)` and `sheet.item("…", …)`."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"refuse", "item"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value not in vocabulary().reasons
    ):
        yield Finding(f"{where}:{node.lineno}", f"未知的不计原因 {node.args[0].value!r}")


def _numbers(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _numbers(one)
    elif isinstance(value, list):
        for one in value:
            yield from _numbers(one)
    else:
        yield value
