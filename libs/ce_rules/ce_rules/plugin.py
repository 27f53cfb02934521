"""A plugin: the rules of one jurisdiction with their notices, parameters and rulings (规则插件)."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from ce_rules.errors import PluginInvalid
from ce_rules.notices import Notice, notice_of, read_notices
from ce_rules.parameters import Parameter, read_parameters
from ce_rules.settings import Setting, read_settings
from ce_rules.spec import RuleSetSpec
from ce_rules.yamlfile import Where, load_plugin_yaml


@dataclass(frozen=True)
class Plugin:
    """What a city (or county) declares; its files stand beside the module `package`.

    `members` are the codes of counties its notices name, which it serves with the same rules.
    `extends` is the code of the plugin this one builds upon.
    """

    package: str
    code: str
    alias: str
    name: str
    version: str
    rule_sets: tuple[RuleSetSpec, ...]
    extends: str = ""
    members: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    folder: Path = field(init=False)  # where the package was loaded from

    def __post_init__(self) -> None:
        for code in (self.code, *self.members):
            if not re.fullmatch(r"\d{6}", code):
                raise PluginInvalid(self.package, f"{code!r} 不是六位行政区划代码")
        file = sys.modules[self.package].__file__
        if file is None:  # pragma: no cover - a namespace package has no rules
            raise PluginInvalid(self.package, "没有 __init__.py")
        object.__setattr__(self, "folder", Path(file).parent)

    @cached_property
    def notices(self) -> dict[str, Notice]:
        """Read the notices the plugin rests on."""
        return read_notices(load_plugin_yaml(self.folder / "notices.yaml"), Where("notices.yaml"))

    @cached_property
    def parameters(self) -> dict[str, tuple[Parameter, ...]]:
        """Read the dated values."""
        return self.checked(read_parameters(self.folder / "parameters"))

    def checked(self, found: dict[str, tuple[Parameter, ...]]) -> dict[str, tuple[Parameter, ...]]:
        """Check that each value belongs to a rule set's years and to a cited notice.

        Raises:
            PluginInvalid: it does not.
        """
        spans = {str(spec.years) for spec in self.rule_sets}
        for values in found.values():
            for value in values:
                if str(value.years) not in spans:
                    raise PluginInvalid(
                        value.id, f"年度 {value.years} 不是本插件规则集的年度：{'、'.join(sorted(spans))}"
                    )
                notice = self.notices.get(notice_of(value.clause))
                if notice is None:
                    raise PluginInvalid(value.id, f"条款 {value.clause} 的文件未列入 notices.yaml")
                if not value.years.within(notice.years):
                    raise PluginInvalid(value.id, f"年度 {value.years} 超出 {notice.id} 所述年度 {notice.years}")
        return found

    @cached_property
    def settings(self) -> dict[str, Setting]:
        """Read the open readings and rulings."""
        return read_settings(self.folder / "rulings")

    @cached_property
    def digest(self) -> str:
        """Give eight digits that change with any rule, value or ruling of the plugin."""
        found = hashlib.sha256()
        for file in sorted(self.folder.rglob("*")):
            if file.suffix in {".py", ".yaml"} and "cases" not in file.parts:
                found.update(file.relative_to(self.folder).as_posix().encode())
                found.update(file.read_bytes())
        return found.hexdigest()[:8]
