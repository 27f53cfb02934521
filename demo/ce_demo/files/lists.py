"""The four spreadsheets of a city: units, staff, catalogue, item bank."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ce_demo.files.city import City
from ce_demo.files.courses import courses
from ce_demo.files.invented import as_a_number_cell, with_wrong_check
from ce_demo.files.items import LETTERS, questions
from ce_demo.files.people import Entry, Flaw, entries
from ce_demo.files.spreadsheet import Cell, write_sheet
from ce_demo.files.units import units


def write_units(city: City, folder: Path) -> None:
    """Write the list of units that the HRSS department imports."""
    columns = [("类别", 14), ("名称", 32), ("统一社会信用代码", 24), ("上级单位", 30), ("行政区划代码", 14)]
    rows = [(unit.kind, unit.name, unit.uscc, unit.parent, unit.jurisdiction) for unit in units(city)]
    write_sheet(folder / "units.xlsx", "单位", columns, rows)


def write_staff(city: City, folder: Path) -> None:
    """Write the staff list that the employer imports."""
    columns = [("姓名", 14), ("身份证号", 24), ("职称", 14), ("从事专业", 16), ("入职日期", 14)]
    write_sheet(folder / "staff.xlsx", "专业技术人员", columns, [_staff_row(entry) for entry in entries(city)])


def write_catalogue(city: City, folder: Path) -> None:
    """Write the catalogue of the year."""
    columns = [("编号", 12), ("年度", 8), ("科目类别", 12), ("性质", 8)]
    columns += [("课程名称", 60), ("学时", 8), ("收费", 8), ("需学习强国", 12)]
    rows: list[tuple[Cell, ...]] = [
        (one.code, one.year, one.category, one.part, one.title, float(one.hours), one.priced, one.needs_points)
        for one in courses(city)
    ]
    write_sheet(folder / "catalogue.xlsx", "课程目录", columns, rows)


def write_items(city: City, folder: Path) -> None:
    """Write the item bank of the public subjects."""
    columns = [("编号", 12), ("年度", 8), ("科目", 12), ("题型", 8), ("难度", 8), ("题干", 60)]
    columns += [*((f"选项{letter}", 28) for letter in LETTERS), ("答案", 10)]
    write_sheet(folder / "items.xlsx", "题库", columns, _item_rows(city))


def _staff_row(entry: Entry) -> tuple[Cell, ...]:
    person = entry.person
    number: Cell = person.id_number
    if entry.flaw is Flaw.CHECK_CHARACTER:
        number = with_wrong_check(person.id_number)
    elif entry.flaw is Flaw.NUMBER_CELL:
        number = as_a_number_cell(person.id_number)
    return person.name, number, person.title, person.specialty, date.fromisoformat(person.started_on)


def _item_rows(city: City) -> Iterator[tuple[Cell, ...]]:
    for one in questions(city):
        options = [*one.options, *("" for _ in LETTERS)][: len(LETTERS)]
        yield one.code, city.year, "公需科目", one.kind, one.level, one.stem, *options, one.answer
