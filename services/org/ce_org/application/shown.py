"""Units, applications and employments as callers see them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from ce_org.application.ports import OrgUnitOfWork
from ce_org.domain.employment import Employment
from ce_org.domain.registration import Registration
from ce_org.domain.unit import Unit


def show_units(uow: OrgUnitOfWork, units: Iterable[Unit]) -> list[dict[str, Any]]:
    """Return units with the names of those above them."""
    listed = list(units)
    above = uow.units.by_ids({unit.parent_id for unit in listed if unit.parent_id})
    return [_show_unit(unit, above) for unit in listed]


def show_registrations(uow: OrgUnitOfWork, registrations: Iterable[Registration]) -> list[dict[str, Any]]:
    """Return applications with their units."""
    listed = list(registrations)
    units = uow.units.by_ids({one.unit_id for one in listed})
    shown = {unit["unit_id"]: unit for unit in show_units(uow, units.values())}
    return [{**asdict(one), "unit": shown[one.unit_id]} for one in listed]


def show_employments(uow: OrgUnitOfWork, employments: Iterable[Employment]) -> list[dict[str, Any]]:
    """Return employments with the names of the employers."""
    listed = list(employments)
    employers = uow.units.by_ids({one.employer_id for one in listed})
    return [{**asdict(one), "employer_name": employers[one.employer_id].name} for one in listed]


def _show_unit(unit: Unit, above: Mapping[str, Unit]) -> dict[str, Any]:
    parent = above.get(unit.parent_id)
    return {**asdict(unit), "parent_name": parent.name if parent else ""}
