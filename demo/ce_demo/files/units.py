"""The units that the HRSS department builds in (内置单位)."""

from dataclasses import dataclass
from functools import cache

from ce_demo.files.city import City
from ce_demo.files.invented import credit_code
from ce_demo.files.table import read_table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the list; `parent` is the name of the unit above, empty for the HRSS department itself."""

    kind: str
    name: str
    uscc: str
    parent: str
    jurisdiction: str


@cache
def units(city: City) -> tuple[Unit, ...]:
    """Return the units of a city, those above first."""
    return tuple(
        Unit(
            row["kind"],
            row["name"],
            credit_code(row["registrar_and_body"], row["jurisdiction"], int(row["serial"])),
            row["parent"],
            row["jurisdiction"],
        )
        for row in read_table(f"units/{city.folder}")
    )


def unit(city: City, name: str) -> Unit:
    """Return a unit by its name."""
    return next(one for one in units(city) if one.name == name)
