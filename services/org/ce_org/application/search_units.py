"""Find units by name or credit code (模糊搜索, ZB20 一.3)."""

from typing import Any

from ce_org.application.ports import OrgUnitOfWork
from ce_org.application.shown import show_units
from ce_org.domain.names import name_key, similarity
from ce_org.domain.unit import Unit, UnitKind

SHOWN, CANDIDATES, WORTH_SHOWING = 20, 100, 25


def search_units(uow: OrgUnitOfWork, *, query: str, kind: UnitKind | None) -> dict[str, Any]:
    """Return the units that fit best: exact, then beginning so, then holding the query, then similar ones."""
    key = name_key(query)
    with uow:
        found = [(unit, *_rank(key, unit)) for unit in uow.units.candidates(key, kind, CANDIDATES)]
        found = [one for one in found if one[1] < _SIMILAR or one[2] >= WORTH_SHOWING]
        best = sorted(found, key=lambda one: (one[1], -one[2], one[0].name, one[0].unit_id))[:SHOWN]
        shown = show_units(uow, [unit for unit, _, _ in best])
    return {
        "matches": [{"unit": unit, "similarity": one[2]} for unit, one in zip(shown, best, strict=True)],
    }


_EXACT, _BEGINNING, _WITHIN, _SIMILAR = range(4)


def _rank(key: str, unit: Unit) -> tuple[int, int]:
    """Return the class of a find, best first, and how similar the names are."""
    own, code = unit.key, unit.uscc.casefold()
    alike = similarity(key, own)
    if key in (own, code):
        return _EXACT, 100
    if own.startswith(key) or code.startswith(key):
        return _BEGINNING, alike
    return (_WITHIN if key in own else _SIMILAR), alike
