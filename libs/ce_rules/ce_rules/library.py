"""Keep plugins and what they inherit from each other (插件与上级规则)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ce_rules.errors import PluginInvalid, UnknownJurisdiction
from ce_rules.notices import Notice
from ce_rules.parameters import Parameters
from ce_rules.plugin import Plugin
from ce_rules.questions import check_names
from ce_rules.settings import Setting
from ce_rules.spec import RuleSetSpec


class Known(NamedTuple):
    """One rule set, for people and for configuration."""

    code: str
    alias: str
    name: str
    id: str
    years: str
    unit: str
    notice: str
    source: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A plugin with everything it inherits, looked up once."""

    plugin: Plugin
    parameters: Parameters
    notices: Mapping[str, Notice]
    settings: Mapping[str, Setting]


class Library:
    """Find a plugin by code or alias, with its inheritance resolved.

    Raises:
        PluginInvalid: two plugins claim one code or alias.
    """

    def __init__(self, plugins: Iterable[Plugin]) -> None:
        self._plugins: dict[str, Plugin] = {}
        self._names: dict[str, str] = {}
        self._chains: dict[str, Chain] = {}
        self._laid: dict[tuple[str, str], RuleSetSpec] = {}
        for plugin in plugins:
            for name in (plugin.code, plugin.alias, *plugin.members):
                if name in self._names:
                    raise PluginInvalid(plugin.package, f"{name} 已由 {self._names[name]} 的插件登记")
                self._names[name] = plugin.code
            self._plugins[plugin.code] = plugin

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """Give every plugin."""
        return tuple(self._plugins.values())

    def plugin(self, jurisdiction: str) -> Plugin:
        """Give the plugin that serves a code or alias.

        Raises:
            UnknownJurisdiction: none does.
        """
        code = self._names.get(jurisdiction)
        if code is None:
            raise UnknownJurisdiction(jurisdiction, None, [f"{p.code} {p.name}" for p in self.plugins])
        return self._plugins[code]

    def known(self, plugin: Plugin) -> list[Known]:
        """List the rule sets of a plugin."""
        notices = self.chain(plugin).notices
        return [
            Known(
                plugin.code,
                plugin.alias,
                plugin.name,
                spec.id,
                str(spec.years),
                spec.unit,
                spec.notice,
                notices[spec.notice].source,
            )
            for spec in plugin.rule_sets
        ]

    def chain(self, plugin: Plugin) -> Chain:
        """Give the plugin with the parameters, notices and settings of everything above it.

        Raises:
            PluginInvalid: what it extends is not installed, goes in a circle, or is replaced without saying so.
        """
        found = self._chains.get(plugin.code)
        if found is None:
            base = self._base(plugin)
            upper = self.chain(base) if base else None
            parameters = Parameters(plugin.parameters, upper.parameters if upper else None)
            parameters.check_overrides()
            found = self._chains[plugin.code] = Chain(
                plugin,
                parameters,
                {**(upper.notices if upper else {}), **plugin.notices},
                {**(upper.settings if upper else {}), **plugin.settings},
            )
            for spec in plugin.rule_sets:
                if spec.notice not in found.notices:
                    raise PluginInvalid(plugin.package, f"{spec.id} 的文件 {spec.notice} 未列入 notices.yaml")
        return found

    def laid(self, plugin: Plugin, spec: RuleSetSpec) -> RuleSetSpec:
        """Give a rule set laid over everything it extends.

        Raises:
            PluginInvalid: the base does not exist, or is replaced without naming its clause.
        """
        key = (plugin.code, spec.id)
        found = self._laid.get(key)
        if found is None:
            check_names(spec.questions, f"{plugin.package} {spec.id}")
            found = spec if spec.base is None else spec.on(self._below(plugin, spec), f"{plugin.package} {spec.id}")
            if found.standard is None:
                raise PluginInvalid(plugin.package, f"{spec.id} 没有合格标准（standard）")
            self._laid[key] = found
        return found

    def _below(self, plugin: Plugin, spec: RuleSetSpec) -> RuleSetSpec:
        code, name = spec.base or ("", "")
        owner = self._plugins.get(code)
        below = next((one for one in owner.rule_sets if one.id == name), None) if owner else None
        if owner is None or below is None:
            raise PluginInvalid(plugin.package, f"{spec.id} 所扩展的规则集 {code} {name} 不存在；请先安装该插件")
        return self.laid(owner, below)

    def _base(self, plugin: Plugin) -> Plugin | None:
        seen = [plugin.code]
        base = plugin
        while base.extends:
            above = self._plugins.get(base.extends)
            if above is None:
                raise PluginInvalid(base.package, f"所扩展的 {base.extends} 未安装；请先安装该插件")
            if above.code in seen:
                raise PluginInvalid(plugin.package, f"扩展关系成环：{'→'.join([*seen, above.code])}")
            seen.append(above.code)
            base = above
        return self._plugins[plugin.extends] if plugin.extends else None
