"""Check clauses both ways (条款): each has a rule or a reason why not, each that is cited exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from ce_rules.book import RuleBook
from ce_rules.lint.finding import Finding
from ce_rules.notices import notice_of
from ce_rules.plugin import Plugin


def unruled(book: RuleBook, plugin: Plugin) -> Iterator[Finding]:
    """Compare the clauses listed in notices.yaml with those cited by parameters, settings and code."""
    chain = book.library.chain(plugin)
    cited = cited_clauses(book, plugin)
    for notice in plugin.notices.values():
        for clause in notice.clauses:
            if clause.id not in cited and not clause.no_rule:
                what = f"“{clause.says}”没有规则引用；请写规则，或在 notices.yaml 写明 no_rule 的理由"
                yield Finding(f"notices.yaml {clause.id}", what)
            if clause.id in cited and clause.no_rule:
                what = f"写明不需要规则（{clause.no_rule}），却被引用"
                yield Finding(f"notices.yaml {clause.id}", what)
    listed = {clause.id for notice in chain.notices.values() for clause in notice.clauses}
    listed |= {clause.id for one in book.library.plugins for n in one.notices.values() for clause in n.clauses}
    for name, where in sorted(cited.items()):
        if name not in listed:
            yield Finding(where, f"引用了 notices.yaml 未列出的条款 {name}")


def cited_clauses(book: RuleBook, plugin: Plugin) -> dict[str, str]:
    """Give every clause the plugin cites, with a place where it does."""
    ids = set(book.library.chain(plugin).notices)
    cited: dict[str, str] = {}
    for values in plugin.parameters.values():
        for value in values:
            cited.setdefault(value.clause, f"parameters {value.id}")
    for setting in plugin.settings.values():
        if not setting.no_rule:
            cited.setdefault(setting.clause, f"rulings {setting.id}")
    for file in python_files(plugin):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_clause(node.value, ids):
                cited.setdefault(node.value, f"{file.relative_to(plugin.folder)}:{node.lineno}")
    return cited


def python_files(plugin: Plugin) -> list[Path]:
    """List the modules of a plugin, without those of a county inside its package."""
    inner = {file.parent for file in plugin.folder.rglob("notices.yaml") if file.parent != plugin.folder}
    return [file for file in sorted(plugin.folder.rglob("*.py")) if not any(folder in file.parents for folder in inner)]


def _is_clause(text: str, ids: set[str]) -> bool:
    """Tell whether a text is a citation: a notice's id, one space, and a place in it."""
    return re.fullmatch(r"\S+ [^\s:/]{1,24}", text) is not None and notice_of(text) in ids
