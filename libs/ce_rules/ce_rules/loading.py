"""Load plugins: the installed ones, or one from a folder on disk (载入插件)."""

from __future__ import annotations

import importlib
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import entry_points
from pathlib import Path

from ce_rules.errors import PluginInvalid, RulesError
from ce_rules.plugin import Plugin

GROUP = "ce_credit.rules"


def installed() -> list[Plugin]:
    """Load every plugin of the entry point group `ce_credit.rules`.

    Raises:
        PluginInvalid: one cannot be loaded, or its key is not its code.
    """
    found = []
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        try:
            plugin = point.load()
        except RulesError:
            raise
        except Exception as error:
            raise PluginInvalid(f"{point.name} = {point.value}", f"无法载入：{error}") from error
        found.append(_checked(plugin, point.name, point.value))
    return found


def from_folder(folder: Path) -> list[Plugin]:
    """Load the plugins a distribution folder declares in its pyproject.toml, without installing it.

    Raises:
        PluginInvalid: there is no such declaration or it cannot be loaded.
    """
    project = folder / "pyproject.toml"
    try:
        points = tomllib.loads(project.read_text("utf-8"))["project"]["entry-points"][GROUP]
    except FileNotFoundError:
        raise PluginInvalid(str(folder), "该目录没有 pyproject.toml，不是规则插件的目录") from None
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        what = f'没有 [project.entry-points."{GROUP}"]：{error}'
        raise PluginInvalid(str(project), what) from None
    found = []
    with _imported_from(folder, [str(value).partition(":")[0].partition(".")[0] for value in points.values()]):
        for name, value in points.items():
            module, _, attribute = str(value).partition(":")
            try:
                plugin = getattr(importlib.import_module(module), attribute)
            except RulesError:
                raise
            except Exception as error:
                raise PluginInvalid(f"{name} = {value}", f"无法载入：{error}") from error
            found.append(_checked(plugin, name, value))
    return found


@contextmanager
def _imported_from(folder: Path, packages: Sequence[str]) -> Iterator[None]:
    """Import the packages from the folder, leaving what was imported before as it was."""
    before = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in packages}
    for name in before:
        del sys.modules[name]
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
            del sys.modules[name]
        sys.modules.update(before)


def _checked(plugin: object, key: str, value: str) -> Plugin:
    if not isinstance(plugin, Plugin) or plugin.code != key:
        raise PluginInvalid(f"{key} = {value}", "入口须是代码与键相同的 Plugin")
    return plugin
