"""Choose the rule set by jurisdiction, year, day of decision and purpose (规则手册)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ce_rules.case_facts import read_context
from ce_rules.days import read_day
from ce_rules.errors import InvalidFact, NoRuleSet, UnknownSetting
from ce_rules.library import Chain, Known, Library
from ce_rules.loading import from_folder, installed
from ce_rules.plugin import Plugin
from ce_rules.questions import Answer, Question
from ce_rules.questions import ask as ask_question
from ce_rules.ruleset import RuleSet
from ce_rules.settings import Setting, resolve
from ce_rules.sheet import Desk, Scope
from ce_rules.spec import RuleSetSpec

KEPT = 512


class RuleBook:
    """Give compiled rule sets; each is compiled once and kept."""

    def __init__(self, plugins: Iterable[Plugin]) -> None:
        self.library = Library(plugins)
        self._compiled: dict[tuple[Any, ...], RuleSet] = {}

    @classmethod
    def installed(cls) -> RuleBook:
        """Open the book of all plugins installed under the entry point group `ce_credit.rules`.

        Raises:
            PluginInvalid: a plugin cannot be loaded, or its key is not its code.
        """
        return cls(installed())

    @classmethod
    def with_folder(cls, folder: Path) -> RuleBook:
        """Open the book of all installed plugins, with those of a folder in the place of their namesakes.

        Raises:
            PluginInvalid: the folder holds no plugin.
        """
        own = from_folder(folder)
        codes = {plugin.code for plugin in own}
        return cls([*(plugin for plugin in installed() if plugin.code not in codes), *own])

    def plugin(self, jurisdiction: str) -> Plugin:
        """Give the plugin that serves a code or alias.

        Raises:
            UnknownJurisdiction: none does.
        """
        return self.library.plugin(str(jurisdiction))

    def jurisdictions(self) -> list[Known]:
        """List every rule set with its years and source."""
        return [known for plugin in self.library.plugins for known in self.library.known(plugin)]

    def settings(self, jurisdiction: str) -> Mapping[str, Setting]:
        """List the open readings of a jurisdiction, inherited ones included."""
        return self.library.chain(self.plugin(jurisdiction)).settings

    def rule_set(
        self,
        jurisdiction: str,
        year: int,
        decided_on: date | None = None,
        purpose: str | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> RuleSet:
        """Give the compiled rules for hours of `year`.

        `decided_on` chooses among notices that rule the same years: the latest in force on that day, else the
        latest of all.

        Raises:
            NoRuleSet: no notice rules this pair; the nearest one is never taken instead.
            InvalidFact: `year` is no whole number, `decided_on` no day, `purpose` none that is known.
            UnknownSetting, UnknownReading: in `settings`.
        """
        plugin = self.plugin(jurisdiction)
        chain = self.library.chain(plugin)
        if decided_on is not None:
            decided_on = read_day(decided_on, "decided_on")
        if purpose is not None:
            purpose = read_context({"purpose": purpose})["purpose"]
        readings = resolve(chain.settings, settings or {})
        spec = self._choose(chain, year, decided_on, readings)
        day = decided_on and max(n.issued for n in chain.notices.values() if n.issued <= decided_on)
        key = (str(jurisdiction), year, spec.id, purpose, day, tuple(readings.items()))
        found = self._compiled.get(key)
        if found is None:
            if len(self._compiled) >= KEPT:
                self._compiled.clear()
            found = self._compiled[key] = self._compile(str(jurisdiction), chain, spec, year, purpose, readings, day)
        return found

    def ask(
        self,
        jurisdiction: str,
        year: int,
        question: str,
        facts: Mapping[str, Any],
        settings: Mapping[str, str] | None = None,
    ) -> Answer:
        """Answer a question for a year; a notice may answer beyond its own years (make-up, yearly dates).

        Raises:
            NoRuleSet: neither a rule set nor a notice speaks of this year.
        """
        try:
            return self.rule_set(jurisdiction, year, settings=settings).ask(question, facts)
        except NoRuleSet:
            plugin = self.plugin(jurisdiction)
            beyond = self._beyond(plugin, year).get(question)
            if beyond is None:
                raise
            spec, known = beyond
            chain = self.library.chain(plugin)
            readings = resolve(chain.settings, settings or {})
            scope = Scope(spec.years.last or year)
            desk = Desk(chain.parameters, chain.notices, chain.settings, readings, spec.unit, scope)
            return ask_question(desk, {question: known}, question, facts, plugin.name, asked_year=year)

    def questions(self, jurisdiction: str, year: int, settings: Mapping[str, str] | None = None) -> dict[str, Question]:
        """List the questions a jurisdiction answers for a year, those answered beyond their own years included."""
        found = {name: question for name, (_, question) in self._beyond(self.plugin(jurisdiction), year).items()}
        try:
            rules = self.rule_set(jurisdiction, year, settings=settings)
        except NoRuleSet:
            return found
        return {**found, **{n: q for n, q in rules.spec.questions.items() if isinstance(q, Question)}}

    def _beyond(self, plugin: Plugin, year: int) -> dict[str, tuple[RuleSetSpec, Question]]:
        found = {}
        for own in plugin.rule_sets:
            spec = self.library.laid(plugin, own)
            for name, question in spec.questions.items():
                if isinstance(question, Question) and question.beyond is not None and year in question.beyond:
                    found[name] = (spec, question)
        return found

    def _choose(self, chain: Chain, year: int, decided_on: date | None, readings: Mapping[str, str]) -> RuleSetSpec:
        plugin = chain.plugin
        if year.__class__ is not int:
            raise InvalidFact("year", year, "整数年度，如 2020")
        found = [
            spec
            for spec in plugin.rule_sets
            if year in spec.years and (spec.when is None or readings.get(spec.when[0]) in spec.when[1:])
        ]
        if decided_on is not None:
            found = [spec for spec in found if chain.notices[spec.notice].issued <= decided_on]
        if not found:
            known = [f"{item.id}（{item.years} 年度，{item.source}）" for item in self.library.known(plugin)]
            why = "" if decided_on is None else f"{decided_on.isoformat()} 时没有有效的文件"
            raise NoRuleSet(f"{plugin.code} {plugin.name}", year, known, why)
        return max(found, key=lambda spec: chain.notices[spec.notice].issued)

    def _compile(
        self,
        jurisdiction: str,
        chain: Chain,
        spec: RuleSetSpec,
        year: int,
        purpose: str | None,
        readings: Mapping[str, str],
        decided_on: date | None,
    ) -> RuleSet:
        plugin = chain.plugin
        return RuleSet(
            self,
            chain,
            self.library.laid(plugin, spec),
            year,
            purpose,
            readings,
            jurisdiction if jurisdiction in plugin.members else plugin.code,
            plugin.members.get(jurisdiction, plugin.name),
            decided_on,
        )


def known_settings(book: RuleBook, jurisdictions: Iterable[str], settings: Mapping[str, str]) -> None:
    """Check that each setting is one of at least one of the jurisdictions.

    Raises:
        UnknownSetting: it is none of theirs.
    """
    known: set[str] = set()
    for jurisdiction in set(jurisdictions):
        try:
            known.update(book.settings(jurisdiction))
        except NoRuleSet:
            continue
    for setting in settings:
        if setting not in known:
            raise UnknownSetting(setting, known)
