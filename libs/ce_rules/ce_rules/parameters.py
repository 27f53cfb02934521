"""Hold the dated values of a plugin (参数): each with its clause, never edited once in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ce_rules.amounts import Amount
from ce_rules.days import Years
from ce_rules.errors import PluginInvalid
from ce_rules.yamlfile import Where, load_plugin_yaml, mapping


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value in force for a span of years, with the clause it stands in."""

    id: str
    name: str
    years: Years
    value: Any
    clause: str
    quote: str
    overrides: str = ""

    @property
    def amount(self) -> Amount:
        """Give the value as an amount."""
        if isinstance(self.value, int | Decimal) and not isinstance(self.value, bool):
            return self.value
        raise PluginInvalid(self.id, f"应为数，实为 {self.value!r}")

    @property
    def count(self) -> int:
        """Give the value as a whole number."""
        if self.value.__class__ is int:
            return self.value
        raise PluginInvalid(self.id, f"应为整数，实为 {self.value!r}")

    @property
    def day(self) -> date:
        """Give the value as a day."""
        if isinstance(self.value, date):
            return self.value
        raise PluginInvalid(self.id, f"应为日期，实为 {self.value!r}")

    @property
    def items(self) -> tuple[str, ...]:
        """Give the value as a list of words."""
        if isinstance(self.value, list) and all(isinstance(item, str) for item in self.value):
            return tuple(self.value)
        raise PluginInvalid(self.id, f"应为词语列表，实为 {self.value!r}")

    def cell(self, *keys: str) -> Amount | None:
        """Look up a table by row and column; `None` where the table of the notice has no such cell."""
        value = self.value
        for key in keys:
            if not isinstance(value, dict):
                raise PluginInvalid(self.id, f"不是表：{self.value!r}")
            value = value.get(key)
            if value is None:
                return None
        return value  # type: ignore[no-any-return]


class Parameters:
    """All values of a plugin and, behind them, of the plugins it extends."""

    def __init__(self, own: Mapping[str, tuple[Parameter, ...]], base: Parameters | None = None) -> None:
        self._own = own
        self._base = base

    def get(self, name: str, year: int) -> Parameter:
        """Give the value in force for hours of `year`.

        Raises:
            PluginInvalid: there is none.
        """
        for parameter in self._own.get(name, ()):
            if year in parameter.years:
                return parameter
        if self._base is not None:
            return self._base.get(name, year)
        raise PluginInvalid(name, f"没有 {year} 年度的参数值")

    def __iter__(self) -> Iterator[Parameter]:
        for values in self._own.values():
            yield from values

    def check_overrides(self) -> None:
        """Check that a value which replaces one of the base names the clause it replaces.

        Raises:
            PluginInvalid: it names none, another one, or there is nothing to replace.
        """
        for parameter in self:
            replaced = self._base._find(parameter) if self._base else None
            if replaced is None and parameter.overrides:
                raise PluginInvalid(parameter.id, f"声明替代 {parameter.overrides}，但上级规则没有这一参数")
            if replaced is not None and parameter.overrides != replaced.clause:
                raise PluginInvalid(parameter.id, f"替代了上级参数，须写明 overrides: {replaced.clause}")

    def _find(self, other: Parameter) -> Parameter | None:
        for parameter in self._own.get(other.id, ()):
            if _overlap(other.years, parameter.years):
                return parameter
        return self._base._find(other) if self._base else None


def read_parameters(folder: Path) -> dict[str, tuple[Parameter, ...]]:
    """Read every `parameters/*.yaml`; the id of a value is "file.key".

    Raises:
        PluginInvalid: a value without clause, quote or years, a float, two values for one year.
    """
    found: dict[str, tuple[Parameter, ...]] = {}
    for file in sorted(folder.glob("*.yaml")):
        found |= parameters_of(file.stem, load_plugin_yaml(file))
    return found


def parameters_of(stem: str, raw: object) -> dict[str, tuple[Parameter, ...]]:
    """Read the content of one parameters file.

    Raises:
        PluginInvalid: as `read_parameters`.
    """
    where = Where(f"parameters/{stem}.yaml")
    found = {}
    for key, spec in mapping(raw, where).items():
        found[f"{stem}.{key}"] = tuple(_values(f"{stem}.{key}", spec, where / str(key)))
    return found


def _values(name: str, spec: object, where: Where) -> Iterator[Parameter]:
    keys = mapping(spec, where, need=("name", "values"))
    if not isinstance(keys["values"], Sequence) or not keys["values"]:
        raise PluginInvalid(str(where), "values 应为非空列表")
    seen: list[Years] = []
    for item in keys["values"]:
        value = mapping(item, where, need=("years", "value", "clause", "quote"), may=("overrides",))
        years = Years.read(value["years"], str(where))
        if any(_overlap(years, other) for other in seen):
            raise PluginInvalid(str(where), f"{years} 与另一时段重叠")
        seen.append(years)
        _no_decimal_point(value["value"], where)
        yield Parameter(
            id=name,
            name=str(keys["name"]),
            years=years,
            value=value["value"],
            clause=str(value["clause"]),
            quote=str(value["quote"]),
            overrides=str(value.get("overrides", "")),
        )


def _overlap(one: Years, other: Years) -> bool:
    starts_before_end = one.first is None or other.last is None or one.first <= other.last
    return starts_before_end and (other.first is None or one.last is None or other.first <= one.last)


def _no_decimal_point(value: object, where: Where) -> None:
    """Refuse NaN and infinity; a decimal such as 7.5 is read exactly and is fine."""
    if isinstance(value, Decimal) and not value.is_finite():
        raise PluginInvalid(str(where), f"不是有限的数：{value}")
    if isinstance(value, Mapping):
        for key, item in value.items():
            _no_decimal_point(item, where / str(key))
    elif isinstance(value, list):
        for item in value:
            _no_decimal_point(item, where)
