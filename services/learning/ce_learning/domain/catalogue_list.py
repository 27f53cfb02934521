"""Rows of a catalogue file: what is wrong with each, told so that a clerk can put it right."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from ce_files.rows import Line, Row, Template, refuse_duplicates
from ce_learning.domain.course import Category, Part, Terms

CODE, YEAR, CATEGORY, PART = "编号", "年度", "科目类别", "性质"
TITLE, HOURS, PRICED, NEEDS_POINTS = "课程名称", "学时", "收费", "需学习强国"
TEMPLATE = Template(
    required=(CODE, YEAR, CATEGORY, TITLE, HOURS),
    optional=(PART, PRICED, NEEDS_POINTS),
    aliases={"课程编号": CODE, "类别": CATEGORY, "名称": TITLE, "学时数": HOURS, "是否收费": PRICED},
    longest=200,
)
LONGEST_CODE = 40
CATEGORIES = {
    "公需科目": Category.PUBLIC,
    "公需": Category.PUBLIC,
    "专业科目": Category.PROFESSIONAL,
    "专业": Category.PROFESSIONAL,
}
PARTS = {"必修": Part.REQUIRED, "选修": Part.ELECTIVE, "": None}
FLAGS = {"是": True, "否": False, "": False}
FIRST_YEAR, MOST_HOURS = 2010, Decimal(1000)

T = TypeVar("T")


@dataclass(slots=True)
class CatalogueRow(Row):
    """A row as read; `terms` is absent when something was refused."""

    code: str = ""
    year: int = 0
    title: str = ""
    terms: Terms | None = None

    @property
    def subject(self) -> str:
        """The row as it is shown."""
        return " ".join(part for part in (str(self.year or ""), self.code, self.title) if part)


def judge(lines: list[Line], this_year: int) -> list[CatalogueRow]:
    """Read every line of a catalogue; courses may be listed up to a year ahead."""
    rows = [_row(line, this_year + 1) for line in lines]
    refuse_duplicates(rows, lambda row: (row.year, row.code) if row.year and row.code else None, CODE)
    return rows


def _row(line: Line, last_year: int) -> CatalogueRow:
    row = CatalogueRow(line.number, line.problems)
    for column in (CODE, YEAR, CATEGORY, TITLE, HOURS):
        if not line.text(column):
            row.refuse("MISSING", column, f"{column}为空")
    row.code, row.title = line.text(CODE), line.text(TITLE)
    if len(row.code) > LONGEST_CODE:
        row.refuse("TOO_LONG", CODE, f"编号 {len(row.code)} 字，超过 {LONGEST_CODE} 字上限")
    row.year = _year(row, line.text(YEAR), last_year)
    hours = _hours(row, line.text(HOURS))
    category = _choice(row, "BAD_CATEGORY", CATEGORY, line.text(CATEGORY) or "公需科目", CATEGORIES)
    part = _choice(row, "BAD_PART", PART, line.text(PART), PARTS)
    priced = bool(_choice(row, "BAD_FLAG", PRICED, line.text(PRICED), FLAGS))
    needs_points = bool(_choice(row, "BAD_FLAG", NEEDS_POINTS, line.text(NEEDS_POINTS), FLAGS))
    if priced and category is Category.PUBLIC:
        row.refuse("PUBLIC_IS_FREE", PRICED, "公需科目学习免费（如 ZB20 三(三)、WH19 一(一)），收费一栏应为“否”")
    if needs_points and category is Category.PROFESSIONAL:
        row.refuse("POINTS_ARE_PUBLIC", NEEDS_POINTS, "学习强国积分只用于公需科目（WH19 一(一)），本栏应为“否”")
    if not row.problems and category is not None:
        row.terms = Terms(row.year, row.code, category, part, row.title, hours, priced, needs_points)
    return row


def _year(row: CatalogueRow, text: str, last: int) -> int:
    number = text.removesuffix("年度").removesuffix("年")
    if number.isdecimal() and FIRST_YEAR <= int(number) <= last:
        return int(number)
    row.refuse("BAD_YEAR", YEAR, f"年度“{text[:20]}”应为 {FIRST_YEAR} 至 {last} 的四位数")
    return 0


def _hours(row: CatalogueRow, text: str) -> Decimal:
    try:
        hours = Decimal(text)
        good = hours.is_finite() and 0 < hours <= MOST_HOURS and hours == round(hours, 1)
    except InvalidOperation:
        good = False
    if good:
        return round(hours, 1)
    row.refuse("BAD_HOURS", HOURS, f"学时“{text[:20]}”应为 0.1 至 {MOST_HOURS} 的数，最多一位小数")
    return Decimal(0)


def _choice(row: CatalogueRow, code: str, column: str, text: str, choices: Mapping[str, T]) -> T | None:
    if text in choices:
        return choices[text]
    known = "、".join(choice for choice in choices if choice)
    row.refuse(code, column, f"“{text[:20]}”不可识别，应为：{known}")
    return None
