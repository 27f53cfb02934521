"""The lists of units: three authorities and eight employers, all of them built in without a word."""

from collections import Counter
from datetime import date

from ce_demo.files.units import unit, units
from ce_org.application.placing import NEW, Placing
from ce_org.domain.unit import Unit, UnitKind, UnitState
from ce_org.domain.unit_list import TEMPLATE, judge


def test_every_unit_finds_its_place(lines, problems, city):
    rows = judge(lines(TEMPLATE, city, "units.xlsx"))
    name = f"{city.name}人力资源和社会保障局"
    root = Unit("root", UnitKind.HRSS, name, "", "", city.code, UnitState.REGISTERED, date(city.year, 1, 1))
    placing = Placing(root, [root], {}, [], root.valid_from)
    assert {placing.place(row) for row in rows} == {NEW}
    assert problems(rows) == []
    assert Counter(row.kind for row in rows) == {UnitKind.AUTHORITY: 3, UnitKind.EMPLOYER: 8}


def test_the_index_says_what_the_file_says(lines, city):
    rows = judge(lines(TEMPLATE, city, "units.xlsx"))
    assert [(row.name, row.uscc, row.parent, row.jurisdiction) for row in rows] == [
        (one.name, one.uscc, one.parent, one.jurisdiction) for one in units(city)
    ]


def test_names_and_codes_are_plainly_invented(city):
    for one in units(city):
        assert "演示" in one.name
        assert one.uscc[8:11] == "DEM"


def test_the_employer_of_the_staff_list_stands_below_its_authority(city):
    assert unit(city, city.employer).parent == city.authority
