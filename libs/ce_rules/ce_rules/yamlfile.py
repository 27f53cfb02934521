"""Read YAML files strictly: no duplicate keys, no floats, closed sets of keys, and errors that say where."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from ce_rules.errors import InvalidFile, PluginInvalid


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file, for error messages."""

    path: str
    inside: str = ""

    def __truediv__(self, name: str) -> Where:
        return Where(self.path, f"{self.inside}.{name}" if self.inside else name)

    def __str__(self) -> str:
        return f"{self.path}: {self.inside}" if self.inside else self.path


_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


MOST_KEYS = 10_000


class _Loader(_SafeLoader):
    """Read numbers as `int` or `Decimal`, refuse a key that stands twice, bound what `<<` may add up to."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        if not getattr(node, "checked", False):
            node.checked = True
            self._refuse_repeated(node)
        super().flatten_mapping(node)
        if len(node.value) > MOST_KEYS:
            raise yaml.constructor.ConstructorError(None, None, f"键多于 {MOST_KEYS} 个", node.start_mark)

    def _refuse_repeated(self, node: yaml.MappingNode) -> None:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            if key_node.tag == "tag:yaml.org,2002:merge":
                continue
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, Hashable) and key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"重复的键 {key!r}", key_node.start_mark)
            seen.add(key)


def _int(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    return int(str(loader.construct_scalar(node)))


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    text = str(loader.construct_scalar(node)).lower().lstrip("+")
    special = {".inf": "Infinity", "-.inf": "-Infinity", ".nan": "NaN"}
    try:
        return Decimal(special.get(text, text))
    except ArithmeticError:
        raise yaml.constructor.ConstructorError(None, None, f"无法读取的数 {text!r}", node.start_mark) from None


def _day(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Any:
    """Read a day; one that is not in the calendar stays text, and whoever reads the field says where it stands."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return str(node.value)


# The core schema of YAML 1.2: `on`, `yes` and `no` are words, 010 is ten, 12:30 is text.
_CORE = {
    "bool": (r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    "int": (r"^[-+]?[0-9]+$", "-+0123456789"),
    "float": (
        r"^(?:[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
        "-+.0123456789",
    ),
}
_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)
_Loader.add_constructor("tag:yaml.org,2002:int", _int)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag.rpartition(":")[2] not in _CORE]
    for first, found in _Loader.yaml_implicit_resolvers.items()
}
for _name, (_pattern, _first) in _CORE.items():
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(_pattern), list(_first))


def load_yaml(text: str, path: str) -> Any:
    """Read YAML text; numbers come as `int` or `Decimal`.

    Raises:
        InvalidFile: what is wrong and in which line.
    """
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader with decimals
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第 {mark.line + 1} 行第 {mark.column + 1} 列：" if mark else ""
        raise InvalidFile(path, f"{line}YAML 格式有误（{getattr(error, 'problem', None) or error}）") from None
    except (ValueError, TypeError) as error:  # a key that cannot be hashed, a number too long
        raise InvalidFile(path, f"有不能使用的值（{error}）") from None
    except RecursionError:
        raise InvalidFile(path, "嵌套过深") from None


def load_plugin_yaml(file: Path) -> Any:
    """Read a YAML file of a plugin.

    Raises:
        PluginInvalid: the file cannot be read.
    """
    try:
        return load_yaml(file.read_text("utf-8"), file.name)
    except (InvalidFile, OSError, UnicodeDecodeError) as error:
        raise PluginInvalid(str(file), str(error)) from None


def mapping(
    raw: object, where: Where, need: tuple[str, ...] = (), may: tuple[str, ...] | None = None
) -> Mapping[str, Any]:
    """Check that `raw` is a mapping with the keys `need` and, if `need` is given, none beyond `need` and `may`.

    Raises:
        PluginInvalid: it is not.
    """
    if not isinstance(raw, Mapping):
        raise PluginInvalid(str(where), f"应为键值映射，实为 {type(raw).__name__}")
    missing = [key for key in need if key not in raw]
    if missing:
        raise PluginInvalid(str(where), f"缺少 {'、'.join(missing)}")
    if need or may is not None:
        unknown = [str(key) for key in raw if key not in need and key not in (may or ())]
        if unknown:
            raise PluginInvalid(
                str(where), f"不认识的键 {'、'.join(unknown)}；可用：{'、'.join((*need, *(may or ())))}"
            )
    return raw
