"""Check that a plugin keeps what it promises (插件检查): clauses, rules, cases, parameters, no floats."""

from __future__ import annotations

from collections.abc import Iterator

from ce_rules.book import RuleBook
from ce_rules.lint.cases import untested
from ce_rules.lint.clauses import unruled
from ce_rules.lint.finding import Finding
from ce_rules.lint.source import floats_and_words
from ce_rules.plugin import Plugin


def lint(book: RuleBook, plugin: Plugin) -> Iterator[Finding]:
    """Give every finding; a plugin that cannot be loaded raises instead.

    Raises:
        PluginInvalid: a parameter without source, a clause of no notice, an override that names nothing.
    """
    for spec in plugin.rule_sets:
        book.library.laid(plugin, spec)
    yield from unruled(book, plugin)
    yield from floats_and_words(plugin)
    yield from untested(book, plugin)


__all__ = ["Finding", "lint"]
