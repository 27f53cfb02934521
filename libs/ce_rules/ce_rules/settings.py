"""Hold the open readings of a notice as named settings (口径): readings, default, ruling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ce_rules.days import read_day
from ce_rules.errors import PluginInvalid, UnknownReading, UnknownSetting
from ce_rules.yamlfile import Where, load_plugin_yaml, mapping


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the bureau in charge decided (主管部门口径)."""

    reading: str
    by: str
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One open question of a notice: its readings and the one that is used unless told otherwise."""

    id: str
    clause: str
    question: str
    why: str
    readings: Mapping[str, str]
    default: str
    ruling: Ruling | None
    no_rule: str = ""  # why the readings do not differ in what is computed, if so

    @property
    def in_force(self) -> str:
        """Give the reading a ruling fixed, else the default."""
        return self.ruling.reading if self.ruling else self.default


def read_settings(folder: Path) -> dict[str, Setting]:
    """Read every `rulings/*.yaml`, one question a file.

    Raises:
        PluginInvalid: the file name is not the id, the default or the ruling is not one of the readings.
    """
    found: dict[str, Setting] = {}
    for file in sorted(folder.glob("*.yaml")):
        where = Where(f"rulings/{file.name}")
        keys = mapping(
            load_plugin_yaml(file),
            where,
            need=("id", "clause", "question", "why", "readings", "default", "ruling"),
            may=("no_rule",),
        )
        readings = {str(name): str(text) for name, text in mapping(keys["readings"], where / "readings").items()}
        if keys["id"] != file.stem:
            raise PluginInvalid(str(where), f"文件名应为 {keys['id']}.yaml")
        if keys["default"] not in readings:
            raise PluginInvalid(str(where), f"默认读法 {keys['default']} 不在读法之列：{'、'.join(readings)}")
        found[file.stem] = Setting(
            id=file.stem,
            clause=str(keys["clause"]),
            question=str(keys["question"]),
            why=str(keys["why"]),
            readings=readings,
            default=str(keys["default"]),
            ruling=_ruling(keys["ruling"], readings, where / "ruling"),
            no_rule=str(keys.get("no_rule", "")),
        )
    return found


def _ruling(raw: object, readings: Mapping[str, str], where: Where) -> Ruling | None:
    if raw is None:
        return None
    keys = mapping(raw, where, need=("reading", "by", "on", "text"))
    if keys["reading"] not in readings:
        raise PluginInvalid(str(where), f"口径选定的读法 {keys['reading']} 不在读法之列：{'、'.join(readings)}")
    return Ruling(str(keys["reading"]), str(keys["by"]), read_day(keys["on"], str(where)), str(keys["text"]))


def resolve(known: Mapping[str, Setting], chosen: Mapping[str, str]) -> dict[str, str]:
    """Give the reading of every setting: the chosen one, else the one in force.

    Raises:
        UnknownSetting, UnknownReading: with what there is.
    """
    for setting, reading in chosen.items():
        if setting not in known:
            raise UnknownSetting(setting, known)
        if reading not in known[setting].readings:
            raise UnknownReading(setting, reading, known[setting].readings)
    return {name: chosen.get(name, setting.in_force) for name, setting in known.items()}
