"""Rows of an employer's staff list: what is wrong with each, told so that a clerk can put it right."""

import re
from dataclasses import dataclass
from datetime import date

from ce_files.rows import Line, Row, Template, refuse_duplicates
from ce_identity.domain import id_number as id_numbers
from ce_identity.domain.errors import BadIdNumber, BadName
from ce_identity.domain.names import read_name

NAME, ID_NUMBER, TITLE, SPECIALTY, STARTED_ON = "姓名", "身份证号", "职称", "从事专业", "入职日期"
TEMPLATE = Template(
    required=(NAME, ID_NUMBER),
    optional=(TITLE, SPECIALTY, STARTED_ON),
    aliases={
        "身份证号码": ID_NUMBER,
        "公民身份号码": ID_NUMBER,
        "证件号码": ID_NUMBER,
        "专业技术职务": TITLE,
        "专业": SPECIALTY,
        "入职时间": STARTED_ON,
    },
)

_DATES = (
    re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?"),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
)


@dataclass(slots=True)
class StaffRow(Row):
    """A row as read; what was refused is empty."""

    name: str = ""
    id_number: str = ""
    title: str = ""
    specialty: str = ""
    started_on: date | None = None

    @property
    def subject(self) -> str:
        """The row as it may be shown: name and masked number."""
        return f"{self.name} {id_numbers.masked(self.id_number)}".strip() if self.id_number else self.name


def judge(lines: list[Line], today: date) -> list[StaffRow]:
    """Read every line of a staff list."""
    rows = [_row(line, today) for line in lines]
    refuse_duplicates(rows, lambda row: row.id_number, ID_NUMBER)
    return rows


def _row(line: Line, today: date) -> StaffRow:
    row = StaffRow(line.number, line.problems, title=line.text(TITLE), specialty=line.text(SPECIALTY))
    _read_name(row, line.text(NAME))
    _read_id_number(row, line.long_number(ID_NUMBER), today)
    _read_start(row, line.text(STARTED_ON), today)
    return row


def _read_name(row: StaffRow, text: str) -> None:
    if not text:
        row.refuse("MISSING_NAME", NAME, "姓名为空，请按居民身份证填写")
        return
    try:
        row.name = read_name(text)
    except BadName as error:
        row.refuse("BAD_NAME", NAME, error.message)


def _read_id_number(row: StaffRow, text: str, today: date) -> None:
    if not text:
        row.refuse("MISSING_ID_NUMBER", ID_NUMBER, "身份证号为空，请填 18 位号码")
        return
    try:
        row.id_number = id_numbers.parse(text, today)
    except BadIdNumber as error:
        row.refuse("BAD_ID_NUMBER", ID_NUMBER, error.message)


def _read_start(row: StaffRow, text: str, today: date) -> None:
    if not text:
        return
    try:
        (parts,) = (found.groups() for form in _DATES if (found := form.fullmatch(text)))
        started_on = date(*map(int, parts))
    except ValueError:
        row.refuse("BAD_DATE", STARTED_ON, "日期无法识别，请写成 2020-03-01")
        return
    if not date(1950, 1, 1) <= started_on <= today:
        row.refuse("BAD_DATE", STARTED_ON, "入职日期应在 1950 年之后、今天之前")
    else:
        row.started_on = started_on
