"""Cite the texts the rules rest on (文件): notices and their clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ce_rules.days import Years, read_day
from ce_rules.errors import PluginInvalid
from ce_rules.yamlfile import Where, mapping


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a notice: what it rules, or why it needs no rule."""

    id: str
    says: str
    no_rule: str = ""


@dataclass(frozen=True)
class Notice:
    """A text in force: short id, title, issuer, day, the years of hours it speaks about."""

    id: str
    title: str
    issuer: str
    issued: date
    years: Years
    number: str
    clauses: tuple[Clause, ...]

    @cached_property
    def source(self) -> str:
        """Write the citation for people."""
        number = f"，{self.number}" if self.number else ""
        return f"{self.issuer}《{self.title}》（{self.issued.isoformat()}{number}）"


def notice_of(clause: str) -> str:
    """Give the short id of the notice a clause belongs to: "ZB20 五(二)" → "ZB20"."""
    return clause.partition(" ")[0]


def read_notices(raw: object, where: Where) -> dict[str, Notice]:
    """Read `notices.yaml`.

    Raises:
        PluginInvalid: a missing or unknown key, a clause listed twice.
    """
    found: dict[str, Notice] = {}
    for notice_id, spec in mapping(raw, where).items():
        at = where / notice_id
        keys = mapping(spec, at, need=("title", "issuer", "issued", "years", "clauses"), may=("number",))
        clauses = tuple(_clause(notice_id, name, text, at) for name, text in mapping(keys["clauses"], at).items())
        found[notice_id] = Notice(
            id=notice_id,
            title=str(keys["title"]),
            issuer=str(keys["issuer"]),
            issued=read_day(keys["issued"], str(at)),
            years=Years.read(keys["years"], str(at)),
            number=str(keys.get("number") or ""),
            clauses=clauses,
        )
    return found


def _clause(notice_id: str, name: object, spec: object, where: Where) -> Clause:
    if isinstance(spec, str):
        return Clause(f"{notice_id} {name}", spec)
    keys = mapping(spec, where / str(name), need=("says", "no_rule"))
    return Clause(f"{notice_id} {name}", str(keys["says"]), str(keys["no_rule"]))


def source_of(clause: str, notices: Mapping[str, Notice]) -> str:
    """Write the citation of the notice a clause belongs to.

    Raises:
        PluginInvalid: the clause names a notice the plugin does not cite.
    """
    try:
        return notices[notice_of(clause)].source
    except KeyError:
        known = "、".join(sorted(notices))
        raise PluginInvalid(clause, f"条款所属文件未在 notices.yaml 中列出（已列：{known}）") from None
